/// A serialized URL under construction and the offsets of its parts.
struct URLBuilder {
  var bytes: [UInt8] = []
  var hostStart = 0
  var hostEnd = 0
  var pathStart = 0
  var pathEnd = 0

  /// The part of a base URL up to which a reference inherits it.
  enum Part { case authority, path }

  init(isSecure: Bool) {
    bytes.reserveCapacity(128)
    let scheme: StaticString = isSecure ? "https://" : "http://"
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount))
  }

  /// Copies a base URL up to the end of one of its parts.
  init(_ base: WebURL, upTo part: Part) {
    let utf8 = base.string.utf8
    (hostStart, hostEnd, pathStart, pathEnd) = base.offsets
    bytes.reserveCapacity(utf8.count + 64)
    bytes.append(contentsOf: utf8.prefix(part == .authority ? pathStart : pathEnd))
  }

  init(removingUserInfoOf url: WebURL) {
    self.init(isSecure: url.isSecure)
    let offsets = url.offsets
    let removed = offsets.hostStart - bytes.count
    bytes.append(contentsOf: url.string.utf8.dropFirst(offsets.hostStart))
    hostStart = offsets.hostStart - removed
    hostEnd = offsets.hostEnd - removed
    pathStart = offsets.pathStart - removed
    pathEnd = offsets.pathEnd - removed
  }

  /// Appends user name and password and an at sign, unless both are empty.
  mutating func append(userInfo: UnsafeBufferPointer<UInt8>) {
    let colon = userInfo.firstIndex(of: UInt8(ascii: ":")) ?? userInfo.endIndex
    let password = userInfo[colon...].dropFirst()
    guard colon > 0 || !password.isEmpty else { return }
    for byte in userInfo[..<colon] { appendEncoded(byte, .userInfo) }
    if !password.isEmpty {
      bytes.append(UInt8(ascii: ":"))
      for byte in password { appendEncoded(byte, .userInfo) }
    }
    bytes.append(UInt8(ascii: "@"))
  }

  /// Appends a path, resolving `.` and `..`. `bytes` ends with the authority or with the inherited
  /// segments and a slash.
  mutating func append(path: UnsafeBufferPointer<UInt8>) {
    if bytes.count == pathStart { bytes.append(UInt8(ascii: "/")) }
    var start = 0
    while true {
      var end = start
      while end < path.count, path[end] != UInt8(ascii: "/"), path[end] != UInt8(ascii: "\\") {
        end += 1
      }
      let isLast = end == path.count
      append(segment: UnsafeBufferPointer(rebasing: path[start..<end]), isLast: isLast)
      if isLast { break }
      start = end + 1
    }
    pathEnd = bytes.count
  }

  private mutating func append(segment: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    switch URLBuilder.dotCount(segment) {
    case 1: return
    case 2:
      // `bytes` ends with a slash. That slash and the segment before it go, but not the first
      // slash.
      if bytes.count > pathStart + 1 {
        bytes.removeLast()
        while bytes.last != UInt8(ascii: "/") { bytes.removeLast() }
      }
    default:
      for byte in segment { appendEncoded(byte, .path) }
      if !isLast { bytes.append(UInt8(ascii: "/")) }
    }
  }

  mutating func append(query: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "?"))
    for byte in query { appendEncoded(byte, .query) }
  }

  private mutating func appendEncoded(_ byte: UInt8, _ set: PercentEncodeSet) {
    if set.contains(byte) {
      bytes.append(UInt8(ascii: "%"))
      bytes.append(PercentEncoding.hexDigit(byte >> 4))
      bytes.append(PercentEncoding.hexDigit(byte & 15))
    } else {
      bytes.append(byte)
    }
  }

  /// Returns 1 for `.` and 2 for `..`, plain or percent-encoded, and 0 for any other segment.
  private static func dotCount(_ segment: UnsafeBufferPointer<UInt8>) -> Int {
    guard segment.count <= 6 else { return 0 }
    var count = 0
    var i = 0
    while i < segment.count {
      if segment[i] == UInt8(ascii: ".") {
        i += 1
      } else if i + 2 < segment.count, segment[i] == UInt8(ascii: "%"),
        segment[i + 1] == UInt8(ascii: "2"), segment[i + 2] | 0x20 == UInt8(ascii: "e")
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
