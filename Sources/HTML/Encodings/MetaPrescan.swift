/// The search for a declared encoding before the page is parsed (HTML standard, 13.2.3.2, "prescan
/// a byte stream to determine its encoding").
struct MetaPrescan {
  /// The number of bytes that the standard examines.
  static let length = 1024
  /// The number of bytes that are examined if the first ones contain no declaration.
  static let extendedLength = 65536

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Returns the encoding that the bytes declare, nil if there is none.
  static func encoding(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Encoding? {
    var prescan = MetaPrescan(UnsafeBufferPointer(rebasing: bytes))
    if prescan.starts(with: [0x3C, 0, 0x3F, 0, 0x78, 0]) { return .utf16LE }
    if prescan.starts(with: [0, 0x3C, 0, 0x3F, 0, 0x78]) { return .utf16BE }
    return prescan.findMetaEncoding() ?? prescan.parseXMLDeclaration()
  }

  /// Returns the `lang` attribute of the `html` element in lower case, nil if there is none near
  /// the start.
  static func language(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var prescan = MetaPrescan(UnsafeBufferPointer(rebasing: bytes.prefix(4 * length)))
    while prescan.skip(past: "<html") {
      guard prescan.isSpaceOrSlash(at: prescan.position) else { continue }
      while let attribute = prescan.nextAttribute() {
        if attribute.name.elementsEqual("lang".utf8)
          || attribute.name.elementsEqual("xml:lang".utf8)
        {
          return String(decoding: attribute.value.prefix(35), as: UTF8.self)
        }
      }
    }
    return nil
  }

  private mutating func findMetaEncoding() -> Encoding? {
    while let byte = current {
      if byte == UInt8(ascii: "<") {
        if starts(with: "<!--") {
          position += 2
          guard skip(past: "-->") else { return nil }
          continue
        } else if starts(with: "<meta"), isSpaceOrSlash(at: position + 5) {
          position += 5
          if let encoding = parseMetaElement() { return encoding }
        } else if isTag {
          while let byte = current, !isWhitespace(byte), byte != UInt8(ascii: ">") { position += 1 }
          while nextAttribute() != nil {}
        } else if starts(with: "<!") || starts(with: "</") || starts(with: "<?") {
          guard skip(past: ">") else { return nil }
          continue
        }
      }
      position += 1
    }
    return nil
  }

  /// Returns the encoding that a `meta` element declares, whose attributes are next; nil if there
  /// is none or the bytes end within the element.
  private mutating func parseMetaElement() -> Encoding? {
    var seen: [[UInt8]] = []
    var isContentType = false
    var needsContentType: Bool?
    var encoding: Encoding?
    while let attribute = nextAttribute() {
      // Any number of other attributes may occur; they are not recorded.
      let name = MetaAttribute(rawValue: String(decoding: attribute.name, as: UTF8.self))
      guard let name, !seen.contains(attribute.name) else { continue }
      seen.append(attribute.name)
      switch name {
      case .httpEquiv: isContentType = attribute.value.elementsEqual("content-type".utf8)
      case .content:
        if encoding == nil, let found = Self.encoding(inContent: attribute.value) {
          encoding = found
          needsContentType = true
        }
      case .charset:
        encoding = attribute.value.withUnsafeBufferPointer { Encoding(label: $0) }
        needsContentType = false
      }
    }
    guard current != nil, let needsContentType, isContentType || !needsContentType else {
      return nil
    }
    switch encoding {
    case .utf16BE, .utf16LE: return .utf8
    case .xUserDefined: return .windows1252
    default: return encoding
    }
  }

  private enum MetaAttribute: String {
    case httpEquiv = "http-equiv"
    case content, charset
  }

  /// Returns the next attribute of a tag, with name and value in lower case ("get an attribute");
  /// nil at the end of the tag or of the bytes.
  private mutating func nextAttribute() -> (name: [UInt8], value: [UInt8])? {
    while isSpaceOrSlash(at: position) { position += 1 }
    guard let first = current, first != UInt8(ascii: ">") else { return nil }
    var name: [UInt8] = []
    while let byte = current {
      if byte == UInt8(ascii: "="), !name.isEmpty { break }
      if isWhitespace(byte) {
        skipSpaces()
        if current != UInt8(ascii: "=") { return current == nil ? nil : (name, []) }
        break
      }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") { return (name, []) }
      name.append(lowercase(byte))
      position += 1
    }
    position += 1
    skipSpaces()
    return parseAttributeValue().map { (name, $0) }
  }

  /// Returns the value after an equals sign, nil if the bytes end within it.
  private mutating func parseAttributeValue() -> [UInt8]? {
    guard let first = current else { return nil }
    var value: [UInt8] = []
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      position += 1
      while let byte = current {
        position += 1
        if byte == first { return value }
        value.append(lowercase(byte))
      }
      return nil
    }
    while let byte = current {
      if isWhitespace(byte) || byte == UInt8(ascii: ">") { return value }
      value.append(lowercase(byte))
      position += 1
    }
    return nil
  }

