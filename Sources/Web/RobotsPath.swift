import WebURL

/// A normal form of paths and patterns, in which equivalent ones have equal bytes (RFC 9309, 2.2.2).
enum RobotsPath {
  /// Decodes percent-encoded unreserved characters, converts other percent-encoding to upper case, and
  /// encodes bytes outside ASCII. In paths, it also encodes `*` and `$`, which have a meaning in
  /// patterns (`$` only at the end).
  static func normalized(_ text: some Collection<UInt8>, isPattern: Bool) -> [UInt8] {
    let text = Array(text)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "%"), index + 2 < text.count,
        let high = PercentEncoding.hexValue(text[index + 1]),
        let low = PercentEncoding.hexValue(text[index + 2])
      {
        let value = high << 4 | low
        if isUnreserved(value) { result.append(value) } else { escape(value, into: &result) }
        index += 3
        continue
      }
      let isLast = index == text.count - 1
      let isLiteralWildcard =
        byte == UInt8(ascii: "*") && !isPattern
        || byte == UInt8(ascii: "$") && !(isPattern && isLast)
      if byte <= 0x20 || byte >= 0x7f || isLiteralWildcard {
        escape(byte, into: &result)
      } else {
        result.append(byte)
      }
      index += 1
    }
    return result
  }

  private static func escape(_ byte: UInt8, into result: inout [UInt8]) {
    result += [
      UInt8(ascii: "%"), PercentEncoding.hexDigit(byte >> 4), PercentEncoding.hexDigit(byte & 15),
    ]
  }

  /// Whether the byte is an unreserved character (RFC 3986, 2.3).
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
