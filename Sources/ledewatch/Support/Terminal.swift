import Basics

/// Sanitizing of text from pages, because terminals execute control sequences.
enum Terminal {
  /// Returns the text on one line, without control characters and bidirectional overrides, and at most
  /// `width` characters long.
  static func safe(_ text: String, width: Int = .max) -> String {
    var out = String.UnicodeScalarView()
    var count = 0
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        pendingSpace = !out.isEmpty
        continue
      }
      guard !scalar.isControlForDisplay else { continue }
      if pendingSpace {
        out.append(" ")
        count += 1
        pendingSpace = false
      }
      if count >= width - 1, width != .max {
        out.append("…")
        break
      }
      out.append(scalar)
      count += 1
    }
    return String(out)
  }

  /// Returns the text with each line made safe; line breaks are preserved.
  static func safeLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { safe(String($0)) }.joined(separator: "\n")
  }
}
