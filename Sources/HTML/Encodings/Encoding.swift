/// A character encoding of the Encoding standard (encoding.spec.whatwg.org, section 4.2).
public enum Encoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case ibm866 = "IBM866"
  case latin2 = "ISO-8859-2"
  case latin3 = "ISO-8859-3"
  case latin4 = "ISO-8859-4"
  case isoCyrillic = "ISO-8859-5"
  case isoArabic = "ISO-8859-6"
  case isoGreek = "ISO-8859-7"
  case isoHebrew = "ISO-8859-8"
  case isoLogicalHebrew = "ISO-8859-8-I"
  case latin6 = "ISO-8859-10"
  case latin7 = "ISO-8859-13"
  case latin8 = "ISO-8859-14"
  case latin9 = "ISO-8859-15"
  case latin10 = "ISO-8859-16"
  case koi8r = "KOI8-R"
  case koi8u = "KOI8-U"
  case macintosh = "macintosh"
  case windows874 = "windows-874"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1255 = "windows-1255"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows1258 = "windows-1258"
  case xMacCyrillic = "x-mac-cyrillic"
  case gbk = "GBK"
  case gb18030 = "gb18030"
  case big5 = "Big5"
  case eucJP = "EUC-JP"
  case iso2022JP = "ISO-2022-JP"
  case shiftJIS = "Shift_JIS"
  case eucKR = "EUC-KR"
  case replacement = "replacement"
  case utf16BE = "UTF-16BE"
  case utf16LE = "UTF-16LE"
  case xUserDefined = "x-user-defined"

  /// The name in the standard's spelling.
  public var name: String { rawValue }
}

/// The text of a page in UTF-8.
public struct DecodedText: Sendable {
  /// Valid UTF-8 without a byte order mark.
  public var utf8: [UInt8]
  /// The number of U+FFFD characters that replaced malformed bytes. More than a few indicate a
  /// wrong declaration.
  public var replacementCount: Int

  /// Creates a text from valid UTF-8 and the number of its replacements.
  public init(utf8: [UInt8], replacementCount: Int) {
    self.utf8 = utf8
    self.replacementCount = replacementCount
  }
}

extension Encoding {
  /// Returns the text of `bytes` without a byte order mark of this encoding ("decode" in section 6
  /// of the standard, for a known encoding). Bytes that are valid UTF-8 are returned without a
  /// copy.
  public func decode(_ bytes: [UInt8]) -> DecodedText {
    let mark = byteOrderMark
    let skip = !mark.isEmpty && bytes.starts(with: mark) ? mark.count : 0
    switch self {
    case .utf8: return UTF8Decoder.decode(bytes, skipping: skip)
    case .replacement:
      // The whole input is one U+FFFD, because such encodings can hide markup from filters.
      return bytes.isEmpty
        ? DecodedText(utf8: [], replacementCount: 0)
        : DecodedText(utf8: [0xEF, 0xBF, 0xBD], replacementCount: 1)
    default:
      return bytes.withUnsafeBufferPointer {
        decodeLegacy(UnsafeBufferPointer(rebasing: $0[skip...]))
      }
    }
  }

  private func decodeLegacy(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    switch self {
    case .utf16LE: UTF16Decoder.decode(bytes, isBigEndian: false)
    case .utf16BE: UTF16Decoder.decode(bytes, isBigEndian: true)
    case .gbk, .gb18030: GB18030Decoder.decode(bytes)
    case .big5: Big5Decoder.decode(bytes)
    case .eucKR: EUCKRDecoder.decode(bytes)
    case .eucJP: EUCJPDecoder.decode(bytes)
    case .shiftJIS: ShiftJISDecoder.decode(bytes)
    case .iso2022JP: ISO2022JPDecoder.decode(bytes)
    default: SingleByteDecoder(self).decode(bytes)
    }
  }

  private var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16BE: [0xFE, 0xFF]
    case .utf16LE: [0xFF, 0xFE]
    default: []
    }
  }
}
