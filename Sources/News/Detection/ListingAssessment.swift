import HTML

/// The decision whether the best group of a page is a listing.
enum ListingAssessment {
  /// The minimum score; menus and scattered links stay below it.
  private static let minimumScore = 7.0
  /// A page with this share of running text outside the group, and this many characters of it, is
  /// taken for an article; a listing beside it needs a high score.
  private static let articleProseShare = 0.35
  private static let minimumArticleProse = 1_000
  private static let minimumScoreBesideArticle = 20.0
  /// The share of prose below which a good score is sufficient.
  private static let textProseShare = 0.15
  private static let minimumScoreBesideText = 10.0
  /// Undated links beside this much text need a better score.
  private static let longProse = 800
  private static let minimumUndatedScoreBesideText = 17.0

  /// A page declared as an article needs less text to count as one, and still less if the links
  /// have no dates.
  private static let declaredProseShare = 0.1
  private static let minimumDeclaredProse = 300
  private static let shortListDeclaredShare = 0.25
  private static let minimumUndatedProse = 200
  private static let undatedProseShare = 0.04

  /// Returns the reason why the group is no listing; nil if it is one.
  static func rejectionReason(for best: Candidate, _ group: TeaserGroup, survey: PageSurvey)
    -> String?
  {
    if best.features[.known] > 0 { return nil }
    guard group.members.count >= 2 else { return "only one link that could be a teaser" }
    let isMenu =
      best.features[.navigation] + best.features[.footer] >= 0.8 && best.features[.dates] < 0.5
      && best.features[.linkText] < 0.4
    if group.members.count == 2, best.features[.dates] < 1 {
      return "only two links, and not both are dated"
    }
    guard best.score >= minimumScore, !isMenu else {
      return "the links found are navigation, not teasers"
    }
    let prose = prose(beside: group, survey)
    let share = Double(prose) / Double(max(1, survey.totalChars))
    if isBesideDeclaredArticle(best, group, prose: prose, share: share),
      declaresArticle(survey.document)
    {
      return "the page is declared as an article, and its links are no listing"
    }
    if share >= articleProseShare, prose >= minimumArticleProse,
      best.score < minimumScoreBesideArticle
    {
      return "the page looks like an article, and its links are no listing"
    }
    let isUndated = best.features[.dates] < 0.5 && prose >= longProse
    if share >= textProseShare,
      best.score < (isUndated ? minimumUndatedScoreBesideText : minimumScoreBesideText)
    {
      return "the page is mostly text, with a few links beside it"
    }
    return nil
  }

  /// Whether a page that is declared as an article is one, given the share of text beside the
  /// group. A good list with dates is a listing nevertheless if it is long or most of the page.
  private static func isBesideDeclaredArticle(
    _ best: Candidate, _ group: TeaserGroup, prose: Int, share: Double
  ) -> Bool {
    guard best.features[.dates] >= 0.5 else {
      return prose >= minimumUndatedProse && share >= undatedProseShare
    }
    guard prose >= minimumDeclaredProse, share >= declaredProseShare else { return false }
    let isGood = best.score >= minimumScoreBesideArticle && best.features[.dates] >= 0.8
    return !isGood || group.members.count < 10 && share >= shortListDeclaredShare
  }

  /// Returns the characters of running text outside the group. A member with nearly all the text of
  /// the group is an article body with links.
  private static func prose(beside group: TeaserGroup, _ survey: PageSurvey) -> Int {
    var inside = 0
    var maximum = 0
    for member in group.members {
      let prose = Int(
        survey.nodes[member.range.upperBound].prose - survey.nodes[member.range.lowerBound].prose)
      inside += prose
      maximum = max(maximum, prose)
    }
    let outside = Int(survey.nodes[survey.nodes.count - 1].prose) - inside
    return maximum >= minimumArticleProse && maximum * 10 >= inside * 8
      ? outside + maximum : outside
  }

  /// Whether the page declares itself as an article (Open Graph protocol, "Object Types"). Some
  /// listings do so by mistake; they have no running text.
  private static func declaresArticle(_ document: Document) -> Bool {
    // A stray tag in the head moves what follows into the body.
    for i in 1..<max(1, min(document.nodeCount, 4_000)) {
      let node = document[i]
      guard node.isElement(.meta), let name = node["property"] ?? node[.name] else { continue }
      switch name.lowercased() {
      case "og:type":
        if node[.content]?.lowercased().hasSuffix("article") == true { return true }
      case "article:published_time": return true
      default: continue
      }
    }
    return false
  }

  /// Returns the reason why a page has no candidates.
  static func reasonWithoutCandidates(_ survey: PageSurvey) -> String {
    if survey.totalChars == 0 { return "the page has no visible text" }
    if survey.links.isEmpty { return "the page has no links" }
    return "the page has no two similar links"
  }
}
