/// An encoding, and how it was determined.
public struct SniffedEncoding: Sendable, Hashable {
  /// The evidence for an encoding, strongest first.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// A byte order mark.
    case byteOrderMark = "byte order mark"
    /// The user's override.
    case override
    /// The `charset` parameter of the Content-Type header.
    case transport
    /// A `meta` element or XML declaration in the first 1024 bytes.
    case meta
    /// The bytes, which are valid UTF-8 or UTF-16 and not only ASCII.
    case content
    /// A `meta` element after the first 1024 bytes.
    case lateMeta = "late meta"
    /// The detected encoding, in which the text scores best.
    case guess
    /// The default for the language.
    case language
    /// No evidence: windows-1252.
    case fallback
  }

  /// The encoding.
  public var encoding: Encoding
  /// The evidence for the encoding.
  public var source: Source

  /// Creates an encoding with its evidence.
  public init(_ encoding: Encoding, _ source: Source) {
    self.encoding = encoding
    self.source = source
  }
}

extension Encoding {
  /// Determines the encoding of a page (HTML standard, 13.2.3.2, "encoding sniffing algorithm").
  ///
  /// After the prescan the standard allows for other information and for detection. The order here
  /// is: UTF-8 or UTF-16 if the bytes are valid; a declaration after the first 1024 bytes, at which
  /// a browser would restart the parser; the detected encoding; the standard's default for the
  /// language.
  ///
  /// A byte order mark of UTF-8 before bytes that are not UTF-8 does not overrule the user, because
  /// some tools add it to any text.
  ///
  /// - Parameters:
  ///   - bytes: the page.
  ///   - transport: the `charset` parameter of the Content-Type header, if any.
  ///   - override: a label that the user has set for the page. Unknown labels are ignored.
  ///   - language: the expected language tag ("ko", "zh-Hant"), nil for the language that the page
  ///     declares.
  ///   - expected: the encoding of earlier pages of the same site, which decides close cases.
  public static func sniff(
    _ bytes: [UInt8], transport: String? = nil, override: String? = nil, language: String? = nil,
    expected: Encoding? = nil
  ) -> SniffedEncoding {
    bytes.withUnsafeBufferPointer { bytes in
      let userChoice = override.flatMap(Encoding.init(label:))
      if let marked = byteOrderMark(bytes) {
        if marked == .utf8, let userChoice, UTF8Statistics(bytes).isNotUTF8 {
          return SniffedEncoding(userChoice, .override)
        }
        return SniffedEncoding(marked, .byteOrderMark)
      }
      if let userChoice { return SniffedEncoding(userChoice, .override) }
      if let declared = transport.flatMap(Encoding.init(quotedLabel:)) {
        return SniffedEncoding(declared, .transport)
      }
      if let declared = MetaPrescan.encoding(in: bytes.prefix(MetaPrescan.length)) {
        return SniffedEncoding(declared, .meta)
      }
      return SniffedEncoding(undeclared: bytes, language: language, expected: expected)
    }
  }

  /// Returns the encoding of a byte order mark (Encoding standard, section 6, "BOM sniff").
  private static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
    return nil
  }

  /// Creates an encoding from a label that may include quotation marks, as in `charset="utf-8"`.
  private init?(quotedLabel label: String) {
    self.init(label: String(label.filter { $0 != "\"" && $0 != "'" }))
  }
}

extension SniffedEncoding {
  /// Determines the encoding of a page without a declaration in the first 1024 bytes.
  fileprivate init(
    undeclared bytes: UnsafeBufferPointer<UInt8>, language: String?, expected: Encoding?
  ) {
    if let wide = Encoding(utf16WithoutMark: bytes) {
      self.init(wide, .content)
      return
    }
    let statistics = UTF8Statistics(bytes)
    if statistics.isUTF8 || expected == .utf8 && statistics.isPlausiblyUTF8 {
      self.init(.utf8, .content)
    } else if bytes.count > MetaPrescan.length,
      let declared = MetaPrescan.encoding(in: bytes.prefix(MetaPrescan.extendedLength)),
      declared != .utf8 || !statistics.isNotUTF8
    {
      self.init(declared, .lateMeta)
    } else {
      self.init(guessing: bytes, language: language, expected: expected)
    }
  }

  /// Detects the encoding of a text, with the default for the language as fallback.
  init(guessing bytes: UnsafeBufferPointer<UInt8>, language: String?, expected: Encoding?) {
    if Encoding.isISO2022JP(bytes) {
      self.init(.iso2022JP, .guess)
      return
    }
    let hint = language ?? MetaPrescan.language(in: bytes)
    let detector = EncodingDetector(bytes, language: hint, expected: expected)
    if let found = detector.bestEncoding {
      self.init(found, .guess)
    } else if let standardDefault = language.flatMap(Encoding.init(defaultFor:)) {
      self.init(standardDefault, .language)
    } else {
      self.init(.windows1252, .fallback)
    }
  }
}
