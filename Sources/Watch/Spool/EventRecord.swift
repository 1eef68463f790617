import Basics
import News
import Settings

/// What hooks read of an event without an entry of its own: a JSON Feed item like `article.json`,
/// that says what happened instead of telling a story.
struct EventRecord: Sendable {
  var event: EventKind
  /// The article's, or the event's own.
  var id: String
  /// Of the article; 0 for what happened to a source.
  var revision = 0
  var source: Source
  var url: WebURL
  var title: String
  /// In words for a person.
  var text: String
  /// Seconds since 1970.
  var at: Double
  /// Of the article; nil for what happened to a source.
  var firstSeen: Double?
  /// The article's last entry in the spool.
  var entry: String?
  /// What a program may want to know beside.
  var facts: [(String, JSON)] = []

  var json: [UInt8] {
    let moment = RFC3339.utc(Int64(clamping: at))
    let ledewatch: [(String, JSON?)] =
      [
        ("version", .number(1)),
        ("event", .string(event.rawValue)),
        ("revision", .number(Int64(revision))),
        ("source", .string(source.name)),
        ("listing", .string(source.url.string)),
        ("entry", entry.map { .string($0) }),
        ("first_seen", .string(firstSeen.map { RFC3339.utc(Int64(clamping: $0)) } ?? moment)),
        ("at", .string(moment)),
      ] + facts.map { ($0.0, Optional($0.1)) }
    return JSON.object(optional: [
      ("id", .string(id)),
      ("url", .string(url.string)),
      ("title", .string(title)),
      ("content_text", .string(text)),
      ("date_published", .string(moment)),
      ("_ledewatch", .object(optional: ledewatch)),
    ]).bytes
  }
}
