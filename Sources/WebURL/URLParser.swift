extension WebURL {
  /// Parses a URL, or a reference with a base.
  static func parse(_ input: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    WebURL(serialized: input) ?? parse(anyForm: input, base: base)
  }

  /// The basic URL parser of the URL standard (4.4) for the schemes http and https.
  static func parse(anyForm input: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    var start = 0
    var end = input.count
    while start < end, input[start] <= 0x20 { start += 1 }
    while end > start, input[end - 1] <= 0x20 { end -= 1 }
    guard end - start <= maximumLength else { return nil }
    let text = UnsafeBufferPointer(rebasing: input[start..<end])
    guard text.contains(where: isTabOrNewline) else { return parse(trimmed: text, base: base) }
    let clean = text.filter { !isTabOrNewline($0) }
    return clean.withUnsafeBufferPointer { parse(trimmed: $0, base: base) }
  }

  private static func parse(trimmed text: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    var end = 0
    while end < text.count, text[end] != UInt8(ascii: "#") { end += 1 }
    let whole = UnsafeBufferPointer(rebasing: text[..<end])
    guard let colon = schemeEnd(whole) else { return parse(relative: whole, base: base) }
    let isSecure = colon == 5
    guard matches(whole, isSecure ? "https" : "http", count: colon) else { return nil }
    let rest = UnsafeBufferPointer(rebasing: whole[(colon + 1)...])
    // "http:path" is a relative reference if the base has the same scheme.
    let hasAuthority = rest.count > 1 && isSlash(rest[0]) && isSlash(rest[1])
    if let base, base.isSecure == isSecure, !hasAuthority {
      return parse(relative: rest, base: base)
    }
    return parse(absolute: rest, isSecure: isSecure)
  }

  /// Returns the index of the colon that ends a scheme; nil if the text does not begin with a
  /// scheme.
  private static func schemeEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    for (i, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if i == 0 { return nil }
      case UInt8(ascii: ":"): return i > 0 ? i : nil
      default: return nil
      }
    }
    return nil
  }

  /// Returns the scheme that a URL or reference begins with, in lower case; nil for a relative
  /// reference.
  package static func scheme(of text: String) -> String? {
    let bytes = text.utf8.drop { $0 <= 0x20 }.filter { !isTabOrNewline($0) }
    return bytes.withUnsafeBufferPointer { bytes in
      schemeEnd(bytes).map { String(decoding: bytes[..<$0], as: UTF8.self).lowercased() }
    }
  }

  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ scheme: StaticString, count: Int
  ) -> Bool {
    guard scheme.utf8CodeUnitCount == count else { return false }
    for i in 0..<count where text[i] | 0x20 != scheme.utf8Start[i] { return false }
    return true
  }

  private static func parse(relative text: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    guard let base else { return nil }
    guard let first = text.first else { return base }
    if isSlash(first) {
      if text.count > 1, isSlash(text[1]) { return parse(absolute: text, isSecure: base.isSecure) }
      return parse(pathAndQuery: text.dropFirst(), after: URLBuilder(base, upTo: .authority))
    }
    var builder = URLBuilder(base, upTo: .path)
    if first != UInt8(ascii: "?") {
      while builder.bytes.last != UInt8(ascii: "/") { builder.bytes.removeLast() }
    }
    return parse(pathAndQuery: text[...], after: builder)
  }

  /// Parses what follows `http:`. Any number of slashes may precede the authority.
  private static func parse(
    absolute text: UnsafeBufferPointer<UInt8>, isSecure: Bool
  ) -> WebURL? {
    var start = 0
    while start < text.count, isSlash(text[start]) { start += 1 }
    var end = start
    var at: Int?
    while end < text.count, !isSlash(text[end]), text[end] != UInt8(ascii: "?") {
      if text[end] == UInt8(ascii: "@") { at = end }
      end += 1
    }
    var builder = URLBuilder(isSecure: isSecure)
    if let at {
      builder.append(userInfo: UnsafeBufferPointer(rebasing: text[start..<at]))
      start = at + 1
    }
    guard appendHostAndPort(text[start..<end], isSecure: isSecure, to: &builder) else { return nil }
    var rest = text[end...]
    if let first = rest.first, isSlash(first) { rest = rest.dropFirst() }
    return parse(pathAndQuery: rest, after: builder)
  }

  private static func appendHostAndPort(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, isSecure: Bool, to builder: inout URLBuilder
  ) -> Bool {
    var hostEnd = text.endIndex
    var i = text.endIndex
    while i > text.startIndex {
      i -= 1
      if text[i] == UInt8(ascii: "]") { break }  // the colons of an IPv6 address
      if text[i] == UInt8(ascii: ":") { hostEnd = i }
    }
    guard let host = HostParser.parse(Array(text[text.startIndex..<hostEnd])) else { return false }
    builder.hostStart = builder.bytes.count
    builder.bytes.append(contentsOf: host)
    builder.hostEnd = builder.bytes.count
    if hostEnd < text.endIndex {
      var port = 0
      let digits = text[(hostEnd + 1)...]
      for byte in digits {
        guard isDigit(byte) else { return false }
        port = port * 10 + Int(byte & 15)
        guard port <= 65_535 else { return false }
      }
      if !digits.isEmpty, port != (isSecure ? 443 : 80) {
        builder.bytes.append(contentsOf: ":\(port)".utf8)
      }
    }
    builder.pathStart = builder.bytes.count
    builder.pathEnd = builder.bytes.count
    return true
  }

  private static func parse(
    pathAndQuery text: Slice<UnsafeBufferPointer<UInt8>>, after start: URLBuilder
  ) -> WebURL? {
    var builder = start
    let mark = text.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
    // A reference that is only a query keeps the path of the base.
    if mark > text.startIndex || builder.bytes.count == builder.pathStart
      || builder.bytes.last == UInt8(ascii: "/")
    {
      builder.append(path: UnsafeBufferPointer(rebasing: text[..<mark]))
    }
    builder.pathEnd = builder.bytes.count
    if mark < text.endIndex {
      builder.append(query: UnsafeBufferPointer(rebasing: text[(mark + 1)...]))
    }
    return builder.bytes.count <= maximumLength ? WebURL(builder) : nil
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }

  private static func isTabOrNewline(_ byte: UInt8) -> Bool {
    byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
