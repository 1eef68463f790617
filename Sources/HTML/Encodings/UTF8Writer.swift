/// The output buffer of the legacy decoders. Writes are not checked: `decode` reserves space for
/// the worst input of the given length, and no decoder exceeds its ``Expansion``.
struct UTF8Writer {
  private var output: UnsafeMutableRawPointer
  private(set) var replacementCount = 0

  /// The maximum number of output bytes for each byte of input.
  enum Expansion {
    /// One for an ASCII byte, three for any other byte.
    case threeForNonASCII
    /// Three for any byte.
    case three
  }

  /// The space for whole words that are stored at the end of the text.
  private static let slack = 16

  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, expansion: Expansion, _ body: (inout UTF8Writer) -> Void
  ) -> DecodedText {
    let grown =
      switch expansion {
      case .threeForNonASCII: bytes.count + 2 * nonASCIICount(bytes)
      case .three: 3 * bytes.count
      }
    var replacementCount = 0
    let utf8 = [UInt8](unsafeUninitializedCapacity: grown + slack) { buffer, count in
      let start = UnsafeMutableRawPointer(buffer.baseAddress!)
      var writer = UTF8Writer(output: start)
      body(&writer)
      count = writer.output - start
      precondition(count <= grown)
      replacementCount = writer.replacementCount
    }
    return DecodedText(utf8: utf8, replacementCount: replacementCount)
  }

  private init(output: UnsafeMutableRawPointer) { self.output = output }

  private static func nonASCIICount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes { count += Int(byte >> 7) }
    return count
  }

  @inline(__always)
  mutating func write(ascii byte: UInt8) {
    output.storeBytes(of: byte, as: UInt8.self)
    output += 1
  }

  /// Writes a character in the format of ``pack(_:)``.
  @inline(__always)
  mutating func write(packed: UInt32) {
    output.storeBytes(of: packed.littleEndian, as: UInt32.self)
    let first = UInt8(truncatingIfNeeded: packed)
    output += 1 + (first >= 0xC0 ? 1 : 0) + (first >= 0xE0 ? 1 : 0) + (first >= 0xF0 ? 1 : 0)
  }

  @inline(__always)
  mutating func write(_ scalar: UInt32) { write(packed: Self.pack(scalar)) }

  mutating func writeReplacement() {
    write(packed: Self.replacement)
    replacementCount += 1
  }

  /// U+FFFD in the format of ``pack(_:)``.
  static let replacement: UInt32 = 0xBD_BFEF

  /// Counts a replacement that was written as a character of a table.
  @inline(__always)
  mutating func countReplacement() { replacementCount += 1 }

  /// Returns the UTF-8 of a scalar as a word, the first byte lowest.
  static func pack(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar }
    let last = 0x80 | scalar & 0x3F
    if scalar < 0x800 { return 0xC0 | scalar >> 6 | last << 8 }
    let middle = 0x80 | scalar >> 6 & 0x3F
    if scalar < 0x10000 { return 0xE0 | scalar >> 12 | middle << 8 | last << 16 }
    return 0xF0 | scalar >> 18 | (0x80 | scalar >> 12 & 0x3F) << 8 | middle << 16 | last << 24
  }

  /// Copies a part of `bytes`, which must be valid UTF-8.
  mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let part = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range])
    guard let start = part.baseAddress else { return }
    output.copyMemory(from: start, byteCount: part.count)
    output += part.count
  }

  /// Copies the ASCII bytes from `index` on, eight at a time if possible, and moves `index` to the
  /// first byte that is not ASCII.
  @inline(__always)
  mutating func copyASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    let base = UnsafeRawPointer(bytes.baseAddress!)
    while index + 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      output.storeBytes(of: word, as: UInt64.self)
      let high = word.littleEndian & 0x8080_8080_8080_8080
      if high != 0 {
        let run = high.trailingZeroBitCount >> 3
        output += run
        index += run
        return
      }
      output += 8
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 {
      write(ascii: bytes[index])
      index += 1
    }
  }
}
