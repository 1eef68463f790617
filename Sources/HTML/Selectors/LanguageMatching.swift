// Matching of `:lang()`.

extension SelectorMatcher {
  mutating func matches(language index: Int, _ element: Int32) -> Bool {
    let owner = languageOwner(element)
    guard owner >= 0, let range = language(storage.node(owner)) else {
      return false
    }
    return storage.withText(range) { tag in
      code.languages[index].contains { Self.matches($0, tag) }
    }
  }

  private static let xmlLang = Name("xml:lang")?.number

  /// Returns the language of an element's `lang` attribute, or of its `xml:lang` attribute with a
  /// namespace, which takes precedence.
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

  /// Returns the nearest of the element and its ancestors with a language, -1 if there is none.
  private mutating func languageOwner(_ element: Int32) -> Int32 {
    if languageOwners.isEmpty, !batch.isEmpty {
      languageOwners = Array(repeating: -2, count: batch.count)
    }
    var node = element
    var owner: Int32 = -1
    while node >= 0 {
      if batch.contains(node), languageOwners[Int(node - batch.lowerBound)] != -2 {
        owner = languageOwners[Int(node - batch.lowerBound)]
        break
      }
      let record = storage.node(node)
      if language(record) != nil {
        owner = node
        break
      }
      node = record.parent
    }
    // All elements on the path share the result, so that no path is searched twice.
    var passed = element
    while passed >= 0, batch.contains(passed), passed != node {
      languageOwners[Int(passed - batch.lowerBound)] = owner
      passed = storage.node(passed).parent
    }
    return owner
  }

  /// Whether a tag matches a language range by extended filtering (RFC 4647, 3.3.2): the parts of
  /// the range occur in order, and the parts of the tag between them are longer than one letter.
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
