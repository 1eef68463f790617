import News
import Settings
import Spool
import Web
import WebURL

/// The images of an article, which become files of its entry.
///
/// They are fetched before the entry is written, so that the entry is complete. An image that fails is left
/// out: it neither delays nor loses the article.
extension Round {
  /// The number of images of an entry, their size each, and their size in all, in bytes.
  private static let maximumImages = 20
  private static let (maximumImageSize, maximumMediaSize) = (5 << 20, 20 << 20)
  /// The time after which no further image of an article is requested.
  private static let maximumMediaDuration = Duration.seconds(60)

  /// Fetches the images of an article, as far as the bounds and the time of the round allow.
  func media(of record: EntryRecord) async throws -> [EntryMedium] {
    guard source.entries.media == .keep, record.article != nil else { return [] }
    let end = context.clock.now + Round.maximumMediaDuration
    var media: [EntryMedium] = []
    var size = 0
    // A host that fails to respond to several requests in a row counts as down, with all its articles.
    var hostFailures: [String: Int] = [:]
    for image in record.images.prefix(Round.maximumImages) {
      guard context.clock.now < end, await hasTimeForArticle() else { break }
      // The round has its place in the queue of the article's host already.
      guard let url = WebURL(image.address), hostFailures[url.host, default: 0] < 2 else {
        continue
      }
      let isElsewhere = url.queueHost != record.teaser.link.queueHost
      if isElsewhere, await !enterQueue(of: url) { continue }
      do {
        let room = min(Round.maximumImageSize, Round.maximumMediaSize - size)
        let bytes = try await fetchImage(url, room: room, time: end - context.clock.now)
        guard
          let medium = EntryMedium(address: image.address, bytes: bytes, title: image.title)
        else {
          throw RoundError(
            .article, image.address, "the image is none of AVIF, GIF, JPEG, PNG and WebP")
        }
        if isElsewhere { await leaveQueue(of: url) }
        size += medium.bytes.count
        media.append(medium)
      } catch {
        if isElsewhere { await leaveQueue(of: url) }
        guard let error = error as? RoundError else { throw error }
        if error.concernsWholeHost { hostFailures[url.host, default: 0] += 1 }
        log(.debug, "an image cannot be fetched; the entry is written without it", error)
      }
    }
    return media
  }

  /// Returns the bytes of an image, which are at most as many as there is room for.
  private func fetchImage(_ address: WebURL, room: Int, time: Duration) async throws -> [UInt8] {
    // One byte more than is kept shows whether there is more.
    let reply = try await context.fetcher.fetchImage(
      address, for: source, maximumSize: room + 1, maximumDuration: time)
    func error(_ reason: String) -> RoundError { RoundError(.article, address.string, reason) }
    guard reply.status == 200 else {
      var error = error("the image: HTTP \(reply.status)")
      if reply.isOverloaded { error.cause = .overloaded }
      throw error
    }
    guard reply.body.count <= room else {
      throw error("the image is larger than the \(room) bytes that are left for it")
    }
    return reply.body
  }
}
