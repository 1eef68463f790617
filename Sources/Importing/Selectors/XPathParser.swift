/// A parser for the part of XPath 1.0 that is used to select elements.
struct XPathParser {
  private static let maximumDepth = 24
  private static let axes: Set = [
    "ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self",
    "following", "following-sibling", "namespace", "parent", "preceding", "preceding-sibling",
    "self",
  ]

  private let tokens: [XPathScanner.Token]
  private var at = 0
  private var depth = 0

  /// Parses a whole expression.
  static func parse(_ text: String) throws(XPathError) -> XPathExpression {
    var parser = XPathParser(tokens: try XPathScanner.tokens(of: text))
    let expression = try parser.alternatives()
    guard parser.at == parser.tokens.count else { throw parser.unexpected }
    return expression
  }

  private init(tokens: [XPathScanner.Token]) { self.tokens = tokens }

  // MARK: - Operators

  private mutating func alternatives() throws(XPathError) -> XPathExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw XPathError("it is nested too deeply") }
    var left = try conjunction()
    while consume(.name("or")) { left = .or(left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(XPathError) -> XPathExpression {
    var left = try comparison()
    while consume(.name("and")) { left = .and(left, try comparison()) }
    return left
  }

  private mutating func comparison() throws(XPathError) -> XPathExpression {
    let left = try union()
    for sign in ["=", "!=", "<=", ">=", "<", ">"] where consume(.sign(sign)) {
      return .comparison(sign, left, try union())
    }
    for sign in ["+", "-", "*"] where current == .sign(sign) { throw XPathError("arithmetic") }
    if current == .name("mod") || current == .name("div") { throw XPathError("arithmetic") }
    return left
  }

  private mutating func union() throws(XPathError) -> XPathExpression {
    var parts = [try operand()]
    while consume(.sign("|")) { parts.append(try operand()) }
    return parts.count == 1 ? parts[0] : .union(parts)
  }

  private mutating func operand() throws(XPathError) -> XPathExpression {
    switch current {
    case .literal(let text):
      at += 1
      return .literal(text)
    case .number(let number):
      at += 1
      return .number(number)
    case .name(let name) where next == .sign("(") && name != "text" && name != "node":
      at += 2
      var arguments: [XPathExpression] = []
      if !consume(.sign(")")) {
        repeat { arguments.append(try alternatives()) } while consume(.sign(","))
        try expect(")")
      }
      return .call(name, arguments)
    default: return .path(try path())
    }
  }

  // MARK: - Paths

  private mutating func path() throws(XPathError) -> XPathPath {
    var path = XPathPath()
    if consume(.sign("(")) {
      path.start = try alternatives()
      try expect(")")
      path.startConditions = try conditions()
      guard let slash = consumeSlash() else { return path }
      if slash { path.steps.append(.anyDescendant) }
    } else if let slash = consumeSlash() {
      path.isAbsolute = true
      if slash { path.steps.append(.anyDescendant) }
    }
    path.steps.append(try step())
    while let slash = consumeSlash() {
      if slash { path.steps.append(.anyDescendant) }
      path.steps.append(try step())
    }
    return path
  }

  /// Consumes `/` or `//`; nil if there is neither.
  /// - Returns: Whether it is `//`.
  private mutating func consumeSlash() -> Bool? {
    if consume(.sign("//")) { return true }
    return consume(.sign("/")) ? false : nil
  }

  private mutating func step() throws(XPathError) -> XPathStep {
    if consume(.sign(".")) {
      return XPathStep(axis: "self", test: "node()", conditions: try conditions())
    }
    if consume(.sign("..")) {
      return XPathStep(axis: "parent", test: "node()", conditions: try conditions())
    }
    var axis = "child"
    if consume(.sign("@")) {
      axis = "attribute"
    } else if case .name(let name) = current, next == .sign("::") {
      guard Self.axes.contains(name) else { throw XPathError("“\(name)” is no axis") }
      axis = name
      at += 2
    }
    return XPathStep(axis: axis, test: try nodeTest(), conditions: try conditions())
  }

  private mutating func nodeTest() throws(XPathError) -> String {
    if consume(.sign("*")) { return "*" }
    guard case .name(let name) = current else { throw unexpected }
    at += 1
    if consume(.sign("(")) {
      try expect(")")
      guard name == "text" || name == "node" else { throw XPathError("the test “\(name)()”") }
      return name + "()"
    }
    return name.lowercased()
  }

  private mutating func conditions() throws(XPathError) -> [XPathExpression] {
    var conditions: [XPathExpression] = []
    while consume(.sign("[")) {
      conditions.append(try alternatives())
      try expect("]")
    }
    return conditions
  }

  // MARK: - Tokens

  private var current: XPathScanner.Token? { at < tokens.count ? tokens[at] : nil }
  private var next: XPathScanner.Token? { at + 1 < tokens.count ? tokens[at + 1] : nil }

  private mutating func consume(_ token: XPathScanner.Token) -> Bool {
    guard current == token else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ sign: String) throws(XPathError) {
    guard consume(.sign(sign)) else { throw unexpected }
  }

  private var unexpected: XPathError {
    switch current {
    case nil: XPathError("it ends unexpectedly")
    case .name(let text), .sign(let text): XPathError("“\(text)” is not expected")
    case .literal: XPathError("a text is not expected")
    case .number: XPathError("a number is not expected")
    }
  }
}
