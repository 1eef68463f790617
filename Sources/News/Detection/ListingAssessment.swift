import WebURL

/// The decision whether the best group of a page is a listing.
enum ListingAssessment {
  /// The minimum score; menus and scattered links stay below it.
  private static let minimumScore = 7.0
  /// The minimum score of a group whose members are dated.
  private static let minimumDatedScore = 5.0
  /// The minimum logarithm of the odds, which is a probability of 18 %. A listing that is refused is
  /// lost; an article that is taken for one has some wrong teasers.
  private static let minimumLogOdds = -1.5

  /// Returns the reason why the group is no listing; nil if it is one.
  static func rejectionReason(
    for best: Candidate, _ group: TeaserGroup, survey: PageSurvey, address: WebURL
  ) -> String? {
    if best.features[.known] > 0 { return nil }
    guard group.members.count >= 2 else { return "only one link that could be a teaser" }
    let isDated = best.features[.dates] >= 0.5
    let isMenu =
      best.features[.navigation] + best.features[.footer] >= 0.8 && !isDated
      && best.features[.linkText] < 0.4
    if group.members.count == 2, best.features[.dates] < 1 {
      return "only two links, and not both are dated"
    }
    guard best.score >= (isDated ? minimumDatedScore : minimumScore), !isMenu else {
      return "the links found are navigation, not teasers"
    }
    let features = ListingFeatures(
      best, group, survey, page: PageDeclarations(survey), address: AddressFeatures(address))
    guard features.logOdds < minimumLogOdds else { return nil }
    let reasons = features.reasonsAgainst.prefix(2).joined(separator: " and ")
    return "the page is probably an article, because it "
      + (reasons.isEmpty ? "has few links like teasers" : reasons)
  }

  /// Returns the reason why a page has no candidates.
  static func reasonWithoutCandidates(_ survey: PageSurvey) -> String {
    if survey.totalChars == 0 { return "the page has no visible text" }
    if survey.links.isEmpty { return "the page has no links" }
    return "the page has no two similar links"
  }
}
