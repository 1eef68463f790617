import Basics
import Dates
import Foundation

/// The header of a mail (RFC 5322). All its text is printable ASCII.
struct MailHeader {
  private(set) var lines: [String] = []

  /// The length of a line, and of the text in one encoded word, in bytes (RFC 2047, 2).
  private static let (maximumLineLength, wordBytes) = (76, 39)

  /// Adds a field whose value is made of addresses and other tokens, each of which gets a line.
  mutating func add(_ name: String, _ tokens: [String], separator: String = "") {
    lines.append("\(name): " + tokens.joined(separator: "\(separator)\r\n "))
  }

  /// Adds a field with a text of any characters, which becomes encoded words unless it is short and
  /// plain.
  mutating func add(_ name: String, text: String) {
    let isPlain =
      text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
      && name.count + 2 + text.utf8.count <= MailHeader.maximumLineLength
    let words = isPlain ? [text] : MailHeader.encodedWords(text)
    add(name, words)
  }

  /// Returns encoded words (RFC 2047) of a text. White space between them is not a part of the text.
  static func encodedWords(_ text: String) -> [String] {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = UTF8.encode(scalar)!
      if words[words.count - 1].count + bytes.count > wordBytes { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
  }

  /// Returns a time in UTC as RFC 5322 writes it: `Sat, 14 Mar 2026 10:15:00 +0000`.
  static func date(_ time: Timestamp) -> String {
    let text = RFC3339.string(from: time)
    guard let day = Day(iso: text.prefix(10)) else { return text }
    let (year, month, dayOfMonth) = day.components
    // 1970-01-01 was a Thursday.
    let weekday = weekdays[((day.number + 4) % 7 + 7) % 7]
    let years = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
    let clock = text.dropFirst(11).prefix(8)
    return "\(weekday), \(dayOfMonth) \(months[month - 1]) \(years) \(clock) +0000"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
