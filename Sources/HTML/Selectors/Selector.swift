/// A CSS selector (Selectors Level 4), compiled once and matched against any document.
///
/// Supported are type, universal, id, class and attribute selectors with all operators and the
/// flags `i` and `s`; all four combinators; lists; `:is() :where() :not() :has()`; the `nth` family
/// with `of`; `:first-child :last-child :only-child` and the corresponding `-of-type`; `:root
/// :scope :empty :lang() :link :any-link :checked :enabled :disabled :required :optional :read-only
/// :read-write`; comments and escapes.
///
/// Everything else is an error: pseudo-classes and pseudo-elements that a parsed page does not have
/// (`:hover`, `::before`), extensions of libraries (`:contains`), and anything that is not CSS.
/// Unlike in browsers this is also true inside `:is()` and `:where()`, because silently ignored
/// selectors are hard to debug.
///
/// Names of HTML elements and attributes are case-insensitive. Ids and classes are case-sensitive
/// except in a document in quirks mode, as in browsers.
public struct Selector: Sendable, CustomStringConvertible {
  /// The source of the selector.
  public let description: String
  let program: SelectorProgram

  /// Compiles a selector.
  ///
  /// - Throws: ``SelectorError`` with the position of the error.
  public init(_ css: String) throws(SelectorError) {
    description = css
    program = SelectorProgram(try SelectorParser.compile(css))
  }
}

/// An error in a selector, and its position.
public struct SelectorError: Error, Hashable, CustomStringConvertible {
  /// The message, without the position.
  public var message: String
  /// The number of the character at which the error is, from 1.
  public var column: Int

  /// Creates an error.
  public init(_ message: String, column: Int) {
    self.message = message
    self.column = column
  }

  /// The position and the message.
  public var description: String { "column \(column): \(message)" }
}

extension Document {
  /// Returns the elements that match a selector, in document order, without the contents of
  /// templates. `:scope` is the root element.
  public func select(_ selector: Selector) -> [Node] { root.select(selector) }

  /// Returns the first element that matches a selector.
  public func first(_ selector: Selector) -> Node? { root.first(selector) }
}

extension Node {
  /// Returns the descendants that match a selector, in document order. Ancestors are considered:
  /// `body p` finds the paragraphs of a `div`. `:scope` is this node.
  public func select(_ selector: Selector) -> [Node] {
    SelectorQuery.all(below: self, selector.program).map { Node(storage, $0) }
  }

  /// Returns the first descendant that matches a selector.
  public func first(_ selector: Selector) -> Node? {
    SelectorQuery.first(below: self, selector.program).map { Node(storage, $0) }
  }

  /// Whether the node is an element that matches a selector; `:scope` is this node.
  public func matches(_ selector: Selector) -> Bool {
    guard isElement else { return false }
    var matcher = SelectorMatcher(storage, selector.program, scope: slot)
    return matcher.matches(list: selector.program.code.main, slot)
  }

  /// Returns the nearest of this node and its ancestors that matches a selector; `:scope` is this
  /// node.
  public func closest(_ selector: Selector) -> Node? {
    SelectorQuery.closest(to: self, selector.program).map { Node(storage, $0) }
  }
}
