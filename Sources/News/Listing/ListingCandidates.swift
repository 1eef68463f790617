import HTML
import WebURL

/// The candidates of a page with their features, which the tables of detection are learned from.
package struct ListingCandidates: Sendable {
  /// A group of links that may be the teasers.
  package struct Group: Sendable {
    /// The strategy that found the group.
    package var strategy: String
    /// The score, comparable only within a page.
    package var score: Double
    /// The values of the features, in the order of ``ListingCandidates/featureNames``.
    package var features: [Double]
    /// The addresses that the teasers would have, in page order.
    package var links: [String]
    /// The values that the verdict on the group is based on, in the order of
    /// ``ListingCandidates/verdictNames``.
    package var verdict: [Double]
  }

  /// The groups, best first.
  package var groups: [Group]

  /// The names of the features of a group.
  package static let featureNames = Feature.allCases.map { "\($0)" }
  /// The names of the values of a verdict.
  package static let verdictNames = ListingFeature.allCases.map { "\($0)" }

  /// Searches a page for groups.
  ///
  /// - Parameter maximumCount: the maximum number of groups; groups of the same links count once.
  package init(_ page: Page, context: ReadingContext, maximumCount: Int = 40) {
    let document = Document(page, context: context)
    let survey = PageSurvey(document, host: page.address.host)
    let base = Listing.base(of: document, address: page.address)
    let declarations = PageDeclarations(survey)
    let address = AddressFeatures(page.address)
    var seen: Set<UInt64> = []
    let distinct = Ranking(survey).candidates.filter {
      seen.insert($0.fingerprint(survey)).inserted
    }
    groups = distinct.prefix(maximumCount).map { candidate in
      let group = TeaserGroup(candidate, survey: survey)
      return Group(
        strategy: candidate.strategy.rawValue, score: candidate.score,
        features: candidate.features.values,
        links: group.members.compactMap { member in
          survey.document[Int(survey.links[Int(member.link)].node)]
            .withAttribute(.href) { base.resolving(utf8: $0)?.string } ?? nil
        },
        verdict: ListingFeatures(
          candidate, group, survey, page: declarations, address: address
        ).values)
    }
  }
}
