extension JSON {
  /// Encodes a value with its members in the order in which its type encodes them, which for a
  /// synthesized conformance is the order of its coding keys or properties.
  ///
  /// `JSONEncoder` sorts members or leaves their order open. Keys become snake_case, as
  /// `JSONEncoder.KeyEncodingStrategy.convertToSnakeCase` writes them.
  package init(encoding value: some Encodable) throws {
    let node = EncodedNode()
    try node.encode(value)
    self = node.json
  }
}

/// A place in the tree of values that an encoder builds.
private final class EncodedNode {
  enum Kind {
    case value(JSON)
    case array, object
  }

  var kind = Kind.object
  private(set) var elements: [EncodedNode] = []
  private var members: [(name: String, node: EncodedNode)] = []

  var json: JSON {
    switch kind {
    case .value(let json): json
    case .array: .array(elements.map(\.json))
    case .object: .object(members.map { ($0.name, $0.node.json) })
    }
  }

  func encode(_ value: some Encodable) throws {
    switch value {
    case let text as String: kind = .value(.string(text))
    case let bool as Bool: kind = .value(.bool(bool))
    case let number as Double: kind = .value(.number(number))
    case let number as Float: kind = .value(.number(Double(number)))
    case let integer as any BinaryInteger:
      kind = .value(Int64(exactly: integer).map(JSON.integer) ?? .number(Double(integer)))
    default: try value.encode(to: OrderedEncoder(node: self))
    }
  }

  func member(_ key: some CodingKey) -> EncodedNode {
    let node = EncodedNode()
    members.append((snakeCase(key.stringValue), node))
    return node
  }

  func element() -> EncodedNode {
    let node = EncodedNode()
    elements.append(node)
    return node
  }

  private func snakeCase(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 &- 0x41 < 26 || $0 >= 0x80 }) else { return name }
    var out = ""
    var previous: Character?
    for character in name {
      if character.isUppercase, let previous, !previous.isUppercase, previous != "_" { out += "_" }
      out += character.lowercased()
      previous = character
    }
    return out
  }
}

private struct OrderedEncoder: Encoder {
  let node: EncodedNode
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
    node.kind = .object
    return KeyedEncodingContainer(OrderedKeyedContainer<Key>(node: node))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.kind = .array
    return OrderedUnkeyedContainer(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    OrderedValueContainer(node: node)
  }
}

// The generic methods below satisfy the requirements for each primitive type.

private struct OrderedKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: EncodedNode
  let codingPath: [any CodingKey] = []

  func encodeNil(forKey key: Key) { node.member(key).kind = .value(.null) }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try node.member(key).encode(value)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    OrderedEncoder(node: node.member(key)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    OrderedEncoder(node: node.member(key)).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { OrderedEncoder(node: node) }

  func superEncoder(forKey key: Key) -> any Encoder { OrderedEncoder(node: node.member(key)) }
}

private struct OrderedUnkeyedContainer: UnkeyedEncodingContainer {
  let node: EncodedNode
  let codingPath: [any CodingKey] = []

  var count: Int { node.elements.count }

  func encodeNil() { node.element().kind = .value(.null) }

  func encode<Value: Encodable>(_ value: Value) throws { try node.element().encode(value) }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    OrderedEncoder(node: node.element()).container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    OrderedEncoder(node: node.element()).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { OrderedEncoder(node: node.element()) }
}

private struct OrderedValueContainer: SingleValueEncodingContainer {
  let node: EncodedNode
  let codingPath: [any CodingKey] = []

  func encodeNil() { node.kind = .value(.null) }

  func encode<Value: Encodable>(_ value: Value) throws { try node.encode(value) }
}
