// Pseudo-classes (Selectors Level 4, sections 4 and 7 to 13).

extension SelectorParser {
  mutating func parsePseudoClass() throws(SelectorError) -> [SimpleSelector] {
    let start = scanner.position
    scanner.advance()
    if scanner.current == UInt8(ascii: ":") {
      throw scanner.error("pseudo-elements are not part of the document tree", at: start)
    }
    guard let letters = scanner.consumeIdentifier() else {
      throw scanner.error("expected the name of a pseudo-class, found \(scanner.found)")
    }
    let name = String(decoding: letters.map(lowercase), as: UTF8.self)
    if scanner.consume("(") {
      guard let tests = try parseFunction(name, at: start) else {
        throw PseudoClasses.error(name, isFunction: true, scanner, at: start)
      }
      scanner.skipSpace()
      try consumeClosing(")")
      return tests
    }
    if let tests = plainPseudoClass(name) { return tests }
    if let expansion = PseudoClasses.expansions[name] { return [try expand(expansion)] }
    throw PseudoClasses.error(name, isFunction: false, scanner, at: start)
  }

  private mutating func plainPseudoClass(_ name: String) -> [SimpleSelector]? {
    switch name {
    case "root": [.root]
    case "scope": [.scope]
    case "empty": [.empty]
    case "first-child": [add(NthPseudoClass(offset: 1))]
    case "last-child": [add(NthPseudoClass(offset: 1, isFromEnd: true))]
    case "only-child":
      [add(NthPseudoClass(offset: 1)), add(NthPseudoClass(offset: 1, isFromEnd: true))]
    case "first-of-type": [add(NthPseudoClass(offset: 1, isOfType: true))]
    case "last-of-type": [add(NthPseudoClass(offset: 1, isFromEnd: true, isOfType: true))]
    case "only-of-type":
      [
        add(NthPseudoClass(offset: 1, isOfType: true)),
        add(NthPseudoClass(offset: 1, isFromEnd: true, isOfType: true)),
      ]
    default: nil
    }
  }

  private mutating func add(_ nth: NthPseudoClass) -> SimpleSelector {
    code.nthPseudoClasses.append(nth)
    return .nth(code.nthPseudoClasses.count - 1)
  }

  /// Parses the arguments of a functional pseudo-class; returns nil for a name that takes none.
  private mutating func parseFunction(
    _ name: String, at start: Int
  ) throws(SelectorError) -> [SimpleSelector]? {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Self.maximumNesting {
      throw scanner.error(
        "functional pseudo-classes are nested more than \(Self.maximumNesting) levels deep",
        at: start)
    }
    switch name {
    case "is", "where": return [.list(try parseList(mayBeEmpty: true))]
    case "not": return [.notList(try parseList())]
    case "has": return [try parseHas(at: start)]
    case "lang": return [try parseLanguage()]
    case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
      return [try parseNth(isFromEnd: name.contains("last"), isOfType: name.hasSuffix("type"))]
    default: return nil
    }
  }

  private mutating func parseNth(isFromEnd: Bool, isOfType: Bool) throws(SelectorError)
    -> SimpleSelector
  {
    let (step, offset) = try scanner.consumeNth()
    var nth = NthPseudoClass(step: step, offset: offset, isFromEnd: isFromEnd, isOfType: isOfType)
    scanner.skipSpace()
    if !isOfType, scanner.consumeKeyword("of") { nth.list = try parseList() }
    return add(nth)
  }

  private mutating func parseHas(at start: Int) throws(SelectorError) -> SimpleSelector {
    if isInsideHas { throw scanner.error("':has()' cannot be nested", at: start) }
    isInsideHas = true
    defer { isInsideHas = false }
    var arguments: [RelativeSelector] = []
    repeat {
      scanner.skipSpace()
      let leading = try consumeCombinatorSign() ?? .descendant
      let (compounds, combinators) = try parseCompounds(after: [leading])
      arguments.append(RelativeSelector(combinators: combinators, compounds: compounds))
    } while scanner.consume(",")
    code.relatives.append(arguments)
    return .has(code.relatives.count - 1)
  }

  private mutating func parseLanguage() throws(SelectorError) -> SimpleSelector {
    var ranges: [[UInt8]] = []
    repeat {
      scanner.skipSpace()
      let isString =
        scanner.current == UInt8(ascii: "\"") || scanner.current == UInt8(ascii: "'")
      guard let range = isString ? try scanner.consumeString() : scanner.consumeIdentifier() else {
        throw scanner.error("expected a language, found \(scanner.found)")
      }
      ranges.append(range.map(lowercase))
      scanner.skipSpace()
    } while scanner.consume(",")
    code.languages.append(ranges)
    return .language(code.languages.count - 1)
  }

  /// Parses the selector that defines a pseudo-class, as the argument of `:is()`.
  private mutating func expand(_ expansion: String) throws(SelectorError) -> SimpleSelector {
    let (outer, outerNesting) = (scanner, nesting)
    scanner = SelectorScanner(expansion)
    nesting = 0
    defer { (scanner, nesting) = (outer, outerNesting) }
    return .list(try parseList())
  }
}
