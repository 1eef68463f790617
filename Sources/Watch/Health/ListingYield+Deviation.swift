import Basics
import Ledger
import News
import Settings

/// The comparison of a listing with what it usually has. A change of layout may leave teasers that are
/// only a part of the list, or have lost their dates or ledes.
extension ListingYield {
  /// The number of pages that must be known before deviations count.
  private static let minimumPages = 5
  /// The number of deviating polls in a row that are reported.
  static let reportedDeviations = 3
  /// The time after which the deviating content becomes the usual one.
  private static let adoptionTime = Duration.seconds(14 * 86_400)
  /// The weight of a page in the usual content.
  private static let weight = 0.1

  /// Records the content of a page that was read.
  mutating func record(_ teasers: some Collection<Teaser>, now: Timestamp) {
    guard !teasers.isEmpty else { return }
    let count = Double(teasers.count)
    last = Content(
      count: count, dated: Double(teasers.count { $0.date != nil }) / count,
      withLede: Double(teasers.count { $0.lede != nil }) / count)
    guard deviation != nil else {
      learn()
      return
    }
    recordDeviation(now: now)
  }

  /// Records that the page is the same as before.
  mutating func recordUnchangedPage(now: Timestamp) {
    if deviations > 0 { recordDeviation(now: now) }
  }

  private mutating func recordDeviation(now: Timestamp) {
    deviations += 1
    let since = min(deviatingSince ?? now, now)
    deviatingSince = since
    guard deviations > ListingYield.reportedDeviations, now - since >= ListingYield.adoptionTime
    else { return }
    usual = last
    (deviations, deviatingSince) = (0, nil)
  }

  private mutating func learn() {
    (deviations, deviatingSince) = (0, nil)
    // The first pages count as much as each other.
    let weight = max(ListingYield.weight, 1 / Double(pages + 1))
    usual.count += (last.count - usual.count) * weight
    usual.dated += (last.dated - usual.dated) * weight
    usual.withLede += (last.withLede - usual.withLede) * weight
    pages = min(pages + 1, 1000)
  }

  /// The deviation of the last page from the usual content, as a phrase for people; nil if there is none.
  private var deviation: String? {
    guard pages >= ListingYield.minimumPages else { return nil }
    if usual.count >= 6, last.count * 3 <= usual.count {
      return
        "the listing has \(Int(last.count)) teasers, and \(Int(usual.count.rounded())) are usual"
    }
    if usual.dated >= 0.8, last.dated <= 0.2 {
      return "the teasers have lost their dates"
    }
    if usual.withLede >= 0.8, last.withLede <= 0.2 { return "the teasers have lost their ledes" }
    return nil
  }

  /// The reason for concern about the listing, as a phrase for people; nil if there is none.
  func warning(_ expectations: ExpectationSettings) -> String? {
    if let range = expectations.teasers, pages + deviations > 0 {
      guard !range.contains(Int(last.count)) else { return nil }
      return "the listing has \(Int(last.count)) teasers, and \(range.lowerBound) to "
        + "\(range.upperBound) are expected"
    }
    return deviations >= ListingYield.reportedDeviations ? deviation : nil
  }
}

extension ArticleQuality {
  /// The number of doubtful articles in a row that are reported.
  private static let reportedCount = 8

  /// The reason for concern about the articles, as a phrase for people; nil if there is none.
  var warning: String? {
    guard doubtfulCount >= ArticleQuality.reportedCount,
      let share = goodShare(atLeast: ArticleQuality.reportedCount), share >= 0.75
    else { return nil }
    return "the text of the last \(doubtfulCount) articles is doubtful, and it was good before"
  }
}
