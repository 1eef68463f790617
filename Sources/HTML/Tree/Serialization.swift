// Serialising HTML fragments (HTML standard, 13.3).

extension Node {
  /// The content of the node as HTML.
  public var innerHTML: String {
    var out: [UInt8] = []
    serialize(from: slot + 1, to: record.end, &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The node itself as HTML.
  public var outerHTML: String {
    var out: [UInt8] = []
    serialize(from: slot, to: record.end, &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Writes the nodes with indexes in a range, which must consist of whole subtrees.
  private func serialize(from: Int32, to: Int32, _ out: inout [UInt8]) {
    var openElements: [Int32] = []
    var index = from
    while true {
      while let last = openElements.last, index >= storage.node(last).end {
        writeEndTag(last, &out)
        openElements.removeLast()
      }
      guard index < to else { return }
      let record = storage.node(index)
      switch record.kind {
      case .document, .fragment: break
      case .doctype: out.append(contentsOf: "<!DOCTYPE \(Node(storage, index).localName)>".utf8)
      case .comment:
        out.append(contentsOf: "<!--".utf8)
        Node(storage, index).withText { out.append(contentsOf: $0) }
        out.append(contentsOf: "-->".utf8)
      case .text: writeText(record, &out)
      case .element:
        writeStartTag(record, &out)
        // Void elements have no end tag, even if they have children.
        if !isVoid(record) {
          openElements.append(index)
        } else if record.end > index + 1 {
          index = record.end
          continue
        }
      }
      index += 1
    }
  }

  private func writeStartTag(_ record: NodeRecord, _ out: inout [UInt8]) {
    out.append(UInt8(ascii: "<"))
    storage.withName(record.name) { out.append(contentsOf: $0) }
    for index in Int(record.start)..<Int(record.start) + Int(record.count) {
      let attribute = storage.attribute(index)
      out.append(UInt8(ascii: " "))
      storage.withName(attribute.name) { out.append(contentsOf: $0) }
      out.append(contentsOf: "=\"".utf8)
      storage.withText(attribute.value) { escape($0, inAttribute: true, &out) }
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: ">"))
  }

  private func writeEndTag(_ index: Int32, _ out: inout [UInt8]) {
    out.append(contentsOf: "</".utf8)
    storage.withName(storage.node(index).name) { out.append(contentsOf: $0) }
    out.append(UInt8(ascii: ">"))
  }

  private func writeText(_ record: NodeRecord, _ out: inout [UInt8]) {
    let range = TextRange(start: record.start, count: record.count)
    if record.parent >= 0, isRawText(storage.node(record.parent)) {
      storage.withText(range) { out.append(contentsOf: $0) }
    } else {
      storage.withText(range) { escape($0, inAttribute: false, &out) }
    }
  }

  /// Escapes `&`, no-break space, `<` and `>`, and in attributes `"` ("escaping a string").
  private func escape(
    _ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool, _ out: inout [UInt8]
  ) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\"") where inAttribute: out.append(contentsOf: "&quot;".utf8)
      case 0xC2 where index + 1 < text.count && text[index + 1] == 0xA0:
        out.append(contentsOf: "&nbsp;".utf8)
        index += 1
      default: out.append(byte)
      }
      index += 1
    }
  }

  /// Whether the element is void, or an obsolete element that is serialised as void.
  private func isVoid(_ record: NodeRecord) -> Bool {
    guard record.namespace == .html else { return false }
    let name = Name(number: record.name)
    return [
      .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen,
      .link, .meta, .param, .source, .track, .wbr,
    ].contains(name)
  }

  /// Whether the text of the element is not escaped (with scripting disabled).
  private func isRawText(_ record: NodeRecord) -> Bool {
    guard record.namespace == .html, record.kind == .element else { return false }
    let name = Name(number: record.name)
    return [.style, .script, .xmp, .iframe, .noembed, .noframes, .plaintext].contains(name)
  }
}
