// Matching of ids, classes and other attributes.

extension SelectorMatcher {
  private func attribute(_ record: NodeRecord, _ name: UInt16) -> AttributeRecord? {
    let start = Int(record.start)
    for index in start..<start + Int(record.count) {
      let attribute = storage.attribute(index)
      if attribute.name == name { return attribute }
    }
    return nil
  }

  func hasID(_ record: NodeRecord, _ text: SelectorText) -> Bool {
    guard let id = attribute(record, Name.id.number), Int(id.value.count) == text.count else {
      return false
    }
    return storage.withText(id.value) { isEqual($0, at: 0, text, ignoresCase) }
  }

  func hasClass(_ record: NodeRecord, _ text: SelectorText) -> Bool {
    guard let words = attribute(record, Name.class.number) else { return false }
    return storage.withText(words.value) { includesWord($0, text, ignoresCase) }
  }

  private func includesWord(
    _ value: UnsafeBufferPointer<UInt8>, _ text: SelectorText, _ ignoresCase: Bool
  ) -> Bool {
    var position = 0
    while position + text.count <= value.count {
      if isEqual(value, at: position, text, ignoresCase),
        position + text.count == value.count || isWhitespace(value[position + text.count])
      {
        return true
      }
      while position < value.count, !isWhitespace(value[position]) { position += 1 }
      while position < value.count, isWhitespace(value[position]) { position += 1 }
    }
    return false
  }

  /// Whether the text is in `value` at a position.
  @inline(__always)
  private func isEqual(
    _ value: UnsafeBufferPointer<UInt8>, at place: Int, _ text: SelectorText, _ ignoresCase: Bool
  ) -> Bool {
    guard place + text.count <= value.count else { return false }
    for offset in 0..<text.count {
      let (one, other) = (value[place + offset], code.text[text.start + offset])
      if one != other, !ignoresCase || lowercase(one) != lowercase(other) { return false }
    }
    return true
  }

  func matches(_ test: AttributeSelector, _ record: NodeRecord) -> Bool {
    let isHTML = record.namespace == .html
    let ignoresCase = test.ignoresCase || test.ignoresCaseInHTML && isHTML
    let start = Int(record.start)
    for index in start..<start + Int(record.count) {
      let attribute = storage.attribute(index)
      let isNamed =
        attribute.isNamespaced
        ? test.matchesAnyNamespace && hasLocalName(attribute, test)
        : self.isNamed(attribute.name, test.name, isHTML: isHTML)
      guard isNamed else { continue }
      let matches = storage.withText(attribute.value) { self.matches($0, test, ignoresCase) }
      if matches { return true }
    }
    return false
  }

  /// Whether the local name of a namespaced attribute (the `href` of `xlink:href`) is that of the
  /// selector.
  private func hasLocalName(_ attribute: AttributeRecord, _ test: AttributeSelector) -> Bool {
    storage.withName(attribute.name) { name in
      let local = name.drop { $0 != UInt8(ascii: ":") }.dropFirst()
      return local.lazy.map(lowercase).elementsEqual(code.names[test.name].letters.utf8)
    }
  }

  private func matches(
    _ value: UnsafeBufferPointer<UInt8>, _ test: AttributeSelector, _ ignoresCase: Bool
  ) -> Bool {
    let text = test.value
    func isEqual(at place: Int) -> Bool { self.isEqual(value, at: place, text, ignoresCase) }
    switch test.operator {
    case .exists: return true
    case .equals: return value.count == text.count && isEqual(at: 0)
    case .includesWord:
      let isWord = text.count > 0 && !code.text[text.range].contains(where: isWhitespace)
      return isWord && includesWord(value, text, ignoresCase)
    case .dashMatch:
      let isWhole = value.count == text.count
      return isEqual(at: 0) && (isWhole || value[text.count] == UInt8(ascii: "-"))
    case .beginsWith: return text.count > 0 && isEqual(at: 0)
    case .endsWith:
      return text.count > 0 && value.count >= text.count && isEqual(at: value.count - text.count)
    case .contains: return text.count > 0 && contains(value, test, ignoresCase)
    }
  }

  private func contains(
    _ value: UnsafeBufferPointer<UInt8>, _ test: AttributeSelector, _ ignoresCase: Bool
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
