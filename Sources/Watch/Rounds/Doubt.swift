import News
import Web

/// Pages that show something else instead of the listing: a wall, an error with status 200, another
/// page of the site. They have links, and links look like teasers.
extension Round {
  /// Why a listing of which everything is new is not believed at a second look; nil when it is.
  func doubt(
    _ second: ListingIntake, after first: ListingIntake, _ reply: Reply, _ page: Page
  ) -> String? {
    guard second.agrees(with: first) else { return "at a second look all others" }
    // Where the teasers stand as they always did, the site has published much.
    guard let place = second.place, !isKnown(place) else { return nil }
    if let block = BotBlock(page: page.bytes) { return block.description }
    if let notice = context.dependencies.reader.notice(page, readingContext),
      notice.isCertain || !isIllSince(Round.longDoubt)
    {
      return "it is \(notice.reason)"
    }
    if leadsToFrontPage(reply, page) { return "it is the front page" }
    // Whatever else it is, that it lasts is said first: then somebody has had a look.
    guard memory.health.failures >= Round.brokenAfter else {
      return "they stand at \(place), where there were none before"
    }
    return nil
  }

  /// Seconds after which a page that only may be a wall is believed.
  private static let longDoubt = 7.0 * 86_400

  private func isIllSince(_ seconds: Double) -> Bool {
    memory.health.status.isIll && memory.health.since.map { context.wall - $0 >= seconds } ?? false
  }

  private func leadsToFrontPage(_ reply: Reply, _ page: Page) -> Bool {
    page.address.path == "/" && source.url.path != "/"
      && reply.redirects.contains { ![301, 308].contains($0.status) }
  }
}
