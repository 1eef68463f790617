extension Encoding {
  /// UTF-16 without a byte order mark shows by the markup, every other byte of which
  /// is 0, as no byte of text in other encodings is.
  init?(utf16WithoutMark bytes: UnsafeBufferPointer<UInt8>) {
    var zeros = (even: 0, odd: 0)
    let beginning = bytes.prefix(Encoding.inspectedLength)
    for (index, byte) in beginning.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    guard (zeros.even + zeros.odd) * 16 > beginning.count,
      max(zeros.even, zeros.odd) > 8 * min(zeros.even, zeros.odd)
    else { return nil }
    self = zeros.even > zeros.odd ? .utf16BE : .utf16LE
  }

  private static let inspectedLength = 2048
}
