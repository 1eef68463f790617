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
  ///   - kept: controls of C0 that stay, such as `"\n\t"`.
  ///   - replacement: replaces each control that separates words; the others are removed.
  ///   - keepsIsolates: whether the isolates stay that begin and end within one paragraph. Such an
  ///     isolate affects no text around it.
  package func strippingControlCharacters(
    keeping kept: String = "", replacingSeparatorsWith replacement: Unicode.Scalar? = nil,
    keepingBalancedIsolates keepsIsolates: Bool = false
  ) -> String {
    var text = String(self)
    // The text is read as bytes, because most texts have no such character but those to keep.
    let stripped: String? = text.withUTF8 { bytes in
      let kept = kept.utf8.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
      let controls = ControlCharacter.all(in: bytes)
      guard controls.contains(where: { !$0.isKept(kept) }) else { return nil }
      let balanced = keepsIsolates ? ControlCharacter.balancedIsolates(of: controls) : []
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count)
      var start = 0
      for control in controls where !control.isKept(kept) && !balanced.contains(control.start) {
        out += bytes[start..<control.start]
        start = control.start + control.length
        if let replacement, control.scalar.isSeparatingControl {
          out += UTF8.encode(replacement)!
        }
      }
      out += bytes[start...]
      return String(decoding: out, as: UTF8.self)
    }
    return stripped ?? text
  }

  /// The text on one line, with single spaces and without control characters.
  package var onOneLine: String {
    strippingControlCharacters(replacingSeparatorsWith: " ").split(separator: " ")
      .joined(separator: " ")
  }
}

/// A control character in UTF-8.
private struct ControlCharacter {
  /// The index of the first byte, and the number of bytes.
  var start: Int
  var length: Int
  var scalar: Unicode.Scalar

  /// Whether the character is one of C0 whose bit is set.
  func isKept(_ bits: UInt32) -> Bool { scalar.value < 32 && bits & 1 << scalar.value != 0 }

  static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [ControlCharacter] {
    var controls: [ControlCharacter] = []
    var index = 0
    while true {
      index = bytes.nextPossibleControl(from: index)
      guard index < bytes.count else { return controls }
      if let control = ControlCharacter(in: bytes, at: index) {
        controls.append(control)
        index += control.length
      } else {
        index += 1
      }
    }
  }

  private init?(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let first = bytes[index]
    func byte(_ offset: Int) -> UInt8 {
      index + offset < bytes.count ? bytes[index + offset] : 0
    }
    start = index
    switch first {
    case 0..<0x20, 0x7F:
      (length, scalar) = (1, Unicode.Scalar(first))
    // C1.
    case 0xC2 where byte(1) < 0xA0:
      (length, scalar) = (2, Unicode.Scalar(byte(1)))
    // Separators, embeddings and overrides; isolates; annotations; tags.
    case 0xE2 where byte(1) == 0x80 && (0xA8...0xAE).contains(byte(2)),
      0xE2 where byte(1) == 0x81 && (0xA6...0xA9).contains(byte(2)),
      0xEF where byte(1) == 0xBF && (0xB9...0xBB).contains(byte(2)):
      let value = UInt32(first & 0x0F) << 12 | UInt32(byte(1) & 0x3F) << 6 | UInt32(byte(2) & 0x3F)
      guard let scalar = Unicode.Scalar(value) else { return nil }
      (length, self.scalar) = (3, scalar)
    case 0xF3 where byte(1) == 0xA0 && (byte(2) == 0x80 || byte(2) == 0x81):
      let value = 0xE0000 | UInt32(byte(2) & 0x3F) << 6 | UInt32(byte(3) & 0x3F)
      guard let scalar = Unicode.Scalar(value) else { return nil }
      (length, self.scalar) = (4, scalar)
    default: return nil
    }
  }

  /// Returns the starts of the isolates that begin and end within one paragraph, and of their ends.
  static func balancedIsolates(of controls: [ControlCharacter]) -> Set<Int> {
    var balanced: Set<Int> = []
    var open: [Int] = []
    for control in controls {
      if control.scalar.beginsIsolate {
        open.append(control.start)
      } else if control.scalar.endsIsolate, let start = open.popLast() {
        balanced.formUnion([start, control.start])
      } else if control.scalar.endsParagraph {
        open.removeAll()
      }
    }
    return balanced
  }
}
