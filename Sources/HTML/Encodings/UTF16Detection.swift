extension Encoding {
  /// Detects UTF-16 without a byte order mark: every other byte of its markup is 0, which does not
  /// occur in text of other encodings.
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
