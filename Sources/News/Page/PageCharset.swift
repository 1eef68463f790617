import HTML

/// The charset a page was decoded with.
package struct PageCharset: Hashable, Sendable {
  /// The name in the Encoding standard: `UTF-8`, `windows-1251`.
  package var name: String
  /// The evidence for the charset, one of the raw values of ``HTML/SniffedEncoding/Source``, such
  /// as `transport`, `meta` or `guess`.
  package var origin: String

  /// Restores a stored charset.
  package init(name: String, origin: String) {
    self.name = name
    self.origin = origin
  }

  init(_ sniffed: SniffedEncoding) {
    self.init(name: sniffed.encoding.name, origin: sniffed.source.rawValue)
  }

  /// Whether the charset was detected from the text only, so that another page of the source may
  /// yield a different one.
  package var isGuess: Bool { isAny(of: [.guess, .content]) }

  /// Whether there was no evidence, so that a default applied.
  package var isDefault: Bool { isAny(of: [.fallback, .language]) }

  private func isAny(of sources: [SniffedEncoding.Source]) -> Bool {
    sources.contains { $0.rawValue == origin }
  }

  /// All charset labels of the Encoding standard.
  package static var labels: [String] { Encoding.allLabels }

  /// Whether a text is a charset label of the Encoding standard.
  package static func isLabel(_ label: String) -> Bool { Encoding(label: label) != nil }
}

extension Page {
  /// Detects the encoding of the page.
  ///
  /// - Parameter language: the language configured for the source, if any.
  func encoding(language: String?) -> SniffedEncoding {
    sniffedEncoding(language: language)
      .corrected(for: bytes, language: language, expected: expectedEncoding)
  }

  /// Returns the encoding that the page declares, or that is detected for a page without declaration.
  func sniffedEncoding(language: String?) -> SniffedEncoding {
    Encoding.sniff(
      bytes, transport: transportCharset, override: charsetOverride, language: language,
      expected: expectedEncoding)
  }

  /// The encoding of an earlier page of the source.
  var expectedEncoding: Encoding? { expectedCharset.flatMap(Encoding.init(label:)) }

  /// Whether the bytes are almost certainly UTF-8.
  package var isPlainlyUTF8: Bool { Encoding.isUnambiguouslyUTF8(bytes) }
}
