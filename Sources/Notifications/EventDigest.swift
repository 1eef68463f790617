import Basics
import Settings

/// Events that a hook receives as one message.
package struct EventDigest: Hashable, Sendable {
  /// The key of the delivery, which is the same for all attempts.
  package var key: String
  /// The time of the last event.
  package var at: Timestamp
  /// The events in order; at least one.
  package var events: [Event]

  package init(key: String, at: Timestamp, events: [Event]) {
    self.key = key
    self.at = at
    self.events = events
  }

  /// The records as JSON Lines, which programs receive.
  package var jsonLines: [UInt8] {
    events.reduce(into: []) { bytes, event in
      bytes += event.record.withoutLineBreaks
      bytes.append(UInt8(ascii: "\n"))
    }
  }

  /// The records as a JSON array.
  var jsonArray: [UInt8] {
    var bytes = [UInt8(ascii: "[")]
    for (index, event) in events.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += event.record.trimmedEnd
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }

  /// The name of the source of all events; nil if they have several.
  var source: String? {
    let first = events.first?.source
    return events.allSatisfy { $0.source == first } ? first : nil
  }

  /// The source, or the number of sources.
  var sourceText: String {
    source?.onOneLine ?? "\(Set(events.map(\.source)).count) sources"
  }

  /// The number of articles, or of messages if some events are none of an article.
  var title: String {
    let areArticles = events.allSatisfy {
      [.new, .revised, .withdrawn, .restored].contains($0.kind)
    }
    let noun = areArticles ? "article" : "message"
    return "\(events.count) \(noun)\(events.count == 1 ? "" : "s")"
  }
}

extension [UInt8] {
  /// The bytes without white space at the end.
  var trimmedEnd: [UInt8] {
    Array(prefix((lastIndex { $0 > 0x20 } ?? -1) + 1))
  }

  /// A JSON text on one line. Line breaks within strings are escaped, so all others are between values.
  fileprivate var withoutLineBreaks: [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(count)
    var isIndentation = false
    for byte in self {
      if byte == 0x0A || byte == 0x0D {
        isIndentation = true
      } else if !isIndentation || byte != 0x20 && byte != 0x09 {
        isIndentation = false
        line.append(byte)
      }
    }
    return line
  }
}
