/// The serialised address while it is put together, with the places of its parts.
struct AddressBuilder {
  var bytes: [UInt8] = []
  var hostStart = 0
  var hostEnd = 0
  var pathStart = 0
  var pathEnd = 0

  init(secure: Bool) {
    bytes.reserveCapacity(128)
    bytes.append(contentsOf: secure ? Array("https://".utf8) : Array("http://".utf8))
  }

  /// Takes over another address up to the end of one of its parts.
  init(_ base: WebURL, upTo part: AddressPart) {
    let utf8 = base.string.utf8
    hostStart = base.places.hostStart
    hostEnd = base.places.hostEnd
    pathStart = base.places.pathStart
    pathEnd = base.places.pathEnd
    bytes.reserveCapacity(utf8.count + 64)
    bytes.append(contentsOf: utf8.prefix(part == .authority ? pathStart : pathEnd))
  }

  /// Appends a path, resolving `.` and `..`; `bytes` ends with the base's segments and a slash, or
  /// with the authority.
  mutating func append(path: UnsafeBufferPointer<UInt8>) {
    if bytes.count == pathStart { bytes.append(0x2F) }
    var start = 0
    while true {
      var end = start
      while end < path.count, path[end] != 0x2F, path[end] != 0x5C { end += 1 }
      let isLast = end == path.count
      append(segment: UnsafeBufferPointer(rebasing: path[start..<end]), isLast: isLast)
      if isLast { break }
      start = end + 1
    }
    pathEnd = bytes.count
  }

  private mutating func append(segment: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    switch AddressBuilder.dots(segment) {
    case 1: return
    case 2:
      // `bytes` ends with a slash: drop it and the segment before it, never the first slash.
      if bytes.count > pathStart + 1 {
        bytes.removeLast()
        while bytes.last != 0x2F { bytes.removeLast() }
      }
    default:
      for byte in segment { appendEncoded(byte, .path) }
      if !isLast { bytes.append(0x2F) }
    }
  }

  mutating func append(query: UnsafeBufferPointer<UInt8>) {
    bytes.append(0x3F)
    for byte in query { appendEncoded(byte, .query) }
  }

  mutating func append(userInfo: UnsafeBufferPointer<UInt8>) {
    // The first colon parts name and password; every further one is data.
    var seenColon = false
    for byte in userInfo {
      if byte == 0x3A, !seenColon {
        seenColon = true
        bytes.append(byte)
      } else {
        appendEncoded(byte, .userInfo)
      }
    }
  }

  private mutating func appendEncoded(_ byte: UInt8, _ set: PercentSet) {
    if set.contains(byte) {
      bytes.append(0x25)
      bytes.append(hexDigit(byte >> 4))
      bytes.append(hexDigit(byte & 15))
    } else {
      bytes.append(byte)
    }
  }

  /// 1 for `.`, 2 for `..`, in plain or percent-encoded form; 0 for anything else.
  private static func dots(_ segment: UnsafeBufferPointer<UInt8>) -> Int {
    guard segment.count <= 6 else { return 0 }
    var count = 0
    var i = 0
    while i < segment.count {
      if segment[i] == 0x2E {
        i += 1
      } else if i + 2 < segment.count, segment[i] == 0x25, segment[i + 1] == 0x32,
        segment[i + 2] | 0x20 == 0x65
      {
        i += 3
      } else {
        return 0
      }
      count += 1
    }
    return count <= 2 ? count : 0
  }
}

/// How much of a base address a reference keeps.
enum AddressPart { case authority, path }

/// The percent-encode sets of the URL standard, section 1.3.
enum PercentSet {
  case path, query, userInfo

  func contains(_ byte: UInt8) -> Bool {
    if byte <= 0x20 || byte >= 0x7F { return true }
    switch byte {
    case 0x22, 0x23, 0x3C, 0x3E: return true  // " # < >
    case 0x27: return self == .query  // '
    case 0x3F, 0x5E, 0x60, 0x7B, 0x7D: return self != .query  // ? ^ ` { }
    case 0x2F, 0x3A, 0x3B, 0x3D, 0x40, 0x5B, 0x5C, 0x5D, 0x7C: return self == .userInfo
    default: return false
    }
  }
}

func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
