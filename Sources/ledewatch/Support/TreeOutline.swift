import HTML

/// A tree as an indented outline with ids and classes; text is truncated to one line.
struct TreeOutline {
  private(set) var text = ""

  init(_ start: Node) {
    let depth = start.depth
    append(start, indent: 0)
    for node in start.descendants { append(node, indent: node.depth - depth) }
    if text.hasSuffix("\n") { text.removeLast() }
  }

  private mutating func append(_ node: Node, indent: Int) {
    guard let line = TreeOutline.line(for: node) else { return }
    // Otherwise the outline of a deep page would consist mostly of indentation.
    text += String(repeating: "  ", count: min(indent, 60)) + line + "\n"
  }

  private static func line(for node: Node) -> String? {
    switch node.kind {
    case .document: "document"
    case .doctype: "doctype \(Terminal.safe(node.localName))"
    case .fragment: "content"
    case .comment: "<!-- \(Terminal.safe(node.text, width: 80)) -->"
    case .text: quoted(node.text)
    case .element: element(node)
    }
  }

  private static func quoted(_ text: String) -> String? {
    let line = Terminal.safe(text, width: 100)
    return line.isEmpty ? nil : "\"\(line)\""
  }

  private static func element(_ node: Node) -> String {
    var text = Terminal.safe(node.localName)
    if let id = node.id, !id.isEmpty { text += "#" + Terminal.safe(id, width: 40) }
    for name in (node["class"] ?? "").split(whereSeparator: \.isWhitespace).prefix(8) {
      text += "." + Terminal.safe(String(name), width: 40)
    }
    for name in ["href", "src", "datetime", "rel", "name", "property"] {
      if let value = node[name] { text += " \(name)=\"\(Terminal.safe(value, width: 70))\"" }
    }
    return text
  }
}
