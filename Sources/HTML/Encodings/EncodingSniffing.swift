/// An encoding and how it was found.
public struct SniffedEncoding: Sendable, Hashable {
  /// What told the encoding, strongest first.
  public enum Source: Sendable, Hashable, CaseIterable {
    /// The byte order mark.
    case byteOrderMark
    /// The user's own word.
    case override
    /// The `charset` of the Content-Type header.
    case transport
    /// A `meta` element or XML declaration in the first 1024 bytes.
    case meta
    /// The bytes are UTF-8 and not only ASCII.
    case content
    /// A `meta` element further down.
    case lateMeta
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
  /// for guessing, this takes UTF-8 when the bytes are that; then a declaration beyond the first
  /// 1024 bytes, which a browser would meet while parsing and begin again; then the standard's
  /// default for the language.
  ///
  /// - Parameters:
  ///   - transport: the `charset` parameter of the Content-Type header, if any.
  ///   - override: a label the user has set for the page.
  ///   - language: a language tag ("ko", "zh-Hant") the page is expected in.
  ///   Labels the standard does not know are passed over.
  public static func sniff(
    _ bytes: [UInt8], transport: String? = nil, override: String? = nil, language: String? = nil
  ) -> SniffedEncoding {
    bytes.withUnsafeBufferPointer { bytes in
      if let marked = byteOrderMark(bytes) { return SniffedEncoding(marked, .byteOrderMark) }
      if let told = override.flatMap(Encoding.init(label:)) {
        return SniffedEncoding(told, .override)
      }
      if let told = transport.flatMap(Encoding.init(quotedLabel:)) {
        return SniffedEncoding(told, .transport)
      }
      if let declared = MetaPrescan.encoding(in: bytes.prefix(MetaPrescan.length)) {
        return SniffedEncoding(declared, .meta)
      }
      if isUTF8(bytes) { return SniffedEncoding(.utf8, .content) }
      if bytes.count > MetaPrescan.length,
        let declared = MetaPrescan.encoding(in: bytes.prefix(MetaPrescan.lateLength))
      {
        return SniffedEncoding(declared, .lateMeta)
      }
      if let usual = language.flatMap(Encoding.init(usualFor:)) {
        return SniffedEncoding(usual, .language)
      }
      return SniffedEncoding(.windows1252, .fallback)
    }
  }

  /// The encoding a byte order mark tells (Encoding standard, section 6, "BOM sniff").
  private static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
    return nil
  }

  /// Whether the bytes are UTF-8 and more than ASCII. A page cut by a bound may end within a
  /// character; that alone, after nothing but ASCII, is more likely a letter of another encoding.
  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let fault = UTF8Validation.firstInvalid(in: bytes) else {
      return !UTF8Validation.isASCII(bytes)
    }
    let isCut = fault - UTF8Validation.sequence(in: bytes, at: fault) == bytes.count
    let before = UnsafeBufferPointer(rebasing: bytes[..<fault])
    return isCut && (0xC2...0xF4).contains(bytes[fault]) && !UTF8Validation.isASCII(before)
  }

  /// Servers write `charset="utf-8"` with the quotes, and their readers leave them on.
  private init?(quotedLabel label: String) {
    self.init(label: String(label.filter { $0 != "\"" && $0 != "'" }))
  }

  /// The standard's default for a language (HTML standard, 13.2.3.2, step 9).
  private init?(usualFor language: String) {
    let tag = language.lowercased().split { $0 == "-" || $0 == "_" }
    switch tag.first {
    case "ar", "fa": self = .windows1256
    case "az", "ku", "tr": self = .windows1254
    case "ba", "be", "bg", "kk", "ky", "mk", "ru", "sah", "sr", "tg", "tt", "uk":
      self = .windows1251
    case "cs", "hr", "sk": self = .windows1250
    case "el": self = .isoGreek
    case "et", "lt", "lv": self = .windows1257
    case "he": self = .windows1255
    case "hu", "pl", "sl": self = .latin2
    case "ja": self = .shiftJIS
    case "ko": self = .eucKR
    case "th": self = .windows874
    case "vi": self = .windows1258
    case "zh":
      let traditional: Set<Substring> = ["hant", "hk", "mo", "tw"]
      let isTraditional = tag.dropFirst().contains(where: traditional.contains)
      self = isTraditional && !tag.contains("hans") ? .big5 : .gbk
    default: return nil
    }
  }
}
