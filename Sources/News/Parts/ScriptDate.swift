import Dates
import HTML

/// The date of publication in the data that the scripts of a page carry, for pages that state it nowhere
/// else. Pages that are made by scripts keep the record of their article there.
enum ScriptDate {
  /// The keys of dates of publication, the most specific first.
  private static let keys = [
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date",
    "publicationDate",
    "published", "createdAt", "created_at",
  ]
  /// The number of bytes of scripts that are searched.
  private static let maximumBytes = 2 << 20

  /// Returns the day that all occurrences of a key agree on; nil if there is no such key.
  static func find(in document: Document) -> PageDate? {
    var texts: [[UInt8]] = []
    var rest = maximumBytes
    for index in 0..<document.nodeCount where rest > 0 {
      let node = document[index]
      guard node.isElement(.script) else { continue }
      let text = Array(node.textContent.utf8)
      rest -= text.count
      texts.append(text)
    }
    for key in keys {
      let found = Set(texts.flatMap { days(of: Array(key.utf8), in: $0) })
      if found.count == 1, let day = found.first { return PageDate(day: day, origin: .meta) }
      // Several articles are described, and it is unknown which one is shown.
      if found.count > 1 { return nil }
    }
    return nil
  }

  /// Returns the days in `"key":"2026-03-14T…"`, also if the quotation marks are escaped.
  private static func days(of key: [UInt8], in text: [UInt8]) -> [Day] {
    var days: [Day] = []
    var start = text.startIndex
    while let found = text[start...].firstIndex(ofBytes: key) {
      start = found + key.count
      // A longer name ends with the key.
      guard found > 0, isQuote(text[found - 1]) else { continue }
      var rest = text[start...].drop { isQuote($0) || $0 == UInt8(ascii: "\\") }
      guard rest.startIndex > start, rest.first == UInt8(ascii: ":") else { continue }
      rest = rest.dropFirst().drop { $0 == 0x20 || isQuote($0) || $0 == UInt8(ascii: "\\") }
      let value = rest.prefix(11)
      guard value.count == 11, let end = value.last, !(0x30...0x39).contains(end),
        let day = Day(iso: String(decoding: value.prefix(10), as: UTF8.self))
      else { continue }
      days.append(day)
    }
    return days
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}

extension ArraySlice<UInt8> {
  /// Returns the index of the first occurrence of some bytes; nil if there is none.
  fileprivate func firstIndex(ofBytes bytes: [UInt8]) -> Int? {
    guard let first = bytes.first else { return nil }
    var index = startIndex
    while index + bytes.count <= endIndex {
      guard let next = self[index...].firstIndex(of: first), next + bytes.count <= endIndex else {
        return nil
      }
      if self[next..<(next + bytes.count)].elementsEqual(bytes) { return next }
      index = next + 1
    }
    return nil
  }
}
