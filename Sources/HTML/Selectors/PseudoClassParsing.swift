// Pseudo-classes (Selectors Level 4, sections 4 and 7 to 13).

extension SelectorParser {
  mutating func pseudoClass() throws(SelectorError) -> [SelectorTest] {
    let start = scanner.position
    scanner.advance()
    if scanner.current == UInt8(ascii: ":") {
      throw scanner.error("pseudo-elements are not in the tree of a page", at: start)
    }
    guard let letters = scanner.identifier() else {
      throw scanner.error("expected the name of a pseudo-class, found \(scanner.found)")
    }
    let name = String(decoding: letters.map(lowercase), as: UTF8.self)
    if scanner.take("(") {
      guard let tests = try function(name, at: start) else {
        throw PseudoClasses.refusal(name, isFunction: true, scanner, at: start)
      }
      scanner.skipSpace()
      try close(")")
      return tests
    }
    if let tests = plain(name) { return tests }
    if let meaning = PseudoClasses.meanings[name] { return [try expand(meaning)] }
    throw PseudoClasses.refusal(name, isFunction: false, scanner, at: start)
  }

  private mutating func plain(_ name: String) -> [SelectorTest]? {
    switch name {
    case "root": [.root]
    case "scope": [.scope]
    case "empty": [.empty]
    case "first-child": [add(NthTest(offset: 1))]
    case "last-child": [add(NthTest(offset: 1, fromEnd: true))]
    case "only-child": [add(NthTest(offset: 1)), add(NthTest(offset: 1, fromEnd: true))]
    case "first-of-type": [add(NthTest(offset: 1, ofType: true))]
    case "last-of-type": [add(NthTest(offset: 1, fromEnd: true, ofType: true))]
    case "only-of-type":
      [
        add(NthTest(offset: 1, ofType: true)),
        add(NthTest(offset: 1, fromEnd: true, ofType: true)),
      ]
    default: nil
    }
  }

  private mutating func add(_ nth: NthTest) -> SelectorTest {
    code.nths.append(nth)
    return .nth(code.nths.count - 1)
  }

  /// What stands in parentheses; nil for a name that takes none.
  private mutating func function(
    _ name: String, at start: Int
  ) throws(SelectorError) -> [SelectorTest]? {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Self.maximumNesting {
      throw scanner.error("more than \(Self.maximumNesting) functions in each other", at: start)
    }
    switch name {
    case "is", "where": return [.list(try list(mayBeEmpty: true))]
    case "not": return [.notList(try list())]
    case "has": return [try has(at: start)]
    case "lang": return [try language()]
    case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
      return [try nth(fromEnd: name.contains("last"), ofType: name.hasSuffix("type"))]
    default: return nil
    }
  }

  private mutating func nth(fromEnd: Bool, ofType: Bool) throws(SelectorError) -> SelectorTest {
    let (step, offset) = try scanner.nth()
    var nth = NthTest(step: step, offset: offset, fromEnd: fromEnd, ofType: ofType)
    scanner.skipSpace()
    if !ofType, scanner.takeWord("of") { nth.list = try list() }
    return add(nth)
  }

  private mutating func has(at start: Int) throws(SelectorError) -> SelectorTest {
    if isInsideHas { throw scanner.error("':has()' does not go into another", at: start) }
    isInsideHas = true
    defer { isInsideHas = false }
    var arguments: [RelativeSelector] = []
    repeat {
      scanner.skipSpace()
      let leading = try sign() ?? .descendant
      let (compounds, combinators) = try rest(of: [leading])
      arguments.append(RelativeSelector(combinators: combinators, compounds: compounds))
    } while scanner.take(",")
    code.relatives.append(arguments)
    return .has(code.relatives.count - 1)
  }

  private mutating func language() throws(SelectorError) -> SelectorTest {
    var ranges: [[UInt8]] = []
    repeat {
      scanner.skipSpace()
      let isString =
        scanner.current == UInt8(ascii: "\"") || scanner.current == UInt8(ascii: "'")
      guard let range = isString ? try scanner.string() : scanner.identifier() else {
        throw scanner.error("expected a language, found \(scanner.found)")
      }
      ranges.append(range.map(lowercase))
      scanner.skipSpace()
    } while scanner.take(",")
    code.languages.append(ranges)
    return .language(code.languages.count - 1)
  }

  /// A pseudo-class that other selectors say: read as `:is()` of them.
  private mutating func expand(_ meaning: String) throws(SelectorError) -> SelectorTest {
    let (outer, outerNesting) = (scanner, nesting)
    scanner = SelectorScanner(meaning)
    nesting = 0
    defer { (scanner, nesting) = (outer, outerNesting) }
    return .list(try list())
  }
}
