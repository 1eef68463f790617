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

  /// Whether the character begins an isolate: LRI, RLI or FSI.
  fileprivate var beginsIsolate: Bool { (0x2066...0x2068).contains(value) }

  /// Whether the character ends an isolate: PDI.
  fileprivate var endsIsolate: Bool { value == 0x2069 }

  /// Whether the character ends a paragraph, and with it all open isolates (UAX #9, P1).
  fileprivate var endsParagraph: Bool {
    switch value {
    case 0x0A, 0x0D, 0x1C...0x1E, 0x85, 0x2029: true
    default: false
    }
  }
}

extension StringProtocol {
  /// Returns the text without control characters (``Unicode/Scalar/isControlForDisplay``), so that it
  /// can be shown on a terminal, in a log or in an environment, or be handed over as a document.
  ///
  /// Joiners (U+200C, U+200D) and directional marks (U+200E, U+200F, U+061C) stay: they are part of
  /// the spelling, and they affect no text but their neighbors. Tags are removed even in the flags of
  /// regions that they spell, because they could hide any other text in the same way.
  /// - Parameters:
  ///   - kept: control characters that stay, such as `"\n\t"`.
  ///   - replacement: replaces each control that separates words; the others are removed.
  ///   - keepsIsolates: whether the isolates stay that begin and end within one paragraph. Such an
  ///     isolate affects no text around it.
  package func strippingControlCharacters(
    keeping kept: String = "", replacingSeparatorsWith replacement: Unicode.Scalar? = nil,
    keepingBalancedIsolates keepsIsolates: Bool = false
  ) -> String {
    guard unicodeScalars.contains(where: \.isControlForDisplay) else { return String(self) }
    let balanced = keepsIsolates ? balancedIsolates : []
    var out = String.UnicodeScalarView()
    for index in unicodeScalars.indices {
      let scalar = unicodeScalars[index]
      if !scalar.isControlForDisplay || kept.unicodeScalars.contains(scalar)
        || balanced.contains(index)
      {
        out.append(scalar)
      } else if let replacement, scalar.isSeparatingControl {
        out.append(replacement)
      }
    }
    return String(out)
  }

  /// The places of the isolates that begin and end within one paragraph.
  private var balancedIsolates: Set<Index> {
    var balanced: Set<Index> = []
    var open: [Index] = []
    for index in unicodeScalars.indices {
      let scalar = unicodeScalars[index]
      if scalar.beginsIsolate {
        open.append(index)
      } else if scalar.endsIsolate, let start = open.popLast() {
        balanced.formUnion([start, index])
      } else if scalar.endsParagraph {
        open.removeAll()
      }
    }
    return balanced
  }
}
