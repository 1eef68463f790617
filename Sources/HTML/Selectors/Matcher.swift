/// A selector at work on one document: the tests of compounds on elements.
///
/// Where many elements are asked about, those of `bulk`, what nested selectors say is worked out
/// for all of them at once and kept; for others it is worked out for the one.
struct Matcher {
  let storage: Storage
  let program: SelectorProgram
  /// The element `:scope` is.
  let scope: Int32
  let bulk: Range<Int32>
  /// The numbers of the selector's names in this document, -1 for one that is not in it.
  private var names: [(lower: Int32, adjusted: Int32)]
  private let ignoresCase: Bool

  /// What is known of the elements of `bulk`, by index into the arrays of the code; empty until
  /// something is.
  private var chainSets: [NodeSet?] = []
  private var hasSets: [NodeSet?] = []
  var nthCounts: [[Int32]] = []
  var typeCounts: [Int32] = []
  private var languageOwners: [Int32] = []

  init(
    _ storage: Storage, _ program: SelectorProgram, scope: Int32, bulk: Range<Int32> = 0..<0
  ) {
    self.storage = storage
    self.program = program
    self.scope = scope
    self.bulk = bulk
    ignoresCase = storage.quirks == .quirks
    names = program.names
    if program.hasOwnNames {
      for (index, name) in code.names.enumerated() where name.name == nil {
        names[index].lower = Document(storage).name(name.letters).map { Int32($0.number) } ?? -1
      }
    }
  }

  private func isNamed(_ number: UInt16, _ name: Int, isHTML: Bool) -> Bool {
    let (lower, adjusted) = names[name]
    return Int32(number) == lower || !isHTML && Int32(number) == adjusted
  }

  var code: SelectorCode { program.code }

