/// A compiled selector, shared by all who match it.
final class SelectorProgram: Sendable {
  let code: SelectorCode
  /// The numbers of the names, -1 for one that is not static.
  let names: [(lower: Int32, adjusted: Int32)]
  /// Whether some name means something only in a document.
  let hasOwnNames: Bool

  init(_ code: SelectorCode) {
    self.code = code
    names = code.names.map {
      ($0.name.map { Int32($0.number) } ?? -1, $0.adjusted.map { Int32($0.number) } ?? -1)
    }
    hasOwnNames = code.names.contains { $0.name == nil }
  }
}

/// A selector as the matcher reads it: flat arrays that refer to each other by index.
struct SelectorCode: Sendable {
  /// Ids, classes and attribute values, one after the other.
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
  /// The arguments of each `:lang()`, lower case.
  var languages: [[[UInt8]]] = []
  /// The whole selector, a list.
  var main = 0
}

/// A piece of ``SelectorCode/text``.
struct SelectorText: Sendable {
  var start: Int
  var count: Int
}

/// A name in lower case, as HTML elements and their attributes have it. Names of others, where the
/// standard gives some capitals, match in any case, as they do in Chromium.
struct SelectorName: Sendable {
  var letters: String
  /// The static name; nil where only a document can tell.
  var name: Name?
  /// The static name with capitals.
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

/// One condition on an element. The numbers are indexes into the arrays of ``SelectorCode``.
enum SimpleSelector: Sendable {
  case type(Int)
  case id(SelectorText)
  case `class`(SelectorText)
  case attribute(Int)
  case root
  case scope
  case empty
  /// Matches nothing: a type without a namespace, an empty list.
  case never
  case nth(Int)
  case language(Int)
  case list(Int)
  case notList(Int)
  case has(Int)

  /// The order in which the tests of a compound are made: cheap ones first.
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

struct AttributeSelector: Sendable {
  enum Operator: Sendable {
    case exists, equals, includesWord, dashMatch, beginsWith, endsWith, contains
  }

  var name: Int
  var matchesAnyNamespace = false
  var `operator` = Operator.exists
  var value = SelectorText(start: 0, count: 0)
  /// Whether case matters: told by a flag, or by the name on HTML elements.
  var ignoresCase = false
  var ignoresCaseInHTML = false
  /// For `contains`: how much of the value is still matched where its next letter is not, by how
  /// much was (Knuth, Morris and Pratt); with regard to case and without.
  var fallbacks: (exact: [Int], caseless: [Int]) = ([], [])
}

/// `An+B`, counted among siblings.
struct NthPseudoClass: Sendable {
  var step = 0
  var offset = 0
  var isFromEnd = false
  var isOfType = false
  /// The list after `of`.
  var list: Int?

  func matches(_ index: Int) -> Bool {
    if step == 0 { return index == offset }
    let distance = index - offset
    return distance % step == 0 && distance / step >= 0
  }
}

enum Combinator: Sendable {
  case descendant, child, nextSibling, subsequentSibling
}

/// A selector with combinators, at most 64 compounds, as a machine that reads the document
/// forwards: bit *i* of an element's state says that the element matches compound *i* and stands
/// as the combinators demand to elements that match those before it.
///
/// Forwards, because then each element costs one look per compound whatever stands around it.
/// Right to left, as browsers go, a selector searches the ancestors and siblings of each
/// candidate, which takes quadratic time on a page that means ill.
struct ComplexSelector: Sendable {
  var compounds: [Int]
  /// The bits whose compound is reached by each combinator from the one before.
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

/// Alternatives: single compounds, and chains.
struct SelectorList: Sendable {
  var compounds: [Int] = []
  var complexSelectors: [Int] = []
}

/// An argument of `:has()`: `combinators[i]` leads to `compounds[i]`, the first from the anchor.
struct RelativeSelector: Sendable {
  var combinators: [Combinator]
  var compounds: [Int]
}
