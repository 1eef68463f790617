/// A CSS selector (Selectors Level 4), compiled once and matched against any document.
///
/// Understood are type, universal, id, class and attribute selectors with all operators and the
/// flags `i` and `s`; all four combinators; lists; `:is() :where() :not() :has()`; the `nth`
/// family with `of`; `:first-child :last-child :only-child` and the same `-of-type`; `:root :scope
/// :empty :lang() :link :any-link :checked :enabled :disabled :required :optional :read-only
/// :read-write`; comments and escapes.
///
/// Refused with an error: what is not in a page at rest (`:hover`, `::before`), extensions of
/// libraries (`:contains`), and whatever is not CSS. Other than in a browser that holds inside
/// `:is()` and `:where()` too: a selector that is dropped in silence is of no use to who wrote it.
///
/// Names of HTML elements and attributes match in any case; ids and classes as they are written,
/// but in any case in a document in quirks mode, as in browsers.
public struct Selector: Sendable, CustomStringConvertible {
  /// The text it was made from.
  public let description: String
  let program: SelectorProgram

  /// - Throws: ``SelectorError`` with the place of what is not understood.
  public init(_ css: String) throws(SelectorError) {
    description = css
    program = SelectorProgram(try SelectorParser.compile(css))
  }
}

/// Why a selector is not one, and where.
public struct SelectorError: Error, Hashable, CustomStringConvertible {
  public var message: String
  /// The character of the selector the message is about, from 1.
  public var column: Int

  public init(_ message: String, column: Int) {
    self.message = message
    self.column = column
  }

  public var description: String { "column \(column): \(message)" }
}

extension Document {
  /// The elements the selector matches, in document order. What templates contain is not among
  /// them; `:scope` is the root element.
  public func select(_ selector: Selector) -> [Node] { root.select(selector) }

  /// The first of them.
  public func first(_ selector: Selector) -> Node? { root.first(selector) }
}

extension Node {
  /// The descendants the selector matches, in document order. What stands outside this node
  /// counts: `body p` finds the paragraphs of a `div`. `:scope` is this node.
  public func select(_ selector: Selector) -> [Node] {
    SelectorQuery.all(below: self, selector.program).map { Node(storage, $0) }
  }

  /// The first of them.
  public func first(_ selector: Selector) -> Node? {
    SelectorQuery.first(below: self, selector.program).map { Node(storage, $0) }
  }

  /// Whether this is an element that the selector matches; `:scope` is this node.
  public func matches(_ selector: Selector) -> Bool {
    guard isElement else { return false }
    var matcher = SelectorMatcher(storage, selector.program, scope: slot)
    return matcher.matches(list: selector.program.code.main, slot)
  }

  /// The nearest of this node and its ancestors that the selector matches; `:scope` is this node.
  public func closest(_ selector: Selector) -> Node? {
    SelectorQuery.closest(to: self, selector.program).map { Node(storage, $0) }
  }
}
