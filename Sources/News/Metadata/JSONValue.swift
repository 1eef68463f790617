/// A JSON value (RFC 8259), parsed leniently and within bounds, because pages embed malformed JSON.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in document order; names may repeat.
  case object([(name: String, value: JSONValue)])

  /// Parses a JSON text. A malformed or truncated text yields what precedes the error.
  ///
  /// Returns nil if the text does not begin with a value.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = JSONScanner(bytes: bytes)
    guard let value = scanner.value(depth: 0) else { return nil }
    self = value
  }

  /// Returns the objects and arrays of a script, which may stand one after the other and in comments
  /// or CDATA marks.
  static func all(in bytes: UnsafeBufferPointer<UInt8>) -> [JSONValue] {
    var scanner = JSONScanner(bytes: bytes)
    var found: [JSONValue] = []
    while found.count < 40, scanner.skipToStructure() {
      guard let value = scanner.value(depth: 0) else { break }
      found.append(value)
      if scanner.failed { break }
    }
    return found
  }

  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of an array; a value that is no array is its only element.
  var elements: [JSONValue] {
    if case .array(let values) = self { values } else { [self] }
  }
}

/// A JSON parser with bounds on depth and number of values.
private struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  var values = 0
  var failed = false

  static let maximumDepth = 24
  static let maximumValues = 20_000

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// Skips white space, semicolons and comments.
  private mutating func skipSpace() {
    while let byte {
      if byte <= 0x20 || byte == UInt8(ascii: ";") {
        at += 1
      } else if byte != UInt8(ascii: "/") || !skipComment() {
        return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    guard at + 1 < bytes.count else { return false }
    switch bytes[at + 1] {
    case UInt8(ascii: "/"):
      while let byte, byte != 0x0A, byte != 0x0D { at += 1 }
    case UInt8(ascii: "*"):
      at += 2
      while at + 1 < bytes.count,
        bytes[at] != UInt8(ascii: "*") || bytes[at + 1] != UInt8(ascii: "/")
      {
        at += 1
      }
      at = min(at + 2, bytes.count)
    default: return false
    }
    return true
  }

  /// Moves to the next object or array; returns false if there is none.
  mutating func skipToStructure() -> Bool {
    while let byte {
      if byte == UInt8(ascii: "{") { return true }
      // The bracket of "<![CDATA[" begins no array; neither does the one before CDATA.
      if byte == UInt8(ascii: "["), at == 0 || bytes[at - 1] != UInt8(ascii: "!"),
        at == 0 || bytes[at - 1] != UInt8(ascii: "A")
      {
        return true
      }
      at += 1
    }
    return false
  }

  mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    values += 1
    guard depth < Self.maximumDepth, values < Self.maximumValues, let byte else {
      failed = true
      return nil
    }
    switch byte {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return .string(string())
    default: return word()
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue {
    var members: [(name: String, value: JSONValue)] = []
    at += 1
    while !failed {
      skipSpace()
      guard let byte else { break }
      if byte == UInt8(ascii: "}") {
        at += 1
        break
      }
      if byte == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard byte == UInt8(ascii: "\"") else {
        failed = true
        break
      }
      let name = string()
      skipSpace()
      guard self.byte == UInt8(ascii: ":") else {
        failed = true
        break
      }
      at += 1
      if let value = value(depth: depth + 1) { members.append((name, value)) }
    }
    return .object(members)
  }

  private mutating func array(_ depth: Int) -> JSONValue {
    var elements: [JSONValue] = []
    at += 1
    while !failed {
      skipSpace()
      guard let byte else { break }
      if byte == UInt8(ascii: "]") {
        at += 1
        break
      }
      if byte == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard let value = value(depth: depth + 1) else { break }
      elements.append(value)
    }
    return .array(elements)
  }

  /// Parses a number, `true`, `false` or `null`; anything else ends the parse.
  private mutating func word() -> JSONValue? {
    let start = at
    while let byte, Self.isWord(byte) { at += 1 }
    guard at > start else {
      failed = true
      return nil
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: return .number(text)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private mutating func string() -> String {
    at += 1
    var out: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        if isEndOfString { return String(decoding: out, as: UTF8.self) }
        out.append(byte)
      case UInt8(ascii: "\\"):
        at += 1
        escape(&out)
      default:
        out.append(byte)
        at += 1
      }
    }
    failed = true
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether the quotation mark before this place ends its string. Pages also embed texts whose
  /// quotation marks are not escaped; letters follow those.
  private var isEndOfString: Bool {
    var next = at
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return true }
    let byte = bytes[next] | 0x20
    return byte < 0x61 || byte > 0x7A && byte < 0x80
  }

  private mutating func escape(_ out: inout [UInt8]) {
    guard let byte else { return }
    at += 1
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "r"): out.append(0x0A)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(0x20)
    case UInt8(ascii: "u"):
      var unit = hex4()
      if (0xD800..<0xDC00).contains(unit), at + 1 < bytes.count,
        bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = hex4()
        unit = (0xDC00..<0xE000).contains(low) ? 0x10000 + (unit - 0xD800) << 10 + low - 0xDC00 : 0
      }
      out.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
    default: out.append(byte)
    }
  }

  private mutating func hex4() -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { break }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
