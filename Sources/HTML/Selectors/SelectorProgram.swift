/// A compiled selector, which all its matchers share.
final class SelectorProgram: Sendable {
  let code: SelectorCode
  /// The numbers of the names, -1 for a name that is not static.
  let names: [(lower: Int32, adjusted: Int32)]
  /// Whether a name is not static, so that its number depends on the document.
  let hasOwnNames: Bool

  init(_ code: SelectorCode) {
    self.code = code
    names = code.names.map {
      ($0.name.map { Int32($0.number) } ?? -1, $0.adjusted.map { Int32($0.number) } ?? -1)
    }
    hasOwnNames = code.names.contains { $0.name == nil }
  }
}

/// The compiled form of a selector: flat arrays that refer to each other by index.
struct SelectorCode: Sendable {
  /// The concatenated ids, classes and attribute values.
  var text: [UInt8] = []
  var names: [SelectorName] = []
  var tests: [SimpleSelector] = []
  var compounds: [Range<Int>] = []
  var complexSelectors: [ComplexSelector] = []
  var lists: [SelectorList] = []
  var attributes: [AttributeSelector] = []
  var nthPseudoClasses: [NthPseudoClass] = []
  /// The arguments of each `:has()`.
  var relatives: [[RelativeSelector]] = []
  /// The arguments of each `:lang()` in lower case.
  var languages: [[[UInt8]]] = []
  /// The index of the list that is the whole selector.
  var main = 0
}

/// A range of ``SelectorCode/text``.
struct SelectorText: Sendable {
  var start: Int
  var count: Int
}

/// A name in lower case, as HTML elements and their attributes have it. Mixed-case names of other
/// elements match in any case, as in Chromium.
struct SelectorName: Sendable {
  var letters: String
  /// The static name; nil if the number depends on the document.
  var name: Name?
  /// The mixed-case static name.
  var adjusted: Name?

  init(_ letters: some Sequence<UInt8>) {
    let lower = letters.map(lowercase)
    self.letters = String(decoding: lower, as: UTF8.self)
    name = Name(self.letters)
    let adjustedNames = UInt16(Name.tokenizedCount + 1)...UInt16(Name.staticCount)
    adjusted = adjustedNames.first {
      let candidate = NameTable.shared.bytes(of: $0)
      return candidate.count == lower.count && candidate.lazy.map(lowercase).elementsEqual(lower)
    }.map { Name(number: $0) }
  }
}

/// A simple selector. The numbers are indexes into the arrays of ``SelectorCode``.
enum SimpleSelector: Sendable {
  case type(Int)
  case id(SelectorText)
  case `class`(SelectorText)
  case attribute(Int)
  case root
  case scope
  case empty
  /// A selector that matches nothing: a type without a namespace, or an empty list.
  case never
  case nth(Int)
  case language(Int)
  case list(Int)
  case notList(Int)
  case has(Int)

  /// The rank by which the simple selectors of a compound are sorted, cheap ones first.
  var cost: Int {
    switch self {
    case .never: 0
    case .type, .root, .scope: 1
    case .id: 2
    case .class: 3
    case .attribute, .empty: 4
    case .nth: 5
    case .list, .notList, .language: 6
    case .has: 7
    }
  }
}

/// An attribute selector.
struct AttributeSelector: Sendable {
  enum Operator: Sendable {
    case exists, equals, includesWord, dashMatch, beginsWith, endsWith, contains
  }

  var name: Int
  var matchesAnyNamespace = false
  var `operator` = Operator.exists
  var value = SelectorText(start: 0, count: 0)
  /// Whether case is ignored on all elements (by a flag), or on HTML elements (by the attribute's
  /// name).
  var ignoresCase = false
  var ignoresCaseInHTML = false
  /// The fallback tables of the Knuth–Morris–Pratt algorithm for `contains`, with and without
  /// regard to case.
  var fallbacks: (exact: [Int], caseless: [Int]) = ([], [])
}

/// A pseudo-class with an index among siblings of the form `An+B`.
struct NthPseudoClass: Sendable {
  var step = 0
  var offset = 0
  var isFromEnd = false
  var isOfType = false
  /// The index of the list after `of`.
  var list: Int?

  func matches(_ index: Int) -> Bool {
    if step == 0 { return index == offset }
    let distance = index - offset
    return distance % step == 0 && distance / step >= 0
  }
}

/// A combinator of two compounds.
enum Combinator: Sendable {
  case descendant, child, nextSibling, subsequentSibling
}

/// A complex selector of at most 64 compounds, as an automaton that traverses the document
/// forwards. Bit *i* of an element's state means that the element matches compound *i* and is
/// related to elements that match the compounds before it as the combinators demand.
///
/// A forward traversal checks each element once per compound. Matching from right to left, as
/// browsers do, searches the ancestors and siblings of each candidate, which takes quadratic time
/// on a hostile page.
struct ComplexSelector: Sendable {
  var compounds: [Int]
  /// The compounds that follow each combinator, one bit each.
  var descendant: UInt64 = 0
  var child: UInt64 = 0
  var nextSibling: UInt64 = 0
  var subsequentSibling: UInt64 = 0

  static let maximumCount = 64

  init(_ compounds: [Int], _ combinators: [Combinator]) {
    self.compounds = compounds
    for (index, combinator) in combinators.enumerated() {
      let bit: UInt64 = 1 << UInt64(index + 1)
      switch combinator {
      case .descendant: descendant |= bit
      case .child: child |= bit
      case .nextSibling: nextSibling |= bit
      case .subsequentSibling: subsequentSibling |= bit
      }
    }
  }

  var final: UInt64 { 1 << UInt64(compounds.count - 1) }
  var hasSiblings: Bool { nextSibling | subsequentSibling != 0 }
}

/// Alternative selectors: single compounds and complex selectors, by index.
struct SelectorList: Sendable {
  var compounds: [Int] = []
  var complexSelectors: [Int] = []
}

/// An argument of `:has()`: `combinators[i]` precedes `compounds[i]`, and the first one follows the
/// anchor.
struct RelativeSelector: Sendable {
  var combinators: [Combinator]
  var compounds: [Int]
}
