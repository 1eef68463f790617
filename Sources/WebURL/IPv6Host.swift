/// An IPv6 address as a host (URL standard, 3.5).
struct IPv6Host {
  private var pieces: [UInt16] = []

  /// Parses an address without brackets; nil if it is not valid. Zones are not allowed.
  init?(_ text: ArraySlice<UInt8>) {
    let colon = UInt8(ascii: ":")
    var rest = text
    var compression: Int?
    if rest.first == colon {
      guard rest.dropFirst().first == colon else { return nil }
      rest = rest.dropFirst(2)
      compression = 0
    }
    while !rest.isEmpty {
      guard pieces.count < 8 else { return nil }
      if rest.first == colon {
        guard compression == nil else { return nil }
        rest.removeFirst()
        compression = pieces.count
        continue
      }
      let digits = rest.prefix { PercentEncoding.hexValue($0) != nil }.prefix(4)
      let after = rest[digits.endIndex...]
      if after.first == UInt8(ascii: ".") {
        guard pieces.count <= 6, let address = IPv6Host.dottedDecimal(rest) else { return nil }
        pieces += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
        break
      }
      // A colon separates this piece from another or from the compressed zeros.
      guard after.isEmpty || (after.first == colon && after.count > 1) else { return nil }
      pieces.append(digits.reduce(0) { $0 << 4 | UInt16(PercentEncoding.hexValue($1) ?? 0) })
      rest = after.dropFirst()
    }
    if let compression {
      guard pieces.count < 8 else { return nil }
      let zeros = repeatElement(UInt16(0), count: 8 - pieces.count)
      pieces.insert(contentsOf: zeros, at: compression)
    }
    guard pieces.count == 8 else { return nil }
  }

  /// Parses four decimal numbers below 256 without leading zeros.
  private static func dottedDecimal(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ isDigit($0) }),
        part.count == 1 || part.first != UInt8(ascii: "0")
      else { return nil }
      let value = part.reduce(0) { $0 * 10 + UInt32($1 & 15) }
      guard value < 256 else { return nil }
      address = address << 8 | value
    }
    return address
  }
}

extension IPv6Host: CustomStringConvertible {
  /// The form of RFC 5952 and the URL standard: `::` stands for the first of the longest runs of
  /// two or more zeros.
  var description: String {
    var longest = 0..<0
    var i = 0
    while i < 8 {
      var end = i
      while end < 8, pieces[end] == 0 { end += 1 }
      if end - i > max(1, longest.count) { longest = i..<end }
      i = max(end, i + 1)
    }
    let hex = pieces.map { String($0, radix: 16) }
    if longest.isEmpty { return hex.joined(separator: ":") }
    return hex[..<longest.lowerBound].joined(separator: ":") + "::"
      + hex[longest.upperBound...].joined(separator: ":")
  }
}
