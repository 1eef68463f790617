extension WebURL {
  /// The URL standard's basic parser (section 4.4), for the schemes http and https.
  static func parse(_ input: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    var start = 0
    var end = input.count
    while start < end, input[start] <= 0x20 { start += 1 }
    while end > start, input[end - 1] <= 0x20 { end -= 1 }
    guard end - start <= maximumLength else { return nil }
    let text = UnsafeBufferPointer(rebasing: input[start..<end])
    guard text.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
      return parse(trimmed: text, base: base)
    }
    let clean = text.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return clean.withUnsafeBufferPointer { parse(trimmed: $0, base: base) }
  }

  private static func parse(trimmed text: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    var end = 0
    while end < text.count, text[end] != 0x23 { end += 1 }
    let whole = UnsafeBufferPointer(rebasing: text[..<end])
    guard let colon = schemeEnd(whole) else { return relative(whole, base: base) }
    let secure = colon == 5
    guard matches(whole, secure ? "https" : "http", count: colon) else { return nil }
    let rest = UnsafeBufferPointer(rebasing: whole[(colon + 1)...])
    if let base, base.isSecure == secure, !(rest.count > 1 && isSlash(rest[0]) && isSlash(rest[1]))
    {
      return relative(rest, base: base)
    }
    return absolute(rest, secure: secure)
  }

  /// The index of the colon that ends a scheme, or nil.
  private static func schemeEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    for (i, byte) in text.enumerated() {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: continue
      case 0x30...0x39, 0x2B, 0x2D, 0x2E: if i == 0 { return nil }
      case 0x3A: return i > 0 ? i : nil
      default: return nil
      }
    }
    return nil
  }

  private static func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ scheme: StaticString, count: Int
  ) -> Bool {
    guard scheme.utf8CodeUnitCount == count else { return false }
    for i in 0..<count where text[i] | 0x20 != scheme.utf8Start[i] { return false }
    return true
  }

  private static func relative(_ text: UnsafeBufferPointer<UInt8>, base: WebURL?) -> WebURL? {
    guard let base else { return nil }
    guard let first = text.first else { return base }
    if isSlash(first) {
      if text.count > 1, isSlash(text[1]) { return absolute(text, secure: base.isSecure) }
      return finish(AddressBuilder(base, upTo: .authority), pathAndQuery: text.dropFirst())
    }
    if first == 0x3F {
      return finish(AddressBuilder(base, upTo: .path), pathAndQuery: text[...])
    }
    var builder = AddressBuilder(base, upTo: .path)
    while builder.bytes.last != 0x2F { builder.bytes.removeLast() }
    return finish(builder, pathAndQuery: text[...])
  }

  /// `text` is what follows `http:`; however many slashes lead, the authority comes next.
  private static func absolute(_ text: UnsafeBufferPointer<UInt8>, secure: Bool) -> WebURL? {
    var start = 0
    while start < text.count, isSlash(text[start]) { start += 1 }
    var end = start
    var at: Int?
    while end < text.count, !isSlash(text[end]), text[end] != 0x3F {
      if text[end] == 0x40 { at = end }
      end += 1
    }
    var builder = AddressBuilder(secure: secure)
    if let at {
      if at > start {
        builder.append(userInfo: UnsafeBufferPointer(rebasing: text[start..<at]))
        builder.bytes.append(0x40)
      }
      start = at + 1
    }
    guard appendHostAndPort(text[start..<end], secure: secure, to: &builder) else { return nil }
    var rest = text[end...]
    if let first = rest.first, isSlash(first) { rest = rest.dropFirst() }
    return finish(builder, pathAndQuery: rest)
  }

  private static func appendHostAndPort(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, secure: Bool, to builder: inout AddressBuilder
  ) -> Bool {
    var hostEnd = text.endIndex
    var i = text.endIndex
    while i > text.startIndex {
      i -= 1
      if text[i] == 0x5D { break }  // no port inside the brackets of IPv6
      if text[i] == 0x3A { hostEnd = i }
    }
    guard let host = AddressHost.serialise(Array(text[text.startIndex..<hostEnd])) else {
      return false
    }
    builder.hostStart = builder.bytes.count
    builder.bytes.append(contentsOf: host)
    builder.hostEnd = builder.bytes.count
    if hostEnd < text.endIndex {
      var port = 0
      let digits = text[(hostEnd + 1)...]
      for byte in digits {
        guard (0x30...0x39).contains(byte) else { return false }
        port = port * 10 + Int(byte - 0x30)
        guard port <= 65_535 else { return false }
      }
      if !digits.isEmpty, port != (secure ? 443 : 80) {
        builder.bytes.append(contentsOf: ":\(port)".utf8)
      }
    }
    builder.pathStart = builder.bytes.count
    builder.pathEnd = builder.bytes.count
    return true
  }

  private static func finish(
    _ start: AddressBuilder, pathAndQuery text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> WebURL? {
    var builder = start
    let mark = text.firstIndex(of: 0x3F) ?? text.endIndex
    // A reference that is a query only keeps the base's path as it is.
    if mark > text.startIndex || builder.bytes.count == builder.pathStart
      || builder.bytes.last == 0x2F
    {
      builder.append(path: UnsafeBufferPointer(rebasing: text[..<mark]))
    }
    builder.pathEnd = builder.bytes.count
    if mark < text.endIndex {
      builder.append(query: UnsafeBufferPointer(rebasing: text[(mark + 1)...]))
    }
    return builder.bytes.count <= maximumLength ? WebURL(builder) : nil
  }

  private static func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }
}
