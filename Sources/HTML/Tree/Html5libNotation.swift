extension Node {
  /// The descendants in the notation of the html5lib test suite: one node per line, after `| ` and
  /// two spaces per level.
  public var html5libNotation: String {
    var all: [UInt8] = []
    writeHTML5libNotation { all.append(contentsOf: $0) }
    return String(decoding: all, as: UTF8.self)
  }

  /// Writes the notation in pieces of whole lines, because the indentation of a deep tree makes it
  /// much larger than the page.
  public func writeHTML5libNotation(_ write: (UnsafeBufferPointer<UInt8>) -> Void) {
    var out: [UInt8] = []
    var levels: [(end: Int32, depth: Int)] = []
    var index = slot + 1
    while index < record.end {
      while let last = levels.last, last.end <= index { levels.removeLast() }
      let depth = levels.count
      let record = storage.node(index)
      writeLine(Node(storage, index), depth, &out)
      if record.end > index + 1 { levels.append((record.end, depth)) }
      index += 1
      if out.count >= 1 << 16 {
        out.withUnsafeBufferPointer(write)
        out.removeAll(keepingCapacity: true)
      }
    }
    out.withUnsafeBufferPointer(write)
  }

  private func indent(_ depth: Int, _ out: inout [UInt8]) {
    out.append(contentsOf: "| ".utf8)
    for _ in 0..<depth { out.append(contentsOf: "  ".utf8) }
  }

  private func writeLine(_ node: Node, _ depth: Int, _ out: inout [UInt8]) {
    indent(depth, &out)
    switch node.kind {
    case .document: break
    case .fragment: out.append(contentsOf: "content".utf8)
    case .doctype: out.append(contentsOf: "<!DOCTYPE \(doctype(node))>".utf8)
    case .comment: out.append(contentsOf: "<!-- \(node.text) -->".utf8)
    case .text: out.append(contentsOf: "\"\(node.text)\"".utf8)
    case .element:
      out.append(contentsOf: "<\(node.namespace.notation)\(node.localName)>".utf8)
      writeAttributes(node, depth, &out)
    }
    out.append(UInt8(ascii: "\n"))
  }

  private func doctype(_ node: Node) -> String {
    let name = node[.name] ?? ""
    guard node.hasAttribute(.public) || node.hasAttribute(.system) else { return name }
    return "\(name) \"\(node[.public] ?? "")\" \"\(node[.system] ?? "")\""
  }

  /// Writes the attributes, sorted by the UTF-16 code units of their names.
  private func writeAttributes(_ node: Node, _ depth: Int, _ out: inout [UInt8]) {
    var lines = node.attributes.map { attribute in
      var name = attribute.localName
      if attribute.isNamespaced {
        name = name == "xmlns" ? "xmlns xmlns" : name.split(separator: ":").joined(separator: " ")
      }
      return (name, attribute.value)
    }
    lines.sort { $0.0.utf16.lexicographicallyPrecedes($1.0.utf16) }
    for (name, value) in lines {
      out.append(UInt8(ascii: "\n"))
      indent(depth + 1, &out)
      out.append(contentsOf: "\(name)=\"\(value)\"".utf8)
    }
  }
}

extension Namespace {
  /// The prefix of tag names in the notation of the html5lib test suite.
  fileprivate var notation: String {
    switch self {
    case .html: ""
    case .svg: "svg "
    case .mathML: "math "
    }
  }
}

extension Document {
  /// The tree in the notation of the html5lib test suite.
  public var html5libNotation: String { root.html5libNotation }
}
