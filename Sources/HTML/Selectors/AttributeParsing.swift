// Attribute selectors (Selectors Level 4, section 6).

extension SelectorParser {
  /// Parses an attribute selector: `[name]`, `[name=value]` and so on.
  mutating func parseAttributeSelector() throws(SelectorError) -> SimpleSelector {
    scanner.advance()
    scanner.skipSpace()
    var matchesAnyNamespace = false
    let start = scanner.position
    if scanner.current == UInt8(ascii: "*"), scanner.peek(1) == UInt8(ascii: "|") {
      matchesAnyNamespace = true
      scanner.advance(2)
    } else if scanner.current == UInt8(ascii: "|") {
      scanner.advance()
    }
    guard let name = scanner.consumeIdentifier() else {
      throw scanner.error("expected the name of an attribute, found \(scanner.found)")
    }
    if scanner.current == UInt8(ascii: "|"), scanner.peek(1) != UInt8(ascii: "=") {
      throw scanner.error("namespace prefixes are not supported", at: start)
    }
    var test = AttributeSelector(name: add(name: name), matchesAnyNamespace: matchesAnyNamespace)
    scanner.skipSpace()
    if !scanner.consume("]"), !scanner.isAtEnd {
      test.operator = try parseAttributeOperator()
      scanner.skipSpace()
      test.value = add(try parseAttributeValue())
      test.ignoresCaseInHTML = Self.caselessValues.contains(code.names[test.name].letters)
      try parseCaseFlag(&test)
      try consumeClosing("]")
    }
    if test.operator == .contains {
      let letters = Array(code.text[test.value.start...])
      test.fallbacks = (Self.fallbacks(letters), Self.fallbacks(letters.map(lowercase)))
    }
    code.attributes.append(test)
    return .attribute(code.attributes.count - 1)
  }

  private mutating func parseAttributeOperator() throws(SelectorError) -> AttributeSelector.Operator
  {
    if scanner.consume("=") { return .equals }
    let found: AttributeSelector.Operator? =
      switch scanner.current.map({ Unicode.Scalar($0) }) {
      case "~": .includesWord
      case "|": .dashMatch
      case "^": .beginsWith
      case "$": .endsWith
      case "*": .contains
      default: nil
      }
    guard let found, scanner.peek(1) == UInt8(ascii: "=") else {
      throw scanner.error("expected ']' or one of = ~= |= ^= $= *=, found \(scanner.found)")
    }
    scanner.advance(2)
    return found
  }

  private mutating func parseAttributeValue() throws(SelectorError) -> [UInt8] {
    if scanner.current == UInt8(ascii: "\"") || scanner.current == UInt8(ascii: "'") {
      return try scanner.consumeString()
    }
    guard let value = scanner.consumeIdentifier() else {
      throw scanner.error("expected a word or a string in quotes, found \(scanner.found)")
    }
    return value
  }

  private mutating func parseCaseFlag(_ test: inout AttributeSelector) throws(SelectorError) {
    scanner.skipSpace()
    let start = scanner.position
    guard let flag = scanner.consumeIdentifier() else { return }
    switch String(decoding: flag.map(lowercase), as: UTF8.self) {
    case "i": test.ignoresCase = true
    case "s": test.ignoresCaseInHTML = false
    default: throw scanner.error("expected the flag 'i' or 's'", at: start)
    }
    scanner.skipSpace()
  }

  private static func fallbacks(_ letters: [UInt8]) -> [Int] {
    var fallbacks = [0, 0]
    var matched = 0
    for letter in letters.dropFirst() {
      while matched > 0, letters[matched] != letter { matched = fallbacks[matched] }
      if letters[matched] == letter { matched += 1 }
      fallbacks.append(matched)
    }
    return fallbacks
  }

  /// The attributes whose values match in any case on HTML elements (HTML standard, 4.16.1).
  private static let caselessValues: Set<String> = [
    "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear",
    "codetype", "color", "compact", "declare", "defer", "dir", "direction", "disabled", "enctype",
    "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media", "method",
    "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev", "rules",
    "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign", "valuetype",
    "vlink",
  ]
}
