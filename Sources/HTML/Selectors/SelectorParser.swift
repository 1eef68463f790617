/// A parser for the grammar of selectors (Selectors Level 4, section 18) that compiles them
/// directly.
struct SelectorParser {
  /// The limits are far above what people write and what the inspectors of browsers copy.
  static let maximumLength = 16384
  static let maximumNesting = 16
  static let maximumTests = 4096

  var scanner: SelectorScanner
  var code = SelectorCode()
  var nesting = 0
  var isInsideHas = false

  private init(_ css: String) { scanner = SelectorScanner(css) }

  /// Compiles a selector.
  static func compile(_ css: String) throws(SelectorError) -> SelectorCode {
    var parser = SelectorParser(css)
    if parser.scanner.bytes.count > maximumLength {
      throw SelectorError(
        "the selector is longer than \(maximumLength) bytes", column: maximumLength + 1)
    }
    parser.code.main = try parser.parseList()
    if !parser.scanner.isAtEnd {
      throw parser.scanner.error("unexpected \(parser.scanner.found)")
    }
    return parser.code
  }

  /// Parses complex selectors that are separated by commas and returns the index of the list.
  mutating func parseList(mayBeEmpty: Bool = false) throws(SelectorError) -> Int {
    var list = SelectorList()
    scanner.skipSpace()
    if !(mayBeEmpty && (scanner.isAtEnd || scanner.current == UInt8(ascii: ")"))) {
      repeat {
        let (compounds, combinators) = try parseComplexSelector()
        if combinators.isEmpty {
          list.compounds.append(compounds[0])
        } else {
          code.complexSelectors.append(ComplexSelector(compounds, combinators))
          list.complexSelectors.append(code.complexSelectors.count - 1)
        }
      } while scanner.consume(",")
    }
    code.lists.append(list)
    return code.lists.count - 1
  }

  private mutating func parseComplexSelector() throws(SelectorError) -> ([Int], [Combinator]) {
    scanner.skipSpace()
    if let sign = scanner.current, "+>~".utf8.contains(sign) {
      throw scanner.error(
        "a selector cannot begin with a combinator; use ':scope "
          + "\(scanner.found.dropFirst().dropLast()) …' for a relative selector")
    }
    return try parseCompounds(after: [])
  }

  /// Parses compounds and the combinators between them.
  ///
  /// - Parameter leading: the combinators before the first compound.
  mutating func parseCompounds(
    after leading: [Combinator]
  ) throws(SelectorError) -> ([Int], [Combinator]) {
    let start = scanner.position
    var compounds = [try parseCompound()]
    var combinators = leading
    while let combinator = try parseCombinator() {
      combinators.append(combinator)
      compounds.append(try parseCompound())
      if compounds.count > ComplexSelector.maximumCount {
        throw scanner.error(
          "the complex selector has more than \(ComplexSelector.maximumCount) compounds", at: start)
      }
    }
    return (compounds, combinators)
  }

  /// Parses the combinator before the next compound; returns nil at the end of the selector.
  private mutating func parseCombinator() throws(SelectorError) -> Combinator? {
    let hasSkippedSpace = scanner.skipSpace()
    guard let byte = scanner.current, byte != UInt8(ascii: ","), byte != UInt8(ascii: ")") else {
      return nil
    }
    if let found = try consumeCombinatorSign() { return found }
    return hasSkippedSpace ? .descendant : nil
  }

  mutating func consumeCombinatorSign() throws(SelectorError) -> Combinator? {
    let found: Combinator
    if scanner.consume(">") {
      found = .child
    } else if scanner.consume("+") {
      found = .nextSibling
    } else if scanner.consume("~") {
      found = .subsequentSibling
    } else if scanner.current == UInt8(ascii: "|"), scanner.peek(1) == UInt8(ascii: "|") {
      throw scanner.error("the column combinator '||' is not supported")
    } else {
      return nil
    }
    scanner.skipSpace()
    return found
  }

  /// Parses a compound selector and returns its index.
  private mutating func parseCompound() throws(SelectorError) -> Int {
    let start = scanner.position
    var tests: [SimpleSelector] = []
    try parseTypeSelector(&tests)
    loop: while let byte = scanner.current {
      switch byte {
      case UInt8(ascii: "#"):
        scanner.advance()
        guard let name = scanner.consumeIdentifier() else {
          throw scanner.error("expected an id after '#', found \(scanner.found)")
        }
        tests.append(.id(add(name)))
      case UInt8(ascii: "."):
        scanner.advance()
        guard let name = scanner.consumeIdentifier() else {
          throw scanner.error("expected a class after '.', found \(scanner.found)")
        }
        tests.append(.class(add(name)))
      case UInt8(ascii: "["): tests.append(try parseAttributeSelector())
      case UInt8(ascii: ":"): tests += try parsePseudoClass()
      case UInt8(ascii: "&"):
        // `&` outside nested rules is the same as `:scope` (CSS Nesting, section 3).
        scanner.advance()
        tests.append(.scope)
      default:
        // A comment may separate the parts of a compound.
        if !scanner.skipComment() { break loop }
      }
    }
    if scanner.position == start {
      throw scanner.error("expected a selector, found \(scanner.found)")
    }
    return try add(tests, at: start)
  }

  mutating func add(
    _ tests: [SimpleSelector], at start: Int
  ) throws(SelectorError) -> Int {
    if code.tests.count + tests.count > Self.maximumTests {
      throw scanner.error(
        "the selector has more than \(Self.maximumTests) simple selectors", at: start)
    }
    let first = code.tests.count
    // The sort is stable.
    for cost in 0...7 { code.tests += tests.filter { $0.cost == cost } }
    code.compounds.append(first..<code.tests.count)
    return code.compounds.count - 1
  }

  /// Parses a type selector: `div`, `*`, `*|div` or `|div`. There are no declarations of namespace
  /// prefixes.
  private mutating func parseTypeSelector(_ tests: inout [SimpleSelector]) throws(SelectorError) {
    let start = scanner.position
    var name = scanner.consumeIdentifier()
    let isUniversal = name == nil && scanner.consume("*")
    if scanner.current == UInt8(ascii: "|"), scanner.peek(1) != UInt8(ascii: "|"),
      scanner.peek(1) != UInt8(ascii: "=")
    {
      if name != nil {
        throw scanner.error("namespace prefixes are not supported", at: start)
      }
      scanner.advance()
      name = scanner.consumeIdentifier()
      if name == nil, !scanner.consume("*") {
        throw scanner.error("expected a type after '|', found \(scanner.found)")
      }
      // Every element of a page is in a namespace.
      if !isUniversal { tests.append(.never) }
    }
    if let name { tests.append(.type(add(name: name))) }
  }

  mutating func add(_ letters: [UInt8]) -> SelectorText {
    code.text += letters
    return SelectorText(start: code.text.count - letters.count, count: letters.count)
  }

  mutating func add(name: [UInt8]) -> Int {
    code.names.append(SelectorName(name))
    return code.names.count - 1
  }

  /// Consumes a closing bracket. The end of the text closes all brackets, as everywhere in CSS.
  mutating func consumeClosing(_ bracket: Unicode.Scalar) throws(SelectorError) {
    if scanner.consume(bracket) || scanner.isAtEnd { return }
    throw scanner.error("expected '\(bracket)', found \(scanner.found)")
  }
}
