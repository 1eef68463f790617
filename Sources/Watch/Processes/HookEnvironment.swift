import Basics
import Spool

/// The values of the `LEDEWATCH_…` environment variables of a hook. Values may come from pages, so
/// `variables` sanitises and truncates them.
package struct HookEnvironment: Hashable, Sendable {
  package var event: EventKind
  package var source: String
  package var id: String
  package var revision: Int
  /// The path of the entry in `new/`; a consumer may have moved it already.
  package var entry: String
  package var url: String
  package var title: String
  /// The publication date by RFC 3339, or an empty string.
  package var date: String
  /// The time of the first sighting by RFC 3339.
  package var firstSeen: String
  /// The number of the attempt, from 1.
  package var attempt: Int
  /// The id of the delivery, the same for each attempt.
  package var delivery: String
  /// The time of the event. It is no variable.
  package var at = Timestamp.epoch

  package init(
    event: EventKind, source: String, id: String = "", revision: Int = 0, entry: String = "",
    url: String = "", title: String = "", date: String = "", firstSeen: String = "",
    attempt: Int = 1, delivery: String
  ) {
    self.event = event
    self.source = source
    self.id = id
    self.revision = revision
    self.entry = entry
    self.url = url
    self.title = title
    self.date = date
    self.firstSeen = firstSeen
    self.attempt = attempt
    self.delivery = delivery
  }

  /// Creates the environment of a record (`article.json`); returns nil if the record cannot be
  /// decoded.
  /// - Parameter entry: the path of the entry's directory.
  package init?(record: [UInt8], entry: String, attempt: Int, delivery: String) {
    guard let document = try? EntryDocument(decoding: record), let url = document.url,
      let event = document.details.event, let source = document.details.source,
      let revision = document.details.revision, let firstSeen = document.details.firstSeen
    else { return nil }
    self.init(
      event: event, source: source, id: document.id, revision: revision, entry: entry, url: url,
      title: document.title ?? "", date: document.datePublished ?? "", firstSeen: firstSeen,
      attempt: attempt, delivery: delivery)
  }

  /// The variables, with values that are safe in an environment and on one line of a log.
  var variables: [(name: String, value: String)] {
    let values = [
      ("EVENT", event.rawValue), ("SOURCE", source), ("ID", id), ("REVISION", String(revision)),
      ("ENTRY", entry), ("FILE", entry.isEmpty ? "" : entry + "/article.json"), ("URL", url),
      ("TITLE", title), ("DATE", date), ("FIRST_SEEN", firstSeen), ("ATTEMPT", String(attempt)),
      ("DELIVERY", delivery),
    ]
    return values.map { ("LEDEWATCH_" + $0, HookEnvironment.sanitized($1)) }
  }

  /// The maximum size of a value in bytes. The kernel allows 128 KiB for one and 2 MiB for all.
  static let maximumValueBytes = 4096

  /// Returns a text without control characters, cut at a character. A NUL would end the value, and a
  /// newline could forge a line of a log.
  static func sanitized(_ text: String) -> String {
    text.strippingControlCharacters(replacingSeparatorsWith: " ")
      .prefix(maximumBytes: maximumValueBytes)
  }
}
