/// Punycode (RFC 3492).
enum Punycode {
  /// Returns the encoded label without `xn--` (RFC 3492, 6.3).
  static func encode(_ scalars: [UInt32]) -> [UInt8] {
    var out = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
    let basicCount = out.count
    var handled = basicCount
    if basicCount > 0 { out.append(UInt8(ascii: "-")) }
    var next: UInt32 = 128
    var delta = 0
    var bias = 72
    while let least = scalars.lazy.filter({ $0 >= next }).min() {
      delta += Int(least - next) * (handled + 1)
      next = least
      for scalar in scalars {
        if scalar < next { delta += 1 }
        guard scalar == next else { continue }
        append(delta, bias: bias, to: &out)
        bias = adaptedBias(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return out
  }

  /// Decodes a label without `xn--` (RFC 3492, 6.2); nil if it is not valid Punycode.
  static func decode(_ text: ArraySlice<UInt32>) -> [UInt32]? {
    var out: [UInt32] = []
    var rest = text
    if let hyphen = text.lastIndex(of: 0x2D), hyphen > text.startIndex {
      out += text[..<hyphen]
      rest = text[(hyphen + 1)...]
    }
    var scalar = 128
    var index = 0
    var bias = 72
    while !rest.isEmpty {
      guard let delta = integer(from: &rest, bias: bias) else { return nil }
      let count = out.count + 1
      bias = adaptedBias(delta, count: count, isFirst: index == 0)
      index += delta
      scalar += index / count
      index %= count
      guard let value = Unicode.Scalar(UInt32(scalar)) else { return nil }
      out.insert(value.value, at: index)
      index += 1
    }
    return out
  }

  /// Appends a number in the variable-length form of RFC 3492, 3.3.
  private static func append(_ delta: Int, bias: Int, to out: inout [UInt8]) {
    var rest = delta
    var position = 36
    while true {
      let threshold = min(max(position - bias, 1), 26)
      if rest < threshold { break }
      out.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      position += 36
    }
    out.append(digit(rest))
  }

  /// Removes a number from the front; nil if it is not valid or leads beyond the last scalar.
  private static func integer(from text: inout ArraySlice<UInt32>, bias: Int) -> Int? {
    var value = 0
    var weight = 1
    var position = 36
    while let character = text.popFirst() {
      guard let digit = digitValue(character) else { return nil }
      value += digit * weight
      // No label is long enough to need more.
      guard value < 1 << 31 else { return nil }
      let threshold = min(max(position - bias, 1), 26)
      if digit < threshold { return value }
      weight *= 36 - threshold
      guard weight < 1 << 31 else { return nil }
      position += 36
    }
    return nil
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
  }

  private static func digitValue(_ character: UInt32) -> Int? {
    switch character {
    case 0x61...0x7A: Int(character) - 0x61
    case 0x30...0x39: Int(character) - 0x30 + 26
    default: nil
    }
  }

  /// Adapts the bias to a delta (RFC 3492, 6.1).
  private static func adaptedBias(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var position = 0
    while delta > 455 {
      delta /= 35
      position += 36
    }
    return position + 36 * delta / (delta + 38)
  }
}
