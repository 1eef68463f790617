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
      guard isHarmless(scalar) else { continue }
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

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false
    // Embeddings, overrides and isolates reorder what follows; tags and separators hide text.
    case 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xE0000...0xE007F, 0xFFF9...0xFFFB:
      false
    default: true
    }
  }
}
