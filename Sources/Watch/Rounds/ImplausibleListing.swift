import Basics
import News

/// Pages that replace the listing: a wall, an error with status 200, another page of the site. They
/// contain links, and links look like teasers.
extension Round {
  /// Returns the reason to reject a listing whose second response contains only new teasers, too;
  /// nil if it is accepted.
  func rejectionReason(
    _ second: ListingIntake, after first: ListingIntake, _ page: Page
  ) -> String? {
    guard second.agrees(with: first) else { return "the second request returned different ones" }
    // If the teasers are at their usual place, the site has published much.
    guard let place = second.place, !memory.layout.contains(place) else { return nil }
    if let block = BotBlock(page: page.bytes) { return block.description }
    if let notice = context.dependencies.reader.notice(page, readingContext),
      notice.isCertain || !isIll(for: Round.suspectedNoticeTime)
    {
      return "the page is \(notice.reason)" + source.advice(against: notice.obstacle)
    }
    // The page is accepted once the failure was reported, because a person had time to react.
    guard memory.health.failures >= HealthPolicy.failuresUntilBroken else {
      return "they are found at \(place), where no teasers were before"
    }
    return nil
  }

  /// The time after which a page that is only suspected to be a notice is accepted.
  private static let suspectedNoticeTime = Duration.seconds(7 * 86_400)

  private func isIll(for time: Duration) -> Bool {
    memory.health.status.isIll
      && memory.health.since.map { context.clock.timestamp - $0 >= time } ?? false
  }
}
