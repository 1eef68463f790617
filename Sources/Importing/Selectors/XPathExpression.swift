/// A parsed expression of XPath 1.0.
indirect enum XPathExpression: Hashable {
  case path(XPathPath)
  case union([XPathExpression])
  case literal(String)
  case number(Int)
  case call(String, [XPathExpression])
  case comparison(String, XPathExpression, XPathExpression)
  case and(XPathExpression, XPathExpression)
  case or(XPathExpression, XPathExpression)
}

/// A location path.
struct XPathPath: Hashable {
  /// Whether the path begins at the document.
  var isAbsolute = false
  /// The expression in parentheses that the path begins with.
  var start: XPathExpression?
  /// The conditions behind the parentheses.
  var startConditions: [XPathExpression] = []
  var steps: [XPathStep] = []
}

/// A step of a location path.
struct XPathStep: Hashable {
  var axis: String
  /// The name of elements or attributes, `*`, `text()` or `node()`.
  var test: String
  var conditions: [XPathExpression] = []

  /// The step that `//` abbreviates.
  static let anyDescendant = XPathStep(axis: "descendant-or-self", test: "node()")
}

/// The reason why an XPath expression has no exact translation.
struct XPathError: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}
