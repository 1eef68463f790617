import Glibc

/// An index of the Encoding standard (section 5), which maps pointers to characters.
///
/// The characters come from glibc's iconv, which converts each code once when an index is first
/// used (a few milliseconds). Corrections apply where glibc differs from the standard. Pages are
/// never converted by iconv: the decoders implement the standard's algorithms, so that errors are
/// handled as it demands. On a system without the iconv module the index is almost empty, and the
/// text consists of replacements, which are counted.
struct CodeIndex: Sendable {
  private let packed: [UInt32]

  /// The character of a pointer in the format of ``UTF8Writer/pack(_:)``, 0 if there is none.
  @inline(__always)
  subscript(pointer: Int) -> UInt32 { pointer < packed.count ? packed[pointer] : 0 }

  /// GBK and the two-byte part of gb18030.
  static let gb18030 = CodeIndex(
    iconv: "GB18030", count: 126 * 190, corrections: CodeIndexCorrections.gb18030
  ) { pointer in
    let trail = pointer % 190
    return [0x81 + pointer / 190, trail + (trail < 0x3F ? 0x40 : 0x41)]
  }

  /// The four-byte part of gb18030 below U+10000.
  static let gb18030FourBytes = CodeIndex(
    iconv: "GB18030", count: 39420, corrections: CodeIndexCorrections.gb18030FourBytes
  ) { pointer in
    [
      0x81 + pointer / 12600, 0x30 + pointer / 1260 % 10, 0x81 + pointer / 10 % 126,
      0x30 + pointer % 10,
    ]
  }

  static let big5 = CodeIndex(
    iconv: "BIG5-HKSCS", count: 126 * 157, corrections: CodeIndexCorrections.big5
  ) { pointer in
    let trail = pointer % 157
    return [0x81 + pointer / 157, trail + (trail < 0x3F ? 0x40 : 0x62)]
  }

  static let eucKR = CodeIndex(iconv: "UHC", count: 126 * 190) { pointer in
    [0x81 + pointer / 190, 0x41 + pointer % 190]
  }

  /// JIS X 0208 with the extensions of NEC and IBM that Shift_JIS includes.
  static let jis0208 = CodeIndex(iconv: "CP932", count: 60 * 188) { pointer in
    let lead = pointer / 188
    let trail = pointer % 188
    return [lead + (lead < 0x1F ? 0x81 : 0xC1), trail + (trail < 0x3F ? 0x40 : 0x41)]
  }

  static let jis0212 = CodeIndex(iconv: "EUC-JP", count: 94 * 94) { pointer in
    [0x8F, 0xA1 + pointer / 94, 0xA1 + pointer % 94]
  }

  private init(
    iconv name: String, count: Int, corrections: String = "", bytes: (Int) -> [Int]
  ) {
    let corrections = Self.parse(corrections)
    let converter = Converter(name)
    packed = (0..<count).map { pointer in
      let code = bytes(pointer).reduce(0) { $0 << 8 | UInt32($1) }
      return (corrections[code] ?? converter?.scalar(code)).map(UTF8Writer.pack) ?? 0
    }
    converter?.close()
  }

  /// Parses pairs of a code and its code point, as in "A3A0 3000 …".
  private static func parse(_ corrections: String) -> [UInt32: UInt32] {
    let numbers = corrections.split(separator: " ").compactMap { UInt32($0, radix: 16) }
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: numbers.count - 1, by: 2).map {
        (numbers[$0], numbers[$0 + 1])
      })
  }

  /// A converter of single codes by iconv.
  private struct Converter {
    private let descriptor: iconv_t

    init?(_ name: String) {
      guard let descriptor = iconv_open("UCS-4LE", name),
        descriptor != iconv_t(bitPattern: -1)
      else { return nil }
      self.descriptor = descriptor
    }

    func close() { iconv_close(descriptor) }

    /// Returns the scalar of a code of up to four bytes, nil if the code is not exactly one scalar.
    func scalar(_ code: UInt32) -> UInt32? {
      iconv(descriptor, nil, nil, nil, nil)
      let length = 4 - code.leadingZeroBitCount / 8
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4 + 16) { memory in
        let source = memory.baseAddress!
        let target = source + 4
        for index in 0..<length {
          source[index] = CChar(truncatingIfNeeded: code >> (8 * UInt32(length - 1 - index)))
        }
        var from: UnsafeMutablePointer<CChar>? = source
        var to: UnsafeMutablePointer<CChar>? = target
        var left = length
        var room = 16
        let result = iconv(descriptor, &from, &left, &to, &room)
        // Some modules hold a character back because the next one might combine with it.
        iconv(descriptor, nil, nil, &to, &room)
        guard result != -1, left == 0, room == 12 else { return nil }
        return UnsafeRawPointer(target).loadUnaligned(as: UInt32.self).littleEndian
      }
    }
  }
}
