extension WebURL {
  /// Takes over a URL that is already in serialized form, the form of most absolute links.
  ///
  /// Parsing such a URL returns it unchanged, so only its parts are located. The check is stricter than
  /// the standard: user names, encoded host names, IPv6 addresses, dot segments and everything else that
  /// needs a closer look are left to the parser.
  /// - Returns: nil if the bytes are not a URL or are not recognized as serialized.
  init?(serialized bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= WebURL.maximumLength,
      let hostStart = SerializedURL.schemeLength(bytes),
      let hostEnd = SerializedURL.hostEnd(bytes, from: hostStart),
      let pathStart = SerializedURL.portEnd(bytes, from: hostEnd, isSecure: hostStart == 8),
      let pathEnd = SerializedURL.pathEnd(bytes, from: pathStart),
      SerializedURL.isQuery(bytes, from: pathEnd)
    else { return nil }
    self.init(
      string: String(decoding: bytes, as: UTF8.self), hostStart: UInt16(hostStart),
      hostEnd: UInt16(hostEnd), pathStart: UInt16(pathStart), pathEnd: UInt16(pathEnd))
  }
}

/// The parts of a URL in serialized form. Each function returns nil or false for any other form.
private enum SerializedURL {
  static func schemeLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if starts(bytes, with: "https://") { return 8 }
    return starts(bytes, with: "http://") ? 7 : nil
  }

  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, with prefix: StaticString) -> Bool
  {
    guard bytes.count >= prefix.utf8CodeUnitCount else { return false }
    for i in 0..<prefix.utf8CodeUnitCount where bytes[i] != prefix.utf8Start[i] { return false }
    return true
  }

  /// Returns the end of a domain of lower-case ASCII without encoded labels, or of an IPv4 address.
  static func hostEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var end = start
    var label = start
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      // A label that begins with "xn--" must be valid Punycode.
      case UInt8(ascii: "-"): if end - label == 3 { return nil }
      case UInt8(ascii: "."):
        if end == label { return nil }
        label = end + 1
      case UInt8(ascii: "/"), UInt8(ascii: ":"):
        return isHost(bytes, start, label: label, end) ? end : nil
      default: return nil
      }
      end += 1
    }
    return nil
  }

  private static func isHost(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, label: Int, _ end: Int
  ) -> Bool {
    guard label < end, end - start <= 253 else { return false }
    return !isDigit(bytes[label]) || IPv4Host.isSerialized(Array(bytes[start..<end]))
  }

  /// Returns the end of a port other than the scheme's default, or its start if there is none.
  static func portEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isSecure: Bool
  ) -> Int? {
    guard bytes[start] == UInt8(ascii: ":") else { return start }
    var end = start + 1
    var port = 0
    while end < bytes.count, isDigit(bytes[end]), port < 65_536 {
      port = port * 10 + Int(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "/"), end > start + 1, port < 65_536,
      bytes[start + 1] != UInt8(ascii: "0"), port != (isSecure ? 443 : 80)
    else { return nil }
    return end
  }

  /// Returns the end of a path without dot segments whose bytes need no encoding.
  static func pathEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "?") {
      let byte = bytes[end]
      guard !PercentEncodeSet.path.contains(byte), byte != UInt8(ascii: "\\") else { return nil }
      if byte == UInt8(ascii: "/"), end + 1 < bytes.count,
        bytes[end + 1] == UInt8(ascii: ".") || bytes[end + 1] == UInt8(ascii: "%")
      {
        return nil
      }
      end += 1
    }
    return end
  }

  /// Returns whether the bytes from an index on are a query that needs no encoding, or nothing.
  static func isQuery(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var i = start + 1
    while i < bytes.count {
      if PercentEncodeSet.query.contains(bytes[i]) { return false }
      i += 1
    }
    return true
  }
}
