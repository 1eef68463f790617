import Basics
import Spool

import struct Foundation.Data
import class Foundation.JSONDecoder

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
    guard let item = try? JSONDecoder.ofRecords.decode(Item.self, from: Data(record)),
      let event = EventKind(rawValue: item._ledewatch.event)
    else { return nil }
    self.init(
      event: event, source: item._ledewatch.source, id: item.id,
      revision: item._ledewatch.revision, entry: entry, url: item.url, title: item.title ?? "",
      date: item.datePublished ?? "", firstSeen: item._ledewatch.firstSeen, attempt: attempt,
      delivery: delivery)
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

  /// The maximum size of one value in bytes. The kernel allows 128 KiB for one value and 2 MiB for
  /// all.
  static let maximumValueBytes = 4096

  /// Returns the text without control characters and bidirectional controls, truncated at a
  /// character. A NUL would end the value, a newline would forge a line in a log.
  static func sanitized(_ text: String) -> String {
    var out = ""
    var size = 0
    for scalar in text.unicodeScalars {
      size += UTF8.width(scalar)
      if size > maximumValueBytes { break }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: out.append(" ")
      case .format where isBidiControl(scalar): continue
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{202a}"..."\u{202e}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
  }

  private struct Item: Decodable {
    var id: String
    var url: String
    var title: String?
    var datePublished: String?
    var _ledewatch: Ledewatch
  }

  private struct Ledewatch: Decodable {
    var event: String
    var source: String
    var revision: Int
    var firstSeen: String
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x80: 1
    case ..<0x800: 2
    case ..<0x10000: 3
    default: 4
    }
  }
}
