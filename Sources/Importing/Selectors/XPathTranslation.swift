/// The elements that an XPath expression selects, as a CSS selector.
struct XPathTranslation: Hashable {
  /// The selector; nil for the element that the expression is applied to.
  var selector: String?
  /// The attribute whose value is selected; nil for the elements.
  var attribute: String?
  /// Whether the text of the elements is selected.
  var isText = false

  /// The element that an expression is applied to.
  enum Context {
    case document
    /// The element of a teaser. Of several elements, the first counts.
    case item
  }

  /// Translates an expression.
  /// - Throws: the reason if there is no selector for the same elements.
  init(_ text: String, in context: Context) throws(XPathError) {
    var expression = try XPathParser.parse(text)
    while case .call(let name, let arguments) = expression,
      ["normalize-space", "string"].contains(name), arguments.count == 1
    {
      expression = arguments[0]
    }
    try self.init(expression, in: context)
  }

  private init(_ expression: XPathExpression, in context: Context) throws(XPathError) {
    switch expression {
    case .path(let path): try self.init(path, in: context)
    case .union(let parts):
      var translations: [XPathTranslation] = []
      for part in parts { translations.append(try XPathTranslation(part, in: context)) }
      self = translations[0]
      guard translations.allSatisfy({ $0.attribute == attribute && $0.isText == isText }) else {
        throw XPathError("its alternatives select different attributes")
      }
      let selectors = translations.compactMap(\.selector)
      guard selectors.count == translations.count else {
        throw XPathError("an alternative is the element of the teaser itself")
      }
      selector = selectors.joined(separator: ", ")
    case .literal: throw XPathError("it is a text, not an element")
    case .call(let name, _): throw XPathError("the function “\(name)”")
    case .number, .comparison, .and, .or: throw XPathError("it selects no elements")
    }
  }

  private init(_ path: XPathPath, in context: Context) throws(XPathError) {
    var path = try XPathTranslation.withoutParentheses(path, in: context)
    if let last = path.steps.last, last.axis == "attribute" {
      guard last.conditions.isEmpty, last.test != "*" else {
        throw XPathError("a condition on an attribute that is selected")
      }
      attribute = last.test
      path.steps.removeLast()
    } else if let last = path.steps.last, last.test == "text()" {
      guard last.conditions.isEmpty else { throw XPathError("a condition on text") }
      isText = true
      path.steps.removeLast()
    }
    // The first of several elements counts within a teaser anyway.
    if context == .item, let last = path.steps.indices.last,
      path.steps[last].conditions.last == .number(1), path.steps[last].axis == "descendant"
    {
      path.steps[last].conditions.removeLast()
    }
    var builder = SelectorBuilder(context)
    try builder.add(path)
    selector = builder.selector
    if selector == nil, context == .document { throw XPathError("it selects the whole document") }
  }

  /// Returns the path of `(path)[1]/rest` and `(path)/rest`.
  private static func withoutParentheses(
    _ path: XPathPath, in context: Context
  ) throws(XPathError) -> XPathPath {
    guard let start = path.start else { return path }
    guard case .path(var inner) = start else { throw XPathError("alternatives in parentheses") }
    inner = try withoutParentheses(inner, in: context)
    if !path.startConditions.isEmpty {
      guard context == .item, path.startConditions == [.number(1)] else {
        throw XPathError("a position among all elements that are found")
      }
      guard path.steps.allSatisfy({ $0.axis == "attribute" || $0.test == "text()" }) else {
        throw XPathError("a position within the path")
      }
    }
    inner.steps += path.steps
    return inner
  }
}
