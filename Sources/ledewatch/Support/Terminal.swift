import Basics

/// Page text made safe to show: every page is hostile, and a terminal obeys what it is sent.
enum Terminal {
  /// The text on one line, without control characters and bidirectional overrides, at most `width`
  /// characters long.
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

  /// The text with its line breaks kept, each line made safe.
  static func safeLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { safe(String($0)) }.joined(separator: "\n")
  }
}
