import Basics
import Dates
import News
import WebURL

/// What hooks read of an event without an entry of its own: a JSON Feed item like `article.json`,
/// that says what happened instead of telling a story.
package struct EventRecord: Sendable {
  package var event: EventKind
  /// The article's, or the event's own.
  package var id: String
  /// Of the article; 0 for what happened to a source.
  package var revision: Int
  package var source: EntrySource
  package var url: WebURL
  package var title: String
  /// In words for a person.
  package var text: String
  /// Seconds since 1970.
  package var at: Double
  /// Of the article; nil for what happened to a source.
  package var firstSeen: Double?
  /// The article's last entry in the spool.
  package var entry: String?
  /// What a program may want to know beside.
  package var facts: [(String, JSON)]

  package init(
    event: EventKind, id: String, revision: Int = 0, source: EntrySource, url: WebURL,
    title: String, text: String, at: Double, firstSeen: Double? = nil, entry: String? = nil,
    facts: [(String, JSON)] = []
  ) {
    self.event = event
    self.id = id
    self.revision = revision
    self.source = source
    self.url = url
    self.title = title
    self.text = text
    self.at = at
    self.firstSeen = firstSeen
    self.entry = entry
    self.facts = facts
  }

  package var json: [UInt8] {
    let moment = RFC3339.string(from: Int64(clamping: at))
    let ledewatch: [(String, JSON?)] =
      [
        ("version", .number(1)),
        ("event", .string(event.rawValue)),
        ("revision", .number(Int64(revision))),
        ("source", .string(source.name)),
        ("listing", .string(source.listing.string)),
        ("entry", entry.map { .string($0) }),
        (
          "first_seen",
          .string(firstSeen.map { RFC3339.string(from: Int64(clamping: $0)) } ?? moment)
        ),
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
