/// The grammar of selectors (Selectors Level 4, section 18), compiled as it is read.
struct SelectorParser {
  /// Bounds, far beyond what a person writes or a browser's inspector copies.
  static let maximumLength = 16384
  static let maximumNesting = 16
  static let maximumTests = 4096

  private(set) var scanner: SelectorScanner
  private(set) var code = SelectorCode()
  private var nesting = 0
  private var isInsideHas = false

  private init(_ css: String) { scanner = SelectorScanner(css) }

  static func compile(_ css: String) throws(SelectorError) -> SelectorCode {
    var parser = SelectorParser(css)
    if parser.scanner.bytes.count > maximumLength {
      throw SelectorError(
        "the selector is longer than \(maximumLength) bytes", column: maximumLength + 1)
    }
    parser.code.main = try parser.list()
    if !parser.scanner.isAtEnd {
      throw parser.scanner.error("\(parser.scanner.found) is not understood here")
    }
    return parser.code
  }

  /// Complex selectors with commas between, up to what is none.
  private mutating func list(mayBeEmpty: Bool = false) throws(SelectorError) -> Int {
    var list = SelectorList()
    scanner.skipSpace()
    if !(mayBeEmpty && (scanner.isAtEnd || scanner.current == UInt8(ascii: ")"))) {
      repeat {
        let (compounds, combinators) = try complex()
        if combinators.isEmpty {
          list.compounds.append(compounds[0])
        } else {
          code.chains.append(SelectorChain(compounds, combinators))
          list.chains.append(code.chains.count - 1)
        }
      } while scanner.take(",")
    }
    code.lists.append(list)
    return code.lists.count - 1
  }

  private mutating func complex() throws(SelectorError) -> ([Int], [Combinator]) {
    scanner.skipSpace()
    if let sign = scanner.current, "+>~".utf8.contains(sign) {
      throw scanner.error(
        "a selector does not begin with a combinator; ':scope \(scanner.found.dropFirst().dropLast())"
          + " …' is relative to the element asked")
    }
    return try rest(of: [])
  }

  /// Compounds and what combines them, the combinators given first.
  private mutating func rest(
    of leading: [Combinator]
  ) throws(SelectorError) -> ([Int], [Combinator]) {
    let start = scanner.position
    var compounds = [try compound()]
    var combinators = leading
    while let combinator = try combinator() {
      combinators.append(combinator)
      compounds.append(try compound())
      if compounds.count > SelectorChain.maximumCount {
        throw scanner.error(
          "more than \(SelectorChain.maximumCount) compounds in one selector", at: start)
      }
    }
    return (compounds, combinators)
  }

  /// The combinator before the next compound; nil at the end of the selector.
  private mutating func combinator() throws(SelectorError) -> Combinator? {
    let wasSpace = scanner.skipSpace()
    guard let byte = scanner.current, byte != UInt8(ascii: ","), byte != UInt8(ascii: ")") else {
      return nil
    }
    if let found = try sign() { return found }
    return wasSpace ? .descendant : nil
  }

  private mutating func sign() throws(SelectorError) -> Combinator? {
    let found: Combinator
    if scanner.take(">") {
      found = .child
    } else if scanner.take("+") {
      found = .nextSibling
    } else if scanner.take("~") {
      found = .laterSibling
    } else if scanner.current == UInt8(ascii: "|"), scanner.peek(1) == UInt8(ascii: "|") {
      throw scanner.error("the column combinator '||' is not supported")
    } else {
      return nil
    }
    scanner.skipSpace()
    return found
  }

  /// What stands between two combinators.
  private mutating func compound() throws(SelectorError) -> Int {
    let start = scanner.position
    var tests: [SelectorTest] = []
    try typeSelector(&tests)
    loop: while let byte = scanner.current {
      switch byte {
      case UInt8(ascii: "#"):
        scanner.advance()
        guard let name = scanner.identifier() else {
          throw scanner.error("expected an id after '#', found \(scanner.found)")
        }
        tests.append(.id(add(name)))
      case UInt8(ascii: "."):
        scanner.advance()
        guard let name = scanner.identifier() else {
          throw scanner.error("expected a class after '.', found \(scanner.found)")
        }
        tests.append(.class(add(name)))
      case UInt8(ascii: "["): tests.append(try attribute())
      case UInt8(ascii: ":"): tests += try pseudoClass()
      case UInt8(ascii: "&"):
        // Outside nested rules the same as `:scope` (CSS Nesting, section 3).
        scanner.advance()
        tests.append(.scope)
      default:
        // A comment may stand between the parts of a compound.
        if !scanner.skipComment() { break loop }
      }
    }
    if scanner.position == start {
      throw scanner.error("expected a selector, found \(scanner.found)")
    }
    return try add(tests, at: start)
  }

