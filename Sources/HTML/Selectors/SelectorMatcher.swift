/// A compiled selector in combination with a document.
///
/// For the elements of `batch`, the results of nested selectors are computed for all elements at
/// once and stored. For other elements they are computed one by one.
struct SelectorMatcher {
  let storage: Storage
  let program: SelectorProgram
  /// The element that `:scope` matches.
  let scope: Int32
  let batch: Range<Int32>
  /// The numbers of the selector's names in this document, -1 for a name that the document lacks.
  private var names: [(lower: Int32, adjusted: Int32)]
  let ignoresCase: Bool

  /// The results for the elements of `batch`, by index into the arrays of the code; empty until
  /// they are computed.
  private var complexSelectorSets: [NodeSet?] = []
  private var hasSets: [NodeSet?] = []
  var nthIndexes: [[Int32]] = []
  var typeCounts: [Int32] = []
  var languageOwners: [Int32] = []

  init(
    _ storage: Storage, _ program: SelectorProgram, scope: Int32, batch: Range<Int32> = 0..<0
  ) {
    self.storage = storage
    self.program = program
    self.scope = scope
    self.batch = batch
    ignoresCase = storage.quirks == .quirks
    names = program.names
    if program.hasOwnNames {
      for (index, name) in code.names.enumerated() where name.name == nil {
        names[index].lower = Document(storage).name(name.letters).map { Int32($0.number) } ?? -1
      }
    }
  }

  func isNamed(_ number: UInt16, _ name: Int, isHTML: Bool) -> Bool {
    let (lower, adjusted) = names[name]
    return Int32(number) == lower || !isHTML && Int32(number) == adjusted
  }

  var code: SelectorCode { program.code }

  /// Whether an element matches a compound, without regard to combinators.
  mutating func matches(compound: Int, _ element: Int32) -> Bool {
    let record = storage.node(element)
    for index in code.compounds[compound] {
      if !matches(code.tests[index], element, record) { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func matches(
    _ test: SimpleSelector, _ element: Int32, _ record: NodeRecord
  ) -> Bool {
    switch test {
    case .type(let name): isNamed(record.name, name, isHTML: record.namespace == .html)
    case .id(let text): hasID(record, text)
    case .class(let text): hasClass(record, text)
    case .attribute(let index): matches(code.attributes[index], record)
    case .root:
      record.parent >= 0 && storage.node(record.parent).kind == .document
    case .scope: element == scope
    case .empty: isEmpty(element, record)
    case .never: false
    case .nth(let index): matches(nth: index, element)
    case .language(let index): matches(language: index, element)
    case .list(let index): matches(list: index, element)
    case .notList(let index): !matches(list: index, element)
    case .has(let index): matches(has: index, element)
    }
  }

  mutating func matches(list: Int, _ element: Int32) -> Bool {
    for compound in code.lists[list].compounds where matches(compound: compound, element) {
      return true
    }
    for complexSelector in code.lists[list].complexSelectors
    where matches(complexSelector: complexSelector, element) { return true }
    return false
  }

  private mutating func matches(complexSelector: Int, _ element: Int32) -> Bool {
    guard batch.contains(element) else {
      return ComplexSelectorTraversal.matches(complexSelector, element, &self)
    }
    if complexSelectorSets.isEmpty {
      complexSelectorSets = Array(repeating: nil, count: code.complexSelectors.count)
    }
    if let known = complexSelectorSets[complexSelector] { return known[element] }
    var set = NodeSet(batch)
    var traversal = ComplexSelectorTraversal(complexSelector, over: batch, &self)
    while let found = traversal.next(&self) { set[found] = true }
    complexSelectorSets[complexSelector] = set
    return set[element]
  }

  private mutating func matches(has index: Int, _ element: Int32) -> Bool {
    let arguments = code.relatives[index]
    guard batch.contains(element) else {
      return arguments.contains { RelativeSelectorMatching.matches($0, element, self) }
    }
    if hasSets.isEmpty { hasSets = Array(repeating: nil, count: code.relatives.count) }
    if let known = hasSets[index] { return known[element] }
    var set = NodeSet(batch)
    for argument in arguments {
      RelativeSelectorMatching.anchors(argument, &self).forEachReversed { set[$0] = true }
    }
    hasSets[index] = set
    return set[element]
  }

  /// Comments are ignored but whitespace is not, as in all browsers.
  private func isEmpty(_ element: Int32, _ record: NodeRecord) -> Bool {
    var child = element + 1
    while child < record.end {
      let node = storage.node(child)
      if node.kind != .comment && node.kind != .fragment { return false }
      child = node.end
    }
    return true
  }
}
