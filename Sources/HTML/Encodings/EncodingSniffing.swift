/// An encoding and how it was found.
public struct SniffedEncoding: Sendable, Hashable {
  /// What told the encoding, strongest first.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// The byte order mark.
    case byteOrderMark = "byte order mark"
    /// The user's own word.
    case override
    /// The `charset` of the Content-Type header.
    case transport
    /// A `meta` element or XML declaration in the first 1024 bytes.
    case meta
    /// The bytes are UTF-8 (or UTF-16) and not only ASCII.
    case content
    /// A `meta` element further down.
    case lateMeta = "late meta"
    /// The bytes read well in no other.
    case guess
    /// What pages in the language use when they do not say.
    case language
    /// Nothing: windows-1252.
    case fallback
  }

  public var encoding: Encoding
  public var source: Source

  public init(_ encoding: Encoding, _ source: Source) {
    self.encoding = encoding
    self.source = source
  }
}

extension Encoding {
  /// The encoding of a page (HTML standard, 13.2.3.2, "encoding sniffing algorithm").
  ///
  /// Where the standard leaves room after the prescan, for a browser's memory of other pages and
  /// for guessing, this takes UTF-8 or UTF-16 when the bytes are that; then a declaration beyond
  /// the first 1024 bytes, which a browser would meet while parsing and begin again; then what
  /// the text reads well in; then the standard's default for the language.
  ///
  /// A mark of UTF-8 before bytes that are not UTF-8 gives way to the user: some tools put it
  /// before anything.
  ///
  /// - Parameters:
  ///   - transport: the `charset` parameter of the Content-Type header, if any.
  ///   - override: a label the user has set for the page.
  ///   - language: a language tag ("ko", "zh-Hant") the page is expected in; nil for the page's own.
  ///   - expected: what was found for earlier pages of the same source; decides near things only.
  ///   Labels the standard does not know are passed over.
  public static func sniff(
    _ bytes: [UInt8], transport: String? = nil, override: String? = nil, language: String? = nil,
    expected: Encoding? = nil
  ) -> SniffedEncoding {
    bytes.withUnsafeBufferPointer { bytes in
      let declared = override.flatMap(Encoding.init(label:))
      if let marked = byteOrderMark(bytes) {
        if marked == .utf8, let declared, UTF8Statistics(bytes).isNotUTF8 {
          return SniffedEncoding(declared, .override)
        }
        return SniffedEncoding(marked, .byteOrderMark)
      }
      if let declared { return SniffedEncoding(declared, .override) }
      if let declared = transport.flatMap(Encoding.init(quotedLabel:)) {
        return SniffedEncoding(declared, .transport)
      }
      if let declared = MetaPrescan.encoding(in: bytes.prefix(MetaPrescan.length)) {
        return SniffedEncoding(declared, .meta)
      }
      return SniffedEncoding(undeclared: bytes, language: language, expected: expected)
    }
  }

  /// The encoding a byte order mark tells (Encoding standard, section 6, "BOM sniff").
  private static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
    return nil
  }

  /// Servers write `charset="utf-8"` with the quotes, and their readers leave them on.
  private init?(quotedLabel label: String) {
    self.init(label: String(label.filter { $0 != "\"" && $0 != "'" }))
  }
}

extension SniffedEncoding {
  /// Of a page that declares nothing where the standard looks.
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

  /// What a text reads well in; else what is usual.
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