  private mutating func add(
    _ tests: [SelectorTest], at start: Int
  ) throws(SelectorError) -> Int {
    if code.tests.count + tests.count > Self.maximumTests {
      throw scanner.error("the selector has more than \(Self.maximumTests) parts", at: start)
    }
    let first = code.tests.count
    // Those of one cost stay in their order.
    for cost in 0...7 { code.tests += tests.filter { $0.cost == cost } }
    code.compounds.append(first..<code.tests.count)
    return code.compounds.count - 1
  }

  /// `div`, `*`, `*|div`, `|div`. Prefixes for namespaces have nowhere to be declared.
  private mutating func typeSelector(_ tests: inout [SelectorTest]) throws(SelectorError) {
    let start = scanner.position
    var name = scanner.identifier()
    let isUniversal = name == nil && scanner.take("*")
    if scanner.current == UInt8(ascii: "|"), scanner.peek(1) != UInt8(ascii: "|"),
      scanner.peek(1) != UInt8(ascii: "=")
    {
      if name != nil {
        throw scanner.error("namespace prefixes are not declared anywhere", at: start)
      }
      scanner.advance()
      name = scanner.identifier()
      if name == nil, !scanner.take("*") {
        throw scanner.error("expected a type after '|', found \(scanner.found)")
      }
      // Every element of a page is in a namespace.
      if !isUniversal { tests.append(.never) }
    }
    if let name { tests.append(.type(add(name: name))) }
  }

  private mutating func add(_ letters: [UInt8]) -> SelectorText {
    code.text += letters
    return SelectorText(start: code.text.count - letters.count, count: letters.count)
  }

  private mutating func add(name: [UInt8]) -> Int {
    code.names.append(SelectorName(name))
    return code.names.count - 1
  }

  /// The end of what was opened. As everywhere in CSS, the end of the text closes all.
  private mutating func close(_ bracket: Unicode.Scalar) throws(SelectorError) {
    if scanner.take(bracket) || scanner.isAtEnd { return }
    throw scanner.error("expected '\(bracket)', found \(scanner.found)")
  }
}

// MARK: - Attributes

extension SelectorParser {
  /// `[name]`, `[name=value]` and so on.
  private mutating func attribute() throws(SelectorError) -> SelectorTest {
    scanner.advance()
    scanner.skipSpace()
    var anyNamespace = false
    let start = scanner.position
    if scanner.current == UInt8(ascii: "*"), scanner.peek(1) == UInt8(ascii: "|") {
      anyNamespace = true
      scanner.advance(2)
    } else if scanner.current == UInt8(ascii: "|") {
      scanner.advance()
    }
    guard let name = scanner.identifier() else {
      throw scanner.error("expected the name of an attribute, found \(scanner.found)")
    }
    if scanner.current == UInt8(ascii: "|"), scanner.peek(1) != UInt8(ascii: "=") {
      throw scanner.error("namespace prefixes are not declared anywhere", at: start)
    }
    var test = AttributeTest(name: add(name: name), anyNamespace: anyNamespace)
    scanner.skipSpace()
    if !scanner.take("]"), !scanner.isAtEnd {
      test.operator = try attributeOperator()
      scanner.skipSpace()
      test.value = add(try attributeValue())
      test.ignoresCaseInHTML = Self.caselessValues.contains(code.names[test.name].letters)
      try caseFlag(&test)
      try close("]")
    }
    if test.operator == .contains {
      let letters = Array(code.text[test.value.start...])
      test.fallbacks = (Self.fallbacks(letters), Self.fallbacks(letters.map(lowercase)))
    }
    code.attributes.append(test)
    return .attribute(code.attributes.count - 1)
  }

  private mutating func attributeOperator() throws(SelectorError) -> AttributeTest.Operator {
    if scanner.take("=") { return .equals }
    let found: AttributeTest.Operator? =
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

  private mutating func attributeValue() throws(SelectorError) -> [UInt8] {
    if scanner.current == UInt8(ascii: "\"") || scanner.current == UInt8(ascii: "'") {
      return try scanner.string()
    }
    guard let value = scanner.identifier() else {
      throw scanner.error("expected a word or a string in quotes, found \(scanner.found)")
    }
    return value
  }

  private mutating func caseFlag(_ test: inout AttributeTest) throws(SelectorError) {
    scanner.skipSpace()
    let start = scanner.position
    guard let flag = scanner.identifier() else { return }
    switch String(decoding: flag.map(lowercase), as: UTF8.self) {
    case "i": test.ignoresCase = true
    case "s": test.ignoresCaseInHTML = false
    default: throw scanner.error("the flag of an attribute is 'i' or 's'", at: start)
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

  /// Attributes whose values match in any case on HTML elements (HTML standard, 4.16.1).
  private static let caselessValues: Set<String> = [
    "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear",
    "codetype", "color", "compact", "declare", "defer", "dir", "direction", "disabled", "enctype",
    "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media", "method",
    "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev", "rules",
    "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign", "valuetype",
    "vlink",
  ]
}

// MARK: - Pseudo-classes

extension SelectorParser {
  private mutating func pseudoClass() throws(SelectorError) -> [SelectorTest] {
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
