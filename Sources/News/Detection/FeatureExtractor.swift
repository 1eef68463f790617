/// A calculator of features.
struct FeatureExtractor {
  let survey: PageSurvey
  private var stamps: [Int32]
  private var textStamps: [Int32]
  private var patternGroupStamps: [Int32]
  private var patternGroupSizes: [Int32]
  private var stamp: Int32 = 0

  init(_ survey: PageSurvey) {
    self.survey = survey
    stamps = [Int32](repeating: 0, count: survey.addressCount)
    textStamps = [Int32](repeating: 0, count: survey.textCount)
    patternGroupStamps = [Int32](repeating: 0, count: survey.patternGroupCount)
    patternGroupSizes = patternGroupStamps
  }

  mutating func features(of candidate: Candidate, agreement: Int) -> Features {
    stamp += 1
    var sums = FeatureSums()
    for k in candidate.links.indices {
      let (l, b) = (candidate.links[k], candidate.blocks[k])
      let link = survey.links[Int(l)]
      if stamps[Int(link.address)] == stamp { continue }
      stamps[Int(link.address)] = stamp
      let isNewText = textStamps[Int(link.text)] != stamp
      textStamps[Int(link.text)] = stamp
      let patternGroup = Int(link.patternGroup)
      if patternGroupStamps[patternGroup] != stamp { patternGroupSizes[patternGroup] = 0 }
      patternGroupStamps[patternGroup] = stamp
      patternGroupSizes[patternGroup] += 1
      sums.onePattern = max(sums.onePattern, Int(patternGroupSizes[patternGroup]))
      sums.add(link, isNewText: isNewText)
      sums.similarLinks += survey.similarLinks(of: Int(l), in: Int(b))
      sums.add(block: Int(b), survey)
    }
    return features(of: sums, candidate, agreement)
  }

  private func features(of t: FeatureSums, _ candidate: Candidate, _ agreement: Int) -> Features {
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
    setZonesAndAddresses(of: t, in: &f)
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
    f[.similarLinks] = min(1, part(t.similarLinks) / 2)
    f[.manyLinks] = min(1, max(0, part(t.links) - 6) / 20)
    return f
  }

  private func setZonesAndAddresses(of t: FeatureSums, in f: inout Features) {
    let n = Double(max(1, t.n))
    f[.navigation] = Double(t.navigation) / n
    f[.header] = Double(t.header) / n
    f[.footer] = Double(t.footer) / n
    f[.aside] = Double(t.aside) / n
    f[.otherZones] = Double(t.otherZones) / n
    f[.main] = Double(t.main) / n
    f[.articleAddress] = Double(t.articleAddresses) / n
    f[.section] = Double(t.sections) / n
    f[.samePattern] = Double(t.onePattern) / n
  }
}

/// Sums over the members of a candidate.
private struct FeatureSums {
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
  var onePattern = 0
  var good = 0
  var known = 0
  var knownInside = 0
  var dateTexts = 0
  var links = 0
  var similarLinks = 0

  @inline(__always) mutating func add(_ link: PageLink, isNewText: Bool) {
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
    let knownCount = survey.known(in: block)
    knownInside += knownCount
    if knownCount > 0 { known += 1 }
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
