/// The single-byte encodings (Encoding standard, section 9) and x-user-defined (14.5).
struct SingleByteDecoder {
  /// The characters of the bytes 0x80 to 0xFF, packed.
  private let table: [UInt32]

  init(_ encoding: Encoding) {
    if let upperHalf = Self.upperHalf(encoding == .isoLogicalHebrew ? .isoHebrew : encoding) {
      let text = upperHalf.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
      table = text.unicodeScalars.map { UTF8Writer.pack($0.value) }
    } else {
      table = (0..<128).map { UTF8Writer.pack(0xF780 + $0) }
    }
    precondition(table.count == 128)
  }

  func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodedText {
    UTF8Writer.decode(bytes, expansion: .threeForNonASCII) { writer in
      table.withUnsafeBufferPointer { table in
        var index = 0
        while index < bytes.count {
          let byte = bytes[index]
          if byte < 0x80 {
            writer.copyASCII(bytes, &index)
            continue
          }
          let packed = table[Int(byte & 0x7F)]
          writer.write(packed: packed)
          if packed == UTF8Writer.replacement { writer.countReplacement() }
          index += 1
        }
      }
    }
  }
}
