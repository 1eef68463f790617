/// A JSON value with its members in the order given; written for programs and people alike.
package indirect enum JSON: Sendable {
  case string(String)
  case number(Int64)
  case bool(Bool)
  case array([JSON])
  case object([(String, JSON)])

  /// An object without the members that are nil.
  package static func object(optional members: [(String, JSON?)]) -> JSON {
    .object(members.compactMap { name, value in value.map { (name, $0) } })
  }

  /// UTF-8, indented by two spaces, with a newline at the end.
  package var bytes: [UInt8] {
    var out: [UInt8] = []
    append(to: &out, indent: 0)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private func append(to out: inout [UInt8], indent: Int) {
    switch self {
    case .string(let text): JSONText.append(text, to: &out)
    case .number(let number): out += String(number).utf8
    case .bool(let bool): out += (bool ? "true" : "false").utf8
    case .array(let values):
      JSON.append(values, between: "[", "]", to: &out, indent: indent) { value, out in
        value.append(to: &out, indent: indent + 1)
      }
    case .object(let members):
      JSON.append(members, between: "{", "}", to: &out, indent: indent) { member, out in
        JSONText.append(member.0, to: &out)
        out += ": ".utf8
        member.1.append(to: &out, indent: indent + 1)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], between open: Unicode.Scalar, _ close: Unicode.Scalar,
    to out: inout [UInt8], indent: Int, _ body: (Item, inout [UInt8]) -> Void
  ) {
    func newLine(_ depth: Int) {
      out.append(UInt8(ascii: "\n"))
      out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
    out.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      newLine(indent + 1)
      body(item, &out)
    }
    if !items.isEmpty { newLine(indent) }
    out.append(UInt8(ascii: close))
  }
}