  /// Returns the encoding in a `content` attribute in lower case (HTML standard, 2.5.4, "extracting
  /// a character encoding from a meta element").
  static func encoding(inContent content: [UInt8]) -> Encoding? {
    content.withUnsafeBufferPointer { bytes in
      var scan = MetaPrescan(bytes)
      while scan.skip(past: "charset") {
        scan.skipSpaces()
        guard scan.current == UInt8(ascii: "=") else { continue }
        scan.position += 1
        scan.skipSpaces()
        guard let first = scan.current else { return nil }
        let rest: Slice<UnsafeBufferPointer<UInt8>>
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
          let quoted = bytes[(scan.position + 1)...]
          guard let end = quoted.firstIndex(of: first) else { return nil }
          rest = quoted[..<end]
        } else {
          rest = bytes[scan.position...].prefix { !isWhitespace($0) && $0 != UInt8(ascii: ";") }
        }
        return Encoding(label: UnsafeBufferPointer(rebasing: rest))
      }
      return nil
    }
  }

  /// Returns the encoding of an XML declaration at the start ("get an XML encoding").
  private mutating func parseXMLDeclaration() -> Encoding? {
    position = 0
    guard bytes.starts(with: "<?xml".utf8),
      let end = bytes.firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    guard skip(past: "encoding"), position < end else { return nil }
    while let byte = current, byte <= 0x20 { position += 1 }
    guard current == UInt8(ascii: "=") else { return nil }
    position += 1
    while let byte = current, byte <= 0x20 { position += 1 }
    guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    let rest = bytes[(position + 1)...]
    guard let close = rest.firstIndex(of: quote), close < end,
      !rest[..<close].contains(where: { $0 <= 0x20 }),
      let encoding = Encoding(label: UnsafeBufferPointer(rebasing: rest[..<close]))
    else { return nil }
    return encoding == .utf16BE || encoding == .utf16LE ? .utf8 : encoding
  }
}

extension MetaPrescan {
  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var isTag: Bool {
    var next = position + 1
    if next < bytes.count, bytes[next] == UInt8(ascii: "/") { next += 1 }
    return next < bytes.count && lowercase(bytes[next]) &- UInt8(ascii: "a") < 26
  }

  private func isSpaceOrSlash(at index: Int) -> Bool {
    index < bytes.count && (isWhitespace(bytes[index]) || bytes[index] == UInt8(ascii: "/"))
  }

  private func starts(with pattern: [UInt8]) -> Bool { bytes.starts(with: pattern) }

  private func starts(with pattern: StaticString) -> Bool { bytes.matches(pattern, at: position) }

  private mutating func skipSpaces() {
    while let byte = current, isWhitespace(byte) { position += 1 }
  }

  /// Moves after the next occurrence of a pattern in lower case; returns false if there is none.
  private mutating func skip(past pattern: StaticString) -> Bool {
    while position < bytes.count {
      if starts(with: pattern) {
        position += pattern.utf8CodeUnitCount
        return true
      }
      position += 1
    }
    return false
  }
}
