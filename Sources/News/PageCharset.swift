import HTML

/// The charset a page was read in.
package struct PageCharset: Hashable, Sendable {
  /// As the Encoding standard spells it: `UTF-8`, `windows-1251`.
  package var name: String
  /// How it was found, in a word: `transport`, `meta`, `content`, `guess`.
  package var origin: String

  package init(name: String, origin: String) {
    self.name = name
    self.origin = origin
  }

  init(_ sniffed: SniffedEncoding) {
    self.init(name: sniffed.encoding.name, origin: sniffed.source.rawValue)
  }

  /// Whether only the text told it: another page of the source may look a little different.
  package var isGuess: Bool { isAny(of: [.guess, .content]) }

  /// Whether nothing told it.
  package var isDefault: Bool { isAny(of: [.fallback, .language]) }

  private func isAny(of sources: [SniffedEncoding.Source]) -> Bool {
    sources.contains { $0.rawValue == origin }
  }

  /// Every label that a charset may be called by.
  package static var labels: [String] { Encoding.allLabels }

  package static func isLabel(_ label: String) -> Bool { Encoding(label: label) != nil }
}

extension Page {
  /// - Parameter language: the reader's, if any.
  func encoding(language: String?) -> SniffedEncoding {
    let expected = expectedCharset.flatMap(Encoding.init(label:))
    return Encoding.sniff(
      bytes, transport: transportCharset, override: charsetOverride, language: language,
      expected: expected
    ).corrected(for: bytes, language: language, expected: expected)
  }

  /// Whether the bytes can hardly be anything but UTF-8.
  package var isPlainlyUTF8: Bool { Encoding.isUnambiguouslyUTF8(bytes) }
}
