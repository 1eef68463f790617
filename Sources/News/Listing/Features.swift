/// What is measured of a candidate. Each lies between 0 and 1, or near it.
struct Features {
  var values = [Double](repeating: 0, count: Feature.allCases.count)

  subscript(feature: Feature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }
}

enum Feature: Int, CaseIterable {
  /// How many different addresses: 1 at 32 and more.
  case count
  case few
  case linkText
  case shortText
  case blockText
  case plainText
  case dates
  case oneDate
  case headings
  case images
  case distinct
  case share
  case linkShare
  case navigation
  case header
  case footer
  case aside
  case otherZones
  case main
  case articleAddress
  case section
  case foreign
  case onePattern
  case crowded
  case tight
  case position
  case agreement
  case known
  case dated
  case variety
  case titleShare
  case busy
  case twins
}

/// Measures candidates.
struct FeatureReader {
  let survey: PageSurvey
  private var stamps: [Int32]
  private var textStamps: [Int32]
  private var familyStamps: [Int32]
  private var familySizes: [Int32]
  private var stamp: Int32 = 0

  init(_ survey: PageSurvey) {
    self.survey = survey
    stamps = [Int32](repeating: 0, count: survey.addressCount)
    textStamps = [Int32](repeating: 0, count: survey.textCount)
    familyStamps = [Int32](repeating: 0, count: survey.familyCount)
    familySizes = familyStamps
  }

  mutating func read(_ candidate: Candidate, agreement: Int) -> Features {
    stamp += 1
    var tally = Tally()
    for (l, b) in zip(candidate.links, candidate.blocks) {
      let link = survey.links[Int(l)]
      if stamps[Int(link.address)] == stamp { continue }
      stamps[Int(link.address)] = stamp
      let isNewText = textStamps[Int(link.text)] != stamp
      textStamps[Int(link.text)] = stamp
      let family = Int(link.family)
      if familyStamps[family] != stamp { familySizes[family] = 0 }
      familyStamps[family] = stamp
      familySizes[family] += 1
      tally.onePattern = max(tally.onePattern, Int(familySizes[family]))
      tally.add(link, isNewText: isNewText)
      tally.twins += survey.twins(of: Int(l), in: Int(b))
      tally.add(block: Int(b), survey)
    }
    return features(of: tally, candidate, agreement)
  }

  private func features(of t: Tally, _ candidate: Candidate, _ agreement: Int) -> Features {
    var f = Features()
    let n = Double(max(1, t.n))
    let total = Double(max(1, survey.totalChars))
    func part(_ count: Int) -> Double { Double(count) / n }
    f[.count] = min(1, Double(t.n + 1).log2 / 5)
    f[.few] = t.n < 3 ? 1 : t.n < 5 ? 0.4 : 0
    f[.linkText] = part(t.linkChars) / 100
    f[.shortText] = part(t.short)
    f[.blockText] = part(t.blockChars) / 400
    f[.plainText] = t.chars > 0 ? 1 - Double(t.anyLinkChars) / Double(t.chars) : 0
    f[.dates] = part(t.dated)
    f[.oneDate] = part(t.oneDate)
    f[.headings] = part(t.headings)
    f[.images] = part(t.images)
    f[.distinct] = part(t.texts)
    f[.share] = Double(t.chars) / total
    f[.linkShare] =
      Double(t.linkCharsWhole) / Double(max(1, survey.nodes[survey.nodes.count - 1].linkChars))
    f[.navigation] = part(t.navigation)
    f[.header] = part(t.header)
    f[.footer] = part(t.footer)
    f[.aside] = part(t.aside)
    f[.otherZones] = part(t.otherZones)
    f[.main] = part(t.main)
    f[.articleAddress] = part(t.articleAddresses)
    f[.section] = part(t.sections)
    f[.foreign] = part(t.foreign)
    f[.onePattern] = part(t.onePattern)
    f[.crowded] = min(1, max(0, part(t.good) - 1) / 4)
    let first = Int(candidate.blocks[0])
    let last = Int(survey.nodes[Int(candidate.blocks[candidate.blocks.count - 1])].end)
    let span = Double(survey.nodes[last].chars - survey.nodes[first].chars)
    f[.tight] = span > 0 ? min(1, Double(t.chars) / span) : 0
    f[.position] = Double(survey.nodes[first].chars) / total
    f[.agreement] = min(1, Double(agreement - 1) / 4)
    // The share of what is known on the page, where a good part of the group is known.
    let known = Double(max(1, survey.nodes[survey.nodes.count - 1].known))
    f[.known] = min(1, Double(t.knownInside) / known) * min(1, 2 * part(t.known))
    f[.dated] = part(t.dateTexts)
    f[.variety] = min(1, Double(t.linkChars) / 2_000)
    f[.titleShare] = part(t.titles)
    f[.twins] = min(1, part(t.twins) / 2)
    f[.busy] = min(1, max(0, part(t.links) - 6) / 20)
    return f
  }
}

