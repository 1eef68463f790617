/// An IPv4 address as a host (URL standard, 3.5): one to four numbers, decimal, octal or
/// hexadecimal.
struct IPv4Host {
  private let value: UInt64

  /// Whether the standard parses the domain as an IPv4 address.
  static func endsInNumber(_ domain: [UInt8]) -> Bool {
    var end = domain.count
    if end > 1, domain[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let start = domain[..<end].lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? 0
    let last = domain[start..<end]
    // Every notation of a number begins with a digit.
    guard let first = last.first, isDigit(first) else { return false }
    return last.allSatisfy { isDigit($0) } || number(last) != nil
  }

  /// Whether the text is an address in the serialized notation, four decimal numbers without leading
  /// zeros, so that parsing returns it unchanged.
  static func isSerialized(_ text: [UInt8]) -> Bool {
    var dots = 0
    var digits = 0
    var value = 0
    for byte in text {
      if byte == UInt8(ascii: "."), digits > 0 {
        dots += 1
        digits = 0
        value = 0
      } else {
        guard isDigit(byte), digits == 0 || value > 0 else { return false }
        digits += 1
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        guard value < 256 else { return false }
      }
    }
    return dots == 3 && digits > 0
  }

  /// Returns nil if the domain is not a valid IPv4 address.
  init?(_ domain: [UInt8]) {
    let labels = IPv4Host.labels(of: domain)
    guard (1...4).contains(labels.count), !labels.contains(where: \.isEmpty) else { return nil }
    let numbers = labels.compactMap(IPv4Host.number)
    guard numbers.count == labels.count, let last = numbers.last,
      numbers.dropLast().allSatisfy({ $0 < 256 }), last < 1 << (8 * UInt64(5 - numbers.count))
    else { return nil }
    value = numbers.dropLast().enumerated().reduce(last) { sum, part in
      sum + part.element << (8 * UInt64(3 - part.offset))
    }
  }

  /// The labels without an empty one after a final dot.
  private static func labels(of domain: [UInt8]) -> [ArraySlice<UInt8>] {
    var labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
    return labels
  }

  /// Parses a decimal, octal (`0…`) or hexadecimal (`0x…`) number. Values above 2^32 are not exact.
  private static func number(_ label: ArraySlice<UInt8>) -> UInt64? {
    var digits = label
    var radix: UInt64 = 10
    if digits.count >= 2, digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      radix = 8
      if digits.first.map({ $0 | 0x20 }) == UInt8(ascii: "x") {
        digits.removeFirst()
        radix = 16
      }
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = PercentEncoding.hexValue(byte), digit < radix else { return nil }
      value = min(value * radix + UInt64(digit), 1 << 40)
    }
    return value
  }
}

extension IPv4Host: CustomStringConvertible {
  var description: String {
    "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
  }
}
