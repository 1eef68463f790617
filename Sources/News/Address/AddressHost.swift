/// The URL standard's host parser (section 3.5) for special schemes.
enum AddressHost {
  /// The serialised host, or nil where the text is none.
  static func serialise(_ text: [UInt8]) -> [UInt8]? {
    guard !text.isEmpty, text.count <= 1024 else { return nil }
    if text[0] == 0x5B {
      guard text.last == 0x5D, let pieces = ipv6(text[1..<(text.count - 1)]) else { return nil }
      return Array("[\(serialise(ipv6: pieces))]".utf8)
    }
    guard let domain = ascii(percentDecoded(text)), !domain.isEmpty, domain.count <= 253,
      !domain.contains(where: isForbidden)
    else { return nil }
    guard endsInNumber(domain) else { return domain }
    return ipv4(domain).map {
      Array("\($0 >> 24).\($0 >> 16 & 255).\($0 >> 8 & 255).\($0 & 255)".utf8)
    }
  }

  static func percentDecoded(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x25) else { return text }
    var out: [UInt8] = []
    var i = 0
    while i < text.count {
      if text[i] == 0x25, i + 2 < text.count, let high = hexValue(text[i + 1]),
        let low = hexValue(text[i + 2])
      {
        out.append(high << 4 | low)
        i += 3
      } else {
        out.append(text[i])
        i += 1
      }
    }
    return out
  }

  /// Lower-cases, and writes labels outside ASCII as Punycode (RFC 3492). UTS 46's full mapping is
  /// not made: a host that needs more than lower case is one that no page links to by accident.
  private static func ascii(_ text: [UInt8]) -> [UInt8]? {
    if text.allSatisfy({ $0 < 0x80 }) {
      return text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
    guard let string = String(validating: text, as: UTF8.self) else { return nil }
    var out: [UInt8] = []
    let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    for (i, label) in string.lowercased().unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { dots.contains($0) }
    ).enumerated() {
      if i > 0 { out.append(0x2E) }
      if label.allSatisfy({ $0.isASCII }) {
        out.append(contentsOf: label.map { UInt8($0.value) })
      } else {
        guard let code = Punycode.encode(label.map(\.value)) else { return nil }
        out.append(contentsOf: Array("xn--".utf8) + code)
      }
    }
    return out
  }

  /// The forbidden domain code points.
  private static func isForbidden(_ byte: UInt8) -> Bool {
    if byte <= 0x20 || byte >= 0x7F { return true }
    switch byte {
    case 0x23, 0x25, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x40, 0x5B, 0x5C, 0x5D, 0x5E, 0x7C: return true
    default: return false
    }
  }

  private static func endsInNumber(_ domain: [UInt8]) -> Bool {
    var labels = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
    if labels.last?.isEmpty == true, labels.count > 1 { labels.removeLast() }
    guard let last = labels.last, !last.isEmpty else { return false }
    return last.allSatisfy { (0x30...0x39).contains($0) } || number(last) != nil
  }

  /// Decimal, octal (0…) or hexadecimal (0x…), as `inet_aton` reads it.
  private static func number(_ label: ArraySlice<UInt8>) -> UInt64? {
    var digits = label
    var radix: UInt64 = 10
    if digits.count >= 2, digits.first == 0x30, digits[digits.startIndex + 1] | 0x20 == 0x78 {
      digits = digits.dropFirst(2)
      radix = 16
    } else if digits.count >= 2, digits.first == 0x30 {
      digits = digits.dropFirst()
      radix = 8
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = hexValue(byte), digit < radix else { return nil }
      value = min(value * radix + UInt64(digit), 1 << 40)
    }
    return value
  }

  private static func ipv4(_ domain: [UInt8]) -> UInt64? {
    var labels = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
    if labels.last?.isEmpty == true, labels.count > 1 { labels.removeLast() }
    guard (1...4).contains(labels.count), !labels.contains(where: \.isEmpty) else { return nil }
    let numbers = labels.compactMap(number)
    guard numbers.count == labels.count, numbers.dropLast().allSatisfy({ $0 < 256 }) else {
      return nil
    }
    let last = numbers[numbers.count - 1]
    guard last < 1 << (8 * UInt64(5 - numbers.count)) else { return nil }
    var value = last
    for (i, part) in numbers.dropLast().enumerated() { value += part << (8 * UInt64(3 - i)) }
    return value
  }

  private static func ipv6(_ text: ArraySlice<UInt8>) -> [UInt16]? {
    guard
      let gap = text.indices.dropLast().first(where: { text[$0] == 0x3A && text[$0 + 1] == 0x3A })
    else { return pieces(text).flatMap { $0.count == 8 ? $0 : nil } }
    guard let head = pieces(text[..<gap]), let tail = pieces(text[(gap + 2)...]),
      head.count + tail.count < 8
    else { return nil }
    return head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  private static func pieces(_ text: ArraySlice<UInt8>) -> [UInt16]? {
    if text.isEmpty { return [] }
    var out: [UInt16] = []
    let parts = String(decoding: text, as: UTF8.self).split(
      separator: ":", omittingEmptySubsequences: false)
    for (i, part) in parts.enumerated() {
      if i == parts.count - 1, part.contains(".") {
        let octets = part.split(separator: ".", omittingEmptySubsequences: false)
        let values = octets.compactMap { UInt8($0) }
        guard octets.count == 4, values.count == 4 else { return nil }
        out.append(UInt16(values[0]) << 8 | UInt16(values[1]))
        out.append(UInt16(values[2]) << 8 | UInt16(values[3]))
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ hexValue($0) != nil }),
          let value = UInt16(part, radix: 16)
        else { return nil }
        out.append(value)
      }
    }
    return out.count <= 8 ? out : nil
  }

  /// RFC 5952: the longest run of two or more zero pieces, the first of equals, becomes `::`.
  private static func serialise(ipv6 pieces: [UInt16]) -> String {
    var best = 0..<0
    var i = 0
    while i < 8 {
      var end = i
      while end < 8, pieces[end] == 0 { end += 1 }
      if end - i > max(1, best.count) { best = i..<end }
      i = max(end, i + 1)
    }
    let hex = pieces.map { String($0, radix: 16) }
    if best.isEmpty { return hex.joined(separator: ":") }
    return hex[..<best.lowerBound].joined(separator: ":") + "::"
      + hex[best.upperBound...].joined(separator: ":")
  }
}

