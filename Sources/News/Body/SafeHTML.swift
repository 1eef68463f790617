import HTML
import WebURL

/// A writer of HTML that is safe to display anywhere: allow-listed elements, absolute links to
/// http, https and mailto addresses, no scripts, styles, event handlers or ids.
struct SafeHTML {
  private(set) var bytes: [UInt8] = []
  let base: WebURL
  private(set) var nesting = MarkupNesting()

  init(base: WebURL) { self.base = base }

  /// Begins an element. Returns false if it is not written: a link without a usable address, or an
  /// element in a place where a parser would not keep it.
  mutating func open(_ name: Name, _ node: Node) -> Bool {
    guard nesting.permits(name), name != .a || link(node) != nil else { return false }
    // The first newline of preformatted text is no part of it.
    if Self.ownLine.contains(name), !bytes.isEmpty, !isAtStartOfPre { bytes.append(0x0A) }
    nesting.push(name)
    bytes.append(UInt8(ascii: "<"))
    put(name)
    switch name {
    case .a:
      if let address = link(node) { attribute("href", address) }
    case .td, .th:
      for (attribute, text) in [(Name.colspan, "colspan"), (.rowspan, "rowspan")] {
        if let value = node[attribute].flatMap({ Int($0) }), (2...1000).contains(value) {
          self.attribute(text, String(value))
        }
      }
    case .ol:
      if let start = node[.start].flatMap({ Int($0) }), start > 1, start < 1_000_000 {
        attribute("start", String(start))
      }
    default: break
    }
    bytes.append(UInt8(ascii: ">"))
    return true
  }

  /// Ends the innermost element.
  mutating func close() {
    guard let name = nesting.pop() else { return }
    bytes += "</".utf8
    put(name)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func text(_ text: [UInt8]) {
    escape(isAtStartOfPre ? Array(text.drop { $0 == 0x0A || Self.isDropped($0) }) : text)
  }

  private var isAtStartOfPre: Bool { bytes.suffix(5).elementsEqual("<pre>".utf8) }

  mutating func lineBreak() { bytes += Array("<br>".utf8) }

  mutating func image(_ address: String, description: String) {
    bytes += "<img".utf8
    attribute("src", address)
    attribute("alt", description)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func link(to address: String, text: String) {
    bytes += "<a".utf8
    attribute("href", address)
    bytes.append(UInt8(ascii: ">"))
    escape(Array(text.utf8))
    bytes += "</a>".utf8
  }

  private func link(_ node: Node) -> String? {
    guard let reference = node[.href] else { return nil }
    if reference.lowercased().hasPrefix("mailto:") { return reference }
    return base.resolving(reference)?.string
  }

  private mutating func put(_ name: Name) { bytes += Array((name.string ?? "span").utf8) }

  private mutating func attribute(_ name: String, _ value: String) {
    bytes += " \(name)=\"".utf8
    escape(Array(value.utf8))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: [UInt8]) {
    var start = 0
    for i in text.indices {
      let byte = text[i]
      // Most text needs no change and is copied in long runs.
      guard
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
          || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
      else { continue }
      bytes += text[start..<i]
      start = i + 1
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case _ where Self.isDropped(byte): break
      default: bytes.append(byte)
      }
    }
    bytes += text[start...]
  }

  /// Whether a byte is a control character other than tab and newline.
  private static func isDropped(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0x7F
  }

  private static let ownLine: NameSet = [
    .p, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .dt, .dd, .li, .blockquote, .pre, .table, .tr,
    .figure,
  ]
}
