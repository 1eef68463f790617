import Dates

/// The name of an entry's directory: `20260314T101500Z-<source>-<id>-r<revision>`.
package enum EntryName {
  /// The revisions that a record may have.
  static let revisions = 1...1_000_000

  /// Returns the name of an entry. It is fixed before anything is written.
  /// - Parameter firstSeen: when the article was first seen, in seconds since 1970.
  package static func string(
    firstSeen: Int64, source: String, id: String, revision: Int
  ) -> String {
    "\(RFC3339.compactString(from: firstSeen))-\(source)-\(id)-r\(revision)"
  }

  /// Returns the source and the id in the name of an entry; nil if a text is no such name, or if the id
  /// has a hyphen, which those that Ledewatch assigns do not have.
  package static func components(of name: String) -> (source: String, id: String)? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].utf8.count == 16, let revision = parts.last,
      revision.first == "r", let number = Int(revision.dropFirst()), revisions.contains(number)
    else { return nil }
    let source = parts[1...(parts.count - 3)].joined(separator: "-")
    let id = String(parts[parts.count - 2])
    return isValid(source: source) && isValid(id: id) ? (source, id) : nil
  }

  /// Whether a text can be the name of a source: `[a-z0-9][a-z0-9._-]*`.
  static func isValid(source name: String) -> Bool {
    isValid(name, alsoAllowed: "._-") && name.first != "." && name.first != "-"
  }

  /// Whether a text can be the id of an article: letters, digits, `-` and `_`.
  static func isValid(id: String) -> Bool { isValid(id, alsoAllowed: "-_") }

  private static func isValid(_ text: String, alsoAllowed marks: String) -> Bool {
    (1...200).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"):
          true
        default: marks.utf8.contains(byte)
        }
      }
  }
}