  /// Whether the compound matches, whatever stands around the element.
  mutating func matches(compound: Int, _ element: Int32) -> Bool {
    let record = storage.node(element)
    for index in code.compounds[compound] {
      if !matches(code.tests[index], element, record) { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func matches(
    _ test: SelectorTest, _ element: Int32, _ record: NodeRecord
  ) -> Bool {
    switch test {
    case .type(let name): isNamed(record.name, name, isHTML: record.namespace == .html)
    case .id(let text): attributeEquals(record, text)
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
    for chain in code.lists[list].chains where matches(chain: chain, element) { return true }
    return false
  }

  private mutating func matches(chain: Int, _ element: Int32) -> Bool {
    guard bulk.contains(element) else {
      return ChainWalk.matches(chain, element, &self)
    }
    if chainSets.isEmpty { chainSets = Array(repeating: nil, count: code.chains.count) }
    if let known = chainSets[chain] { return known[element] }
    var set = NodeSet(bulk)
    var walk = ChainWalk(chain, over: bulk, &self)
    while let found = walk.next(&self) { set[found] = true }
    chainSets[chain] = set
    return set[element]
  }

  private mutating func matches(has index: Int, _ element: Int32) -> Bool {
    let arguments = code.relatives[index]
    guard bulk.contains(element) else {
      return arguments.contains { Relatives.matches($0, element, self) }
    }
    if hasSets.isEmpty { hasSets = Array(repeating: nil, count: code.relatives.count) }
    if let known = hasSets[index] { return known[element] }
    var set = NodeSet(bulk)
    for argument in arguments {
      Relatives.anchors(argument, &self).forEachBackwards { set[$0] = true }
    }
    hasSets[index] = set
    return set[element]
  }

  /// Comments count for nothing, white space for something, as in all browsers.
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

// MARK: - Attributes

extension Matcher {
  private func attribute(_ record: NodeRecord, _ name: UInt16) -> AttributeRecord? {
    let start = Int(record.start)
    for index in start..<start + Int(record.count) {
      let attribute = storage.attribute(index)
      if attribute.name == name { return attribute }
    }
    return nil
  }

  private func attributeEquals(_ record: NodeRecord, _ text: SelectorText) -> Bool {
    guard let id = attribute(record, Name.id.number), Int(id.value.count) == text.count else {
      return false
    }
    return storage.withText(id.value) { equal($0, at: 0, text, ignoresCase) }
  }

  private func hasClass(_ record: NodeRecord, _ text: SelectorText) -> Bool {
    guard let words = attribute(record, Name.class.number) else { return false }
    return storage.withText(words.value) { includesWord($0, text, ignoresCase) }
  }

  private func includesWord(
    _ value: UnsafeBufferPointer<UInt8>, _ text: SelectorText, _ ignoresCase: Bool
  ) -> Bool {
    var at = 0
    while at + text.count <= value.count {
      if equal(value, at: at, text, ignoresCase),
        at + text.count == value.count || isWhitespace(value[at + text.count])
      {
        return true
      }
      while at < value.count, !isWhitespace(value[at]) { at += 1 }
      while at < value.count, isWhitespace(value[at]) { at += 1 }
    }
    return false
  }

  /// Whether the text stands in `value` at that place.
  @inline(__always)
  private func equal(
    _ value: UnsafeBufferPointer<UInt8>, at place: Int, _ text: SelectorText, _ ignoresCase: Bool
  ) -> Bool {
    guard place + text.count <= value.count else { return false }
    for offset in 0..<text.count {
      let (one, other) = (value[place + offset], code.text[text.start + offset])
      if one != other, !ignoresCase || lowercase(one) != lowercase(other) { return false }
    }
    return true
  }

  private func matches(_ test: AttributeTest, _ record: NodeRecord) -> Bool {
    let isHTML = record.namespace == .html
    let ignoresCase = test.ignoresCase || test.ignoresCaseInHTML && isHTML
    let start = Int(record.start)
    for index in start..<start + Int(record.count) {
      let attribute = storage.attribute(index)
      let isNamed =
        attribute.isNamespaced
        ? test.anyNamespace && hasLocalName(attribute, test)
        : self.isNamed(attribute.name, test.name, isHTML: isHTML)
      guard isNamed else { continue }
      let matches = storage.withText(attribute.value) { self.matches($0, test, ignoresCase) }
      if matches { return true }
    }
    return false
  }

  /// Whether `xlink:href` is the `href` of the test.
  private func hasLocalName(_ attribute: AttributeRecord, _ test: AttributeTest) -> Bool {
    storage.withName(attribute.name) { name in
      let local = name.drop { $0 != UInt8(ascii: ":") }.dropFirst()
      return local.lazy.map(lowercase).elementsEqual(code.names[test.name].letters.utf8)
    }
  }

  private func matches(
    _ value: UnsafeBufferPointer<UInt8>, _ test: AttributeTest, _ ignoresCase: Bool
  ) -> Bool {
    let text = test.value
    func equal(at place: Int) -> Bool { self.equal(value, at: place, text, ignoresCase) }
    switch test.operator {
    case .exists: return true
    case .equals: return value.count == text.count && equal(at: 0)
    case .includesWord:
      let isWord = text.count > 0 && !code.text[text.range].contains(where: isWhitespace)
      return isWord && includesWord(value, text, ignoresCase)
    case .dashMatch:
      let isWhole = value.count == text.count
      return equal(at: 0) && (isWhole || value[text.count] == UInt8(ascii: "-"))
    case .beginsWith: return text.count > 0 && equal(at: 0)
    case .endsWith:
      return text.count > 0 && value.count >= text.count && equal(at: value.count - text.count)
    case .contains: return text.count > 0 && contains(value, test, ignoresCase)
    }
  }

  private func contains(
    _ value: UnsafeBufferPointer<UInt8>, _ test: AttributeTest, _ ignoresCase: Bool
  ) -> Bool {
    let fallbacks = ignoresCase ? test.fallbacks.caseless : test.fallbacks.exact
    var matched = 0
    for letter in value {
      func isNext() -> Bool {
        let wanted = code.text[test.value.start + matched]
        return letter == wanted || ignoresCase && lowercase(letter) == lowercase(wanted)
      }
      while matched > 0, !isNext() { matched = fallbacks[matched] }
      if isNext() { matched += 1 }
      if matched == test.value.count { return true }
    }
    return false
  }
}

extension SelectorText {
  fileprivate var range: Range<Int> { start..<start + count }
}

// MARK: - Languages

extension Matcher {
  private mutating func matches(language index: Int, _ element: Int32) -> Bool {
    let owner = languageOwner(element)
    guard owner >= 0, let range = language(storage.node(owner)) else {
      return false
    }
    return storage.withText(range) { tag in
      code.languages[index].contains { Self.matches($0, tag) }
    }
  }

  private static let xmlLang = Name("xml:lang")?.number

  /// `lang`, or `xml:lang` which wins where it is in its namespace.
  private func language(_ record: NodeRecord) -> TextRange? {
    guard record.kind == .element else { return nil }
    var found: TextRange?
    let start = Int(record.start)
    for index in start..<start + Int(record.count) {
      let attribute = storage.attribute(index)
      if attribute.isNamespaced, attribute.name == Self.xmlLang {
        return attribute.value
      }
      if attribute.name == Name.lang.number, record.namespace == .html { found = attribute.value }
    }
    return found
  }

  /// The nearest of the element and its ancestors that tells a language; -1 where none does.
  private mutating func languageOwner(_ element: Int32) -> Int32 {
    if languageOwners.isEmpty, !bulk.isEmpty {
      languageOwners = Array(repeating: -2, count: bulk.count)
    }
    var at = element
    var owner: Int32 = -1
    while at >= 0 {
      if bulk.contains(at), languageOwners[Int(at - bulk.lowerBound)] != -2 {
        owner = languageOwners[Int(at - bulk.lowerBound)]
        break
      }
      let record = storage.node(at)
      if language(record) != nil {
        owner = at
        break
      }
      at = record.parent
    }
    // All that was passed on the way knows now, so that no way is gone twice.
    var passed = element
    while passed >= 0, bulk.contains(passed), passed != at {
      languageOwners[Int(passed - bulk.lowerBound)] = owner
      passed = storage.node(passed).parent
    }
    return owner
  }

  /// Extended filtering (RFC 4647, 3.3.2): each part of the range in its order, parts of the tag
  /// between them passed over unless they are a single letter.
  private static func matches(_ range: [UInt8], _ tag: UnsafeBufferPointer<UInt8>) -> Bool {
    if range.isEmpty { return tag.isEmpty }
    let dash = UInt8(ascii: "-")
    let wanted = range.split(separator: dash, omittingEmptySubsequences: false)
    let given = tag.split(separator: dash, omittingEmptySubsequences: false)
    func same(_ part: ArraySlice<UInt8>, _ other: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
      part.elementsEqual(other.lazy.map(lowercase))
    }
    let any = [UInt8(ascii: "*")][...]
    guard !tag.isEmpty, wanted[0] == any || same(wanted[0], given[0]) else { return false }
    var next = 1
    for part in wanted.dropFirst() where part != any {
      while true {
        guard next < given.count else { return false }
        let isFound = same(part, given[next])
        if !isFound, given[next].count <= 1 { return false }
        next += 1
        if isFound { break }
      }
    }
    return true
  }
}
