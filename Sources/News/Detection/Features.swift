/// The features of a candidate; most values lie between 0 and 1.
struct Features {
  var values = [Double](repeating: 0, count: Feature.allCases.count)

  subscript(feature: Feature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }
}

/// A feature of a candidate. “Share” means the share of its members unless stated otherwise.
enum Feature: Int, CaseIterable {
  /// The number of different addresses, logarithmic; 1 from 31 addresses on.
  case count
  /// 1 below three members, 0.4 below five.
  case fewMembers
  /// The average length of the link texts, in units of 100 characters.
  case linkText
  /// The share with link texts below 12 characters.
  case shortLinkText
  /// The average length of the blocks' text, in units of 400 characters.
  case blockText
  /// The share of the blocks' text outside links.
  case plainText
  /// The share with a date.
  case dates
  /// The share with exactly one date.
  case singleDate
  /// The share with the link in a heading.
  case headings
  /// The share with an image.
  case images
  /// The share with a link text of their own.
  case distinctText
  /// The share of the page's text inside the blocks.
  case pageShare
  /// The share of the page's link text in the members' links.
  case linkTextShare
  /// The share inside navigation.
  case navigation
  /// The share inside headers.
  case header
  /// The share inside footers.
  case footer
  /// The share inside asides.
  case aside
  /// The share inside other zones apart from the main content, such as comments.
  case otherZones
  /// The share inside the main content.
  case main
  /// The share with an address like an article's.
  case articleAddress
  /// The share with an address like a section's.
  case section
  /// The share that leads to other hosts.
  case foreignHost
  /// The share with the most frequent address pattern.
  case samePattern
  /// The average number of further good links in the blocks, divided by 4.
  case extraLinks
  /// The density: the share of the text between first and last block inside the blocks.
  case density
  /// The position of the first block, as a share of the page's text.
  case position
  /// The number of further strategies that find the same addresses, divided by 4.
  case agreement
  /// The share of the page's known texts inside the blocks, if many members have one.
  case known
  /// The share with a date as link text.
  case dateLabels
  /// The total length of the link texts, in units of 2,000 characters.
  case totalLinkText
  /// The share with link texts of 25 characters and more.
  case titles
  /// The average number of links in the blocks beyond 6, divided by 20.
  case manyLinks
  /// The average number of similar links in the blocks, divided by 2.
  case similarLinks

  /// The name of the feature as words: `link text share`.
  var label: String {
    "\(self)".reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
  }
}

/// A calculator of features.
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
    f[.fewMembers] = t.n < 3 ? 1 : t.n < 5 ? 0.4 : 0
    f[.linkText] = part(t.linkChars) / 100
    f[.shortLinkText] = part(t.short)
    f[.blockText] = part(t.blockChars) / 400
    f[.plainText] = t.chars > 0 ? 1 - Double(t.anyLinkChars) / Double(t.chars) : 0
    f[.dates] = part(t.dated)
    f[.singleDate] = part(t.oneDate)
    f[.headings] = part(t.headings)
    f[.images] = part(t.images)
    f[.distinctText] = part(t.texts)
    f[.pageShare] = Double(t.chars) / total
    f[.linkTextShare] =
      Double(t.linkCharsWhole) / Double(max(1, survey.nodes[survey.nodes.count - 1].linkChars))
    f[.navigation] = part(t.navigation)
    f[.header] = part(t.header)
    f[.footer] = part(t.footer)
    f[.aside] = part(t.aside)
    f[.otherZones] = part(t.otherZones)
    f[.main] = part(t.main)
    f[.articleAddress] = part(t.articleAddresses)
    f[.section] = part(t.sections)
    f[.foreignHost] = part(t.foreign)
    f[.samePattern] = part(t.onePattern)
    f[.extraLinks] = min(1, max(0, part(t.good) - 1) / 4)
    let first = Int(candidate.blocks[0])
    let last = Int(survey.nodes[Int(candidate.blocks[candidate.blocks.count - 1])].end)
    let span = Double(survey.nodes[last].chars - survey.nodes[first].chars)
    f[.density] = span > 0 ? min(1, Double(t.chars) / span) : 0
    f[.position] = Double(survey.nodes[first].chars) / total
    f[.agreement] = min(1, Double(agreement - 1) / 4)
    // The share of the page's known texts, if a good part of the group is known.
    let known = Double(max(1, survey.nodes[survey.nodes.count - 1].known))
    f[.known] = min(1, Double(t.knownInside) / known) * min(1, 2 * part(t.known))
    f[.dateLabels] = part(t.dateTexts)
    f[.totalLinkText] = min(1, Double(t.linkChars) / 2_000)
    f[.titles] = part(t.titles)
    f[.similarLinks] = min(1, part(t.twins) / 2)
    f[.manyLinks] = min(1, max(0, part(t.links) - 6) / 20)
    return f
  }
}

/// Sums over the members of a candidate.
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
    // A repeated text names nothing.
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

  /// Returns the binary logarithm to within 0.01, by exponent and linear interpolation of the
  /// mantissa.
  fileprivate static func log2(of x: Double) -> Double {
    Double(x.exponent) + (x.significand - 1)
  }
}

extension Features {
  /// The weights of the features in the score.
  static let weights: [Feature: Double] = [
    .count: 4.5, .fewMembers: -2.5, .linkText: 2.7, .shortLinkText: -2.5, .blockText: 1.2,
    .plainText: 1.5,
    .dates: 2.4, .singleDate: 1.8, .headings: 1.4, .images: 0.4, .distinctText: 1.3,
    .pageShare: 4.8,
    .linkTextShare: 2.2, .navigation: -4.5, .header: -2.2, .footer: -3, .aside: -1.5,
    .otherZones: -0.7,
    .main: 0.5, .articleAddress: 2, .section: -3, .foreignHost: -0.5, .samePattern: 0.5,
    .extraLinks: -3,
    .density: 2.2, .position: -0.6, .agreement: 0.7, .known: 14, .dateLabels: -2, .totalLinkText: 2,
    .titles: 0.9, .manyLinks: -3, .similarLinks: -5,
  ]

  static let table: [Double] = Feature.allCases.map { weights[$0] ?? 0 }

  var score: Double {
    var sum = 0.0
    for (value, weight) in zip(values, Features.table) { sum += value * weight }
    return sum
  }
}
