import HTML
import WebURL

/// The features that decide whether the best group of a page is a listing.
///
/// The probability is a logistic function of their sum, weighted by ``weights``.
struct ListingFeatures {
  private(set) var values = [Double](repeating: 0, count: ListingFeature.allCases.count)

  subscript(feature: ListingFeature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }

  init(
    _ best: Candidate, _ group: TeaserGroup, _ survey: PageSurvey, page: PageDeclarations,
    address: AddressFeatures
  ) {
    setGroup(best, group, survey, directory: address.directory)
    setProse(beside: group, survey)
    set(page)
    set(address)
  }

  private mutating func setGroup(
    _ best: Candidate, _ group: TeaserGroup, _ survey: PageSurvey, directory: String
  ) {
    let features = best.features
    let count = Double(group.members.count)
    self[.score] = min(1.5, max(-0.5, best.score / 20))
    self[.members] = min(1, count / 20)
    self[.dates] = features[.dates]
    self[.singleDate] = features[.singleDate]
    self[.datedMembers] = features[.dates] * min(1, count / 10)
    self[.shortLinkText] = features[.shortLinkText]
    self[.articleAddress] = features[.articleAddress]
    self[.main] = features[.main]
    self[.navigation] = features[.navigation] + features[.footer]
    self[.otherZones] = features[.otherZones] + features[.aside]
    var documents = 0.0
    var continued = 0.0
    for member in group.members {
      let href = survey.document[Int(survey.links[Int(member.link)].node)][.href] ?? ""
      let suffix = href.suffix(5).lowercased()
      if [".pdf", ".doc", ".docx"].contains(where: suffix.hasSuffix) { documents += 1 }
      if !directory.isEmpty, href.utf8.containsBytes((directory + "/").utf8) { continued += 1 }
    }
    self[.documents] = documents / max(1, count)
    self[.continuedAddress] = continued / max(1, count)
  }

  /// A member with this much running text that is nearly all of the group's is the body of an
  /// article with links.
  private static let minimumBody = 1_000

  private mutating func setProse(beside group: TeaserGroup, _ survey: PageSurvey) {
    var inside = 0
    var maximum = 0
    for member in group.members {
      let prose = Int(
        survey.nodes[member.range.upperBound].prose - survey.nodes[member.range.lowerBound].prose)
      inside += prose
      maximum = max(maximum, prose)
    }
    var outside = Int(survey.nodes[survey.nodes.count - 1].prose) - inside
    if maximum >= ListingFeatures.minimumBody, maximum * 10 >= inside * 8 { outside += maximum }
    let before = Int(survey.nodes[group.members.first?.range.lowerBound ?? 0].prose)
    self[.prose] = min(1, Double(outside) / 4_000)
    self[.proseShare] = min(1, Double(outside) / Double(max(1, survey.totalChars)))
    self[.proseBefore] = min(1, Double(before) / 2_000)
    self[.proseAfter] = min(1, Double(max(0, outside - before)) / 2_000)
    self[.maximumProse] = min(1, Double(maximum) / 2_000)
  }

  private mutating func set(_ page: PageDeclarations) {
    self[.declaredArticle] = page.isArticle ? 1 : 0
    self[.publicationTime] = page.hasPublicationTime ? 1 : 0
    self[.articleData] = page.hasArticleData ? 1 : 0
    self[.headingLength] = min(1, Double(page.headingChars) / 60)
    self[.longHeading] = page.headingChars >= 32 ? 1 : 0
    self[.titleLength] = min(1, Double(page.titleLength) / 100)
  }

  private mutating func set(_ address: AddressFeatures) {
    self[.hyphens] = min(1, Double(address.hyphens) / 5)
    self[.digits] = min(1, Double(address.digits) / 6)
    self[.segmentLength] = min(1, Double(address.length) / 60)
    self[.segments] = min(1, Double(address.segments) / 4)
    self[.dateInAddress] = address.hasDate ? 1 : 0
    self[.directory] = address.isDirectory ? 1 : 0
    self[.front] = address.isFront ? 1 : 0
    self[.listingName] = address.namesListing ? 1 : 0
    self[.pageNumber] = address.hasPageNumber ? 1 : 0
  }

  /// The logarithm of the odds that the page is a listing.
  var logOdds: Double {
    zip(values, ListingFeatures.weights).reduce(ListingFeatures.intercept) { $0 + $1.0 * $1.1 }
  }

  /// The reasons that speak most against a listing, most important first.
  var reasonsAgainst: [String] {
    var sums: [String: Double] = [:]
    for feature in ListingFeature.allCases {
      guard let reason = feature.reason else { continue }
      sums[reason, default: 0] += self[feature] * ListingFeatures.weights[feature.rawValue]
    }
    return sums.filter { $0.value <= -0.5 }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map(\.key)
  }
}
