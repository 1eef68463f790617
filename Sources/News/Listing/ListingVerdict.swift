/// The judgement whether the best group of a page is a listing's, in words where it is not.
enum ListingVerdict {
  /// Ratings below this are those of menus and scattered links.
  private static let leastScore = 7.0
  /// A page with this share of running text outside the group, and so many characters of it, reads
  /// as an article; what is listed beside it must look very much like a listing.
  private static let proseShare = 0.35
  private static let leastProse = 1_000
  private static let besideArticle = 20.0
  /// With less text, a good group will do.
  private static let someProse = 0.15
  private static let besideText = 10.0
  /// Undated links beside so much text must be better.
  private static let muchProse = 800
  private static let undatedBesideText = 17.0

  /// Nil when it is a listing.
  static func objection(to best: Candidate, _ group: TeaserGroup, survey: PageSurvey) -> String? {
    if best.features[.known] > 0 { return nil }
    guard group.members.count >= 2 else { return "a single link is no list" }
    let isMenu =
      best.features[.navigation] + best.features[.footer] >= 0.8 && best.features[.dates] < 0.5
      && best.features[.linkText] < 0.4
    if group.members.count == 2, best.features[.dates] < 1 {
      return "two links without dates are no list"
    }
    guard best.score >= leastScore, !isMenu else {
      return "the links found are navigation, not teasers"
    }
    var prose = survey.nodes[survey.nodes.count - 1].prose
    for member in group.members {
      prose -=
        survey.nodes[member.range.upperBound].prose - survey.nodes[member.range.lowerBound].prose
    }
    let share = Double(prose) / Double(max(1, survey.totalChars))
    if share >= proseShare, prose >= leastProse, best.score < besideArticle {
      return "the page reads as an article, and what it links to is no list of teasers"
    }
    let isUndated = best.features[.dates] < 0.5 && prose >= muchProse
    if share >= someProse, best.score < (isUndated ? undatedBesideText : besideText) {
      return "the page is mostly text, with a few links beside it"
    }
    return nil
  }

  /// Why a page without candidates has none.
  static func reasonForNothing(_ survey: PageSurvey) -> String {
    if survey.totalChars == 0 { return "the page shows no text" }
    if survey.links.isEmpty { return "the page has no links" }
    return "the page has no two links of one kind"
  }
}