/// RFC 3492, section 6.3.
enum Punycode {
  static func encode(_ scalars: [UInt32]) -> [UInt8]? {
    guard scalars.count <= 63 else { return nil }
    var out = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
    let basic = out.count
    var handled = basic
    if basic > 0 { out.append(0x2D) }
    var n: UInt32 = 128
    var delta = 0
    var bias = 72
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= n }).min() else { return nil }
      delta += Int(next - n) * (handled + 1)
      n = next
      for scalar in scalars {
        if scalar < n { delta += 1 }
        guard scalar == n else { continue }
        appendInteger(delta, bias: bias, to: &out)
        bias = adapt(delta, handled + 1, first: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      n += 1
    }
    return out
  }

  private static func appendInteger(_ delta: Int, bias: Int, to out: inout [UInt8]) {
    var q = delta
    var k = 36
    while true {
      let t = min(max(k - bias, 1), 26)
      if q < t { break }
      out.append(digit(t + (q - t) % (36 - t)))
      q = (q - t) / (36 - t)
      k += 36
    }
    out.append(digit(q))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
  }

  private static func adapt(_ delta: Int, _ count: Int, first: Bool) -> Int {
    var delta = first ? delta / 700 : delta / 2
    delta += delta / count
    var k = 0
    while delta > 455 {
      delta /= 35
      k += 36
    }
    return k + 36 * delta / (delta + 38)
  }
}
