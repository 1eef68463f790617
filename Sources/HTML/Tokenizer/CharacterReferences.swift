/// Character references in text that is not part of a page, such as the XML of a feed.
public enum CharacterReferences {
  /// Returns the text with its numeric references and its named references of HTML decoded. Named
  /// references must end with a semicolon; anything else stays unchanged.
  ///
  /// - Parameter text: valid UTF-8.
  /// - Returns: valid UTF-8.
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

  /// Returns the scalar of a numeric reference and the length of the reference, including `#` and
  /// semicolon; nil if there is none.
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
