extension Node {
  /// The value of an attribute; nil if the element does not have it.
  ///
  /// An attribute whose prefix stands for a namespace is named with its prefix: `xlink:href`.
  public subscript(_ name: Name) -> String? {
    find(name.number).map { storage.string($0.value) }
  }

  /// The value of an attribute; nil if the element does not have it. Names are case-sensitive;
  /// attributes of HTML elements are in lower case.
  public subscript(_ name: String) -> String? {
    find(name).map { storage.string($0.value) }
  }

  /// Whether the node is an element with attributes.
  @inlinable
  public var hasAttributes: Bool {
    let record = self.record
    return record.kind == .element && record.count > 0
  }

  /// Whether the element has an attribute.
  @inlinable
  public func hasAttribute(_ name: Name) -> Bool { find(name.number) != nil }

  /// Whether the element has an attribute. Names are case-sensitive.
  public func hasAttribute(_ name: String) -> Bool { find(name) != nil }

  /// Calls `body` with the value of an attribute as UTF-8, without creating a string.
  ///
  /// - Returns: the result of `body`; nil if the element does not have the attribute.
  @inlinable
  public func withAttribute<R>(
    _ name: Name, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R? {
    guard let found = find(name.number) else { return nil }
    return try storage.withText(found.value, body)
  }

  /// The attributes in the order of the tag.
  public var attributes: Attributes {
    let record = self.record
    let has = record.kind == .element
    let start = has ? Int(record.start) : 0
    return Attributes(
      storage: storage, nextIndex: start, end: start + (has ? Int(record.count) : 0))
  }

  /// The value of the `id` attribute.
  public var id: String? { self[.id] }

  /// The words of the `class` attribute, including repetitions.
  public var classes: [String] {
    withAttribute(.class) { value in
      value.split(whereSeparator: isWhitespace).map { String(decoding: $0, as: UTF8.self) }
    } ?? []
  }

  /// Whether the `class` attribute contains a word (case-sensitive).
  public func hasClass(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { hasClass($0) }
  }

  /// Whether the `class` attribute contains a word, given as UTF-8 (case-sensitive).
  public func hasClass(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count > 0 else { return false }
    return withAttribute(.class) { value in
      var nextIndex = 0
      while nextIndex + word.count <= value.count {
        while nextIndex < value.count, isWhitespace(value[nextIndex]) { nextIndex += 1 }
        var end = nextIndex
        while end < value.count, !isWhitespace(value[end]) { end += 1 }
        if end - nextIndex == word.count, value[nextIndex..<end].elementsEqual(word) { return true }
        nextIndex = end
      }
      return false
    } ?? false
  }

  /// Returns the attribute with a name. A doctype stores its parts as attributes.
  @inlinable
  func find(_ name: UInt16) -> AttributeRecord? {
    let record = self.record
    guard record.kind == .element || record.kind == .doctype, record.count > 0 else { return nil }
    let start = Int(record.start)
    let end = start + Int(record.count)
    precondition(start >= 0 && end <= storage.attributeCount, "attribute index out of range")
    var attribute = storage.attributes + start
    let last = storage.attributes + end
    while attribute < last {
      if attribute.pointee.name == name { return attribute.pointee }
      attribute += 1
    }
    return nil
  }

  private func find(_ name: String) -> AttributeRecord? {
    if let name = Name(name) { return find(name.number) }
    let record = self.record
    guard record.kind == .element else { return nil }
    var name = name
    return name.withUTF8 { wanted in
      for nextIndex in Int(record.start)..<Int(record.start) + Int(record.count) {
        let attribute = storage.attribute(nextIndex)
        guard Int(attribute.name) > Name.staticCount else { continue }
        if storage.withName(attribute.name, { $0.elementsEqual(wanted) }) { return attribute }
      }
      return nil
    }
  }
}

/// An attribute of an element.
public struct Attribute: Sendable {
  /// The name; its ``localName`` is the text.
  public let name: Name
  let storage: Storage
  let record: AttributeRecord

  /// The text of the name, including its prefix.
  public var localName: String { storage.nameString(record.name) }
  /// The value, with its character references decoded.
  public var value: String { storage.string(record.value) }
  /// Whether the prefix of the name stands for a namespace (`xlink:`, `xml:` and `xmlns` in SVG and
  /// MathML).
  public var isNamespaced: Bool { record.isNamespaced }

  /// Calls `body` with the value as UTF-8, without creating a string.
  public func withValue<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try storage.withText(record.value, body)
  }
}

/// The attributes of an element in the order of the tag.
public struct Attributes: Sequence, IteratorProtocol, Sendable {
  let storage: Storage
  var nextIndex: Int
  let end: Int

  /// The number of attributes that the iteration has not returned yet.
  public var count: Int { end - nextIndex }

  /// Returns the next attribute, nil at the end.
  public mutating func next() -> Attribute? {
    guard nextIndex < end else { return nil }
    let record = storage.attribute(nextIndex)
    nextIndex += 1
    return Attribute(name: Name(number: record.name), storage: storage, record: record)
  }
}