/// Sums over a candidate's members.
private struct Tally {
  var n = 0
  var linkChars = 0
  var linkCharsWhole = 0
  var short = 0
  var titles = 0
  var blockChars = 0
  var chars = 0
  var anyLinkChars = 0
  var dated = 0
  var oneDate = 0
  var headings = 0
  var images = 0
  var texts = 0
  var navigation = 0
  var header = 0
  var footer = 0
  var aside = 0
  var otherZones = 0
  var main = 0
  var articleAddresses = 0
  var sections = 0
  var foreign = 0
  var onePattern = 0
  var good = 0
  var known = 0
  var knownInside = 0
  var dateTexts = 0
  var links = 0
  var twins = 0

  mutating func add(_ link: PageLink, isNewText: Bool) {
    n += 1
    // A text met before names nothing.
    if isNewText { texts += 1 }
    let chars = !isNewText ? 0 : Int(link.chars > 0 ? link.chars : link.altChars)
    linkChars += min(100, chars)
    linkCharsWhole += chars
    if chars < 12 { short += 1 }
    if chars >= 25 { titles += 1 }
    if link.traits.contains(.articleAddress) { articleAddresses += 1 }
    if link.traits.contains(.section) { sections += 1 }
    if link.traits.contains(.foreign) { foreign += 1 }
    if link.traits.contains(.dated) { dateTexts += 1 }
    if link.zone.contains(.navigation) { navigation += 1 }
    if link.zone.contains(.header) { header += 1 }
    if link.zone.contains(.footer) { footer += 1 }
    if link.zone.contains(.aside) { aside += 1 }
    if !link.zone.isDisjoint(with: [
      .comments, .paging, .advert, .related, .tags, .slider, .overlay,
    ]) {
      otherZones += 1
    }
    if link.zone.contains(.main) { main += 1 }
    if link.traits.contains(.heading) { headings += 1 }
  }

  mutating func add(block: Int, _ survey: PageSurvey) {
    let inside = survey.chars(in: block)
    chars += inside
    blockChars += min(400, inside)
    anyLinkChars += survey.linkChars(in: block)
    let dates = survey.dates(in: block)
    if dates > 0 { dated += 1 }
    if dates == 1 { oneDate += 1 }
    if survey.images(in: block) > 0 { images += 1 }
    let met = survey.known(in: block)
    knownInside += met
    if met > 0 { known += 1 }
    links += survey.links(in: block).count
    good += survey.goodLinks(in: block)
  }
}

extension Double {
  fileprivate var log2: Double { Double.log2(of: self) }

  /// Good to a hundredth, without Foundation: exponent and a straight line through the mantissa.
  fileprivate static func log2(of x: Double) -> Double {
    Double(x.exponent) + (x.significand - 1)
  }
}

extension Features {
  /// The weights that tell the news from the rest.
  static let weights: [Feature: Double] = [
    .count: 4.5, .few: -2.5, .linkText: 2.7, .shortText: -2.5, .blockText: 1.2, .plainText: 1.5,
    .dates: 2.4, .oneDate: 1.8, .headings: 1.4, .images: 0.4, .distinct: 1.3, .share: 4.8,
    .linkShare: 2.2, .navigation: -4.5, .header: -2.2, .footer: -3, .aside: -1.5, .otherZones: -0.7,
    .main: 0.5, .articleAddress: 2, .section: -3, .foreign: -0.5, .onePattern: 0.5, .crowded: -3,
    .tight: 2.2, .position: -0.6, .agreement: 0.7, .known: 14, .dated: -2, .variety: 2,
    .titleShare: 0.9, .busy: -3, .twins: -5,
  ]

  static let table: [Double] = Feature.allCases.map { weights[$0] ?? 0 }

  var score: Double {
    var sum = 0.0
    for (value, weight) in zip(values, Features.table) { sum += value * weight }
    return sum
  }
}
