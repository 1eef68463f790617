import Basics
import Foundation
import Settings

@testable import Notifications

extension EventDigest {
  /// Returns a digest with articles of these titles.
  static func make(
    _ titles: [String], sources: [String] = ["gazette"], kind: EventKind = .new,
    summary: String = "The lede.", url: String = "https://news.example/(1)?a=1&b=2"
  ) throws -> EventDigest {
    let events = try titles.enumerated().map { index, title in
      let record: [String: Any] = [
        "id": "a\(index)", "url": url, "title": title, "summary": summary,
        "date_published": "2026-03-14T10:00:00Z",
        "_ledewatch": ["version": 2, "event": kind.rawValue],
      ]
      return Event(
        kind: kind, source: sources[index % sources.count], deliveryKey: "a\(index)-r1-desk",
        at: 1_773_483_300,
        record: Array(
          try JSONSerialization.data(
            withJSONObject: record, options: [.prettyPrinted, .withoutEscapingSlashes])) + [0x0A])
    }
    return EventDigest(key: "batch-1-desk", at: 1_773_483_300, events: events)
  }
}
