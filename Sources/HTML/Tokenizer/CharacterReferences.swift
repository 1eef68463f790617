/// Character references outside a page: in the XML of feeds, in attributes that were taken apart.
public enum CharacterReferences {
  /// The text with its references replaced by what they stand for: numbers, and the names HTML
  /// knows where they end with a semicolon. All others stay.
  ///
  /// - Parameter text: valid UTF-8, and so is the result.
  public static func replaced(in text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      guard text[position] == UInt8(ascii: "&") else {
        out.append(text[position])
        position += 1
        continue
      }
      let rest = UnsafeBufferPointer(rebasing: text[(position + 1)...])
      if rest.first == UInt8(ascii: "#"), let (scalar, length) = number(rest) {
        out.append(contentsOf: Unicode.UTF8.encode(scalar)!)
        position += 1 + length
      } else if let name = NamedReference.match(rest), name.hasSemicolon {
        out.append(contentsOf: name.utf8)
        position += 1 + name.length
      } else {
        out.append(UInt8(ascii: "&"))
        position += 1
      }
    }
    return out
  }

  /// The scalar and the bytes it is written in, `#` and semicolon included.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    var position = 1
    var radix: UInt32 = 10
    if position < text.count, text[position] | 0x20 == UInt8(ascii: "x") {
      radix = 16
      position += 1
    }
    let start = position
    var value: UInt32 = 0
    while position < text.count, let digit = hexDigitValue(text[position]), digit < radix {
      if value <= 0x10FFFF { value = value * radix + UInt32(digit) }
      position += 1
    }
    guard position > start, position < text.count, text[position] == UInt8(ascii: ";") else {
      return nil
    }
    return (NumericReference.scalar(value), position + 1)
  }
}
