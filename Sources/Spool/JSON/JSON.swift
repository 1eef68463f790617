/// A JSON value (RFC 8259) whose members keep the order in which they are given.
package indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number with a fraction; a value that JSON cannot express is written as null.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(name: String, value: JSON)])

  package enum Layout: Sendable {
    /// Members and elements on lines of their own, indented by two spaces.
    case pretty
    /// The whole value on one line, for formats with one record per line.
    case line
  }

  /// Returns an object without the members whose value is nil.
  package static func object(optional members: [(name: String, value: JSON?)]) -> JSON {
    .object(members.compactMap { name, value in value.map { (name, $0) } })
  }

  /// The members of an object; empty for other values.
  package var members: [(name: String, value: JSON)] {
    if case .object(let members) = self { members } else { [] }
  }

  /// Returns the value with its texts rewritten; the names of members stay.
  package func mappingTexts(_ transform: (String) -> String) -> JSON {
    switch self {
    case .string(let text): .string(transform(text))
    case .array(let elements): .array(elements.map { $0.mappingTexts(transform) })
    case .object(let members):
      .object(members.map { ($0.name, $0.value.mappingTexts(transform)) })
    case .null, .bool, .integer, .number: self
    }
  }

  /// Returns the value as UTF-8 that ends with a newline.
  package func serialized(_ layout: Layout) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(self)
    writer.endLine()
    return writer.bytes
  }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

private struct JSONWriter {
  let layout: JSON.Layout
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init(layout: JSON.Layout) { self.layout = layout }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .number(let number): bytes += (number.isFinite ? "\(number)" : "null").utf8
    case .string(let text): JSONText.append(text, to: &bytes)
    case .array(let elements):
      write(elements, between: "[", "]") { writer, element in writer.write(element) }
    case .object(let members):
      write(members, between: "{", "}") { writer, member in
        JSONText.append(member.name, to: &writer.bytes)
        writer.bytes += (writer.layout == .pretty ? ": " : ":").utf8
        writer.write(member.value)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item], between open: Unicode.Scalar, _ close: Unicode.Scalar,
    _ body: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine()
      body(&self, item)
    }
    depth -= 1
    if !items.isEmpty { breakLine() }
    bytes.append(UInt8(ascii: close))
  }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }
}
