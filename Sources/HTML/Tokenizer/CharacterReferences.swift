/// Character references outside a page: in the XML of feeds, in attributes that were taken apart.
public enum CharacterReferences {
  /// The text with its references replaced by what they stand for: numbers, and the names HTML
  /// knows where they end with a semicolon. All others stay.
  ///
  /// - Parameter text: valid UTF-8, and so is the result.
  public static func replaced(in text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      guard text[at] == UInt8(ascii: "&") else {
        out.append(text[at])
        at += 1
        continue
      }
      let rest = UnsafeBufferPointer(rebasing: text[(at + 1)...])
      if rest.first == UInt8(ascii: "#"), let (scalar, length) = number(rest) {
        out.append(contentsOf: Unicode.UTF8.encode(scalar)!)
        at += 1 + length
      } else if let name = NamedReference.match(rest), name.hasSemicolon {
        out.append(contentsOf: name.utf8)
        at += 1 + name.length
      } else {
        out.append(UInt8(ascii: "&"))
        at += 1
      }
    }
    return out
  }

  /// The scalar and the bytes it is written in, `#` and semicolon included.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    var at = 1
    var radix: UInt32 = 10
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "x") {
      radix = 16
      at += 1
    }
    let start = at
    var value: UInt32 = 0
    while at < text.count, let digit = digit(text[at]), digit < radix {
      if value <= 0x10FFFF { value = value * radix + digit }
      at += 1
    }
    guard at > start, at < text.count, text[at] == UInt8(ascii: ";") else { return nil }
    return (NumericReference.scalar(value), at + 1)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    if byte &- 0x30 < 10 { return UInt32(byte &- 0x30) }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? UInt32(letter) + 10 : nil
  }
}
