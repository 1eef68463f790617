/// A CSS selector that is built from the steps of an XPath path.
struct SelectorBuilder {
  private enum Combinator: String {
    case descendant = " "
    case child = " > "
    case subsequentSibling = " ~ "
  }

  private let context: XPathTranslation.Context?
  /// The selector before the last compound, with its combinator.
  private var before = ""
  /// The last compound; empty before the first step.
  private var compound = ""
  private var compoundCount = 0
  private var isAbsolute = false
  private var followsAnyDescendant = false

  /// - Parameter context: nil for a condition, whose selector is an argument of `:has()`.
  init(_ context: XPathTranslation.Context?) { self.context = context }

  /// The selector; nil for the element that the path begins at.
  var selector: String? {
    guard compoundCount > 0 else { return nil }
    let needsNoScope =
      compoundCount == 1 && SelectorBuilder.distinctNames.contains(elementName)
      && before == ":scope "
    return (needsNoScope ? "" : before) + compound
  }

  /// The names of elements that contain none of their kind, and are no teasers that contain one.
  private static let distinctNames: Set = [
    "a", "h1", "h2", "h3", "h4", "h5", "h6", "img", "p", "time",
  ]

  private var elementName: String {
    String(compound.prefix { $0.isLetter || $0.isNumber })
  }

  mutating func add(_ path: XPathPath) throws(XPathError) {
    guard path.start == nil else { throw XPathError("parentheses") }
    isAbsolute = path.isAbsolute || context == .document
    if path.isAbsolute, context != .document {
      throw XPathError("it begins at the document instead of the teaser")
    }
    for step in path.steps { try add(step) }
    guard !followsAnyDescendant else { throw XPathError("it selects nodes of all kinds") }
  }

  private mutating func add(_ step: XPathStep) throws(XPathError) {
    if step == .anyDescendant {
      followsAnyDescendant = true
      return
    }
    switch step.axis {
    case "child": try append(step, followsAnyDescendant ? .descendant : .child)
    case "descendant": try append(step, .descendant)
    case "following-sibling": try append(step, .subsequentSibling)
    case "self" where step.test == "node()" && step.conditions.isEmpty: return
    case "self" where compoundCount > 0 && !followsAnyDescendant:
      let name = step.test == "node()" || step.test == "*" ? "" : ":is(\(step.test))"
      compound += name + (try SelectorCondition.suffix(step.conditions))
    case "parent", "ancestor", "ancestor-or-self": try surround(step)
    default: throw XPathError("the axis “\(step.axis)”")
    }
    followsAnyDescendant = false
  }

  private mutating func append(
    _ step: XPathStep, _ combinator: Combinator
  ) throws(XPathError) {
    let name = try SelectorBuilder.name(of: step)
    if compoundCount > 0 {
      before += compound + combinator.rawValue
    } else if isAbsolute {
      guard combinator == .descendant || name == "html" else {
        throw XPathError("it begins with an element that is no child of the document")
      }
    } else {
      guard combinator != .subsequentSibling else {
        throw XPathError("it leaves the element of the teaser")
      }
      before =
        context == nil
        ? (combinator == .child ? "> " : "") : ":scope" + combinator.rawValue
    }
    compoundCount += 1
    let allowsPosition = combinator != .subsequentSibling && step.axis == "child"
    compound = try SelectorCondition.compound(
      name, step.conditions, allowsPosition: allowsPosition)
  }

  /// Replaces the elements by those around them.
  private mutating func surround(_ step: XPathStep) throws(XPathError) {
    guard context == .document, compoundCount > 0, !followsAnyDescendant else {
      throw XPathError("the axis “\(step.axis)”")
    }
    let name = step.test == "node()" ? "*" : try SelectorBuilder.name(of: step)
    let inner = ":is(\(before)\(compound))"
    let around = step.axis == "parent" ? ":has(> \(inner))" : ":has(\(inner))"
    let suffix = step.axis == "ancestor-or-self" ? ":is(\(around), \(inner))" : around
    before = ""
    compound =
      (name == "*" ? "" : name) + suffix + (try SelectorCondition.suffix(step.conditions))
    compoundCount = 1
  }

  private static func name(of step: XPathStep) throws(XPathError) -> String {
    if step.test == "*" { return "*" }
    guard !step.test.hasSuffix("()") else { throw XPathError("it selects text or nodes") }
    guard step.test.allSatisfy({ $0.isASCII && $0 != "." }) else {
      throw XPathError("the name “\(step.test)”")
    }
    return step.test
  }
}
