extension Unicode.Scalar {
  /// Whether a terminal obeys the character, or the character reorders, hides or annotates the text
  /// around it: the controls (C0, DEL, C1), line and paragraph separators, the bidirectional
  /// embeddings, overrides and isolates (UAX #9), interlinear annotations, and tags.
  package var isControlForDisplay: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether the character is a control that separates words: a control of C0 or C1, or a line or
  /// paragraph separator.
  fileprivate var isSeparatingControl: Bool {
    isControlForDisplay && (value < 0xA0 || value == 0x2028 || value == 0x2029)
  }
}

extension StringProtocol {
  /// Returns the text without control characters (``Unicode/Scalar/isControlForDisplay``), so that it
  /// can be shown on a terminal, in a log or in an environment.
  /// - Parameters:
  ///   - kept: control characters that stay, such as `"\n\t"`.
  ///   - replacement: replaces each control that separates words; the others are removed.
  package func strippingControlCharacters(
    keeping kept: String = "", replacingSeparatorsWith replacement: Unicode.Scalar? = nil
  ) -> String {
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if !scalar.isControlForDisplay || kept.unicodeScalars.contains(scalar) {
        out.append(scalar)
      } else if let replacement, scalar.isSeparatingControl {
        out.append(replacement)
      }
    }
    return String(out)
  }
}
