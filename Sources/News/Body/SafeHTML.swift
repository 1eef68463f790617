import HTML
import WebURL

/// A writer of HTML that is safe to display anywhere: allow-listed elements, absolute links to
/// http, https and mailto addresses, no scripts, styles, event handlers or ids.
struct SafeHTML {
  private(set) var bytes: [UInt8] = []
  let base: WebURL
  /// Whether each open `a` element has a usable address and is written.
  private var links: [Bool] = []

  init(base: WebURL) { self.base = base }

  mutating func open(_ name: Name, _ node: Node) {
    if name == .a {
      links.append(link(node) != nil)
      if links.last == false { return }
    }
    if Self.ownLine.contains(name), !bytes.isEmpty { bytes.append(0x0A) }
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
  }

  mutating func close(_ name: Name) {
    if name == .a, links.popLast() == false { return }
    bytes += Array("</".utf8)
    put(name)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func text(_ text: [UInt8]) { escape(text) }

  mutating func lineBreak() { bytes += Array("<br>".utf8) }

  mutating func image(_ address: String, description: String) {
    bytes += Array("<img".utf8)
    attribute("src", address)
    attribute("alt", description)
    bytes.append(UInt8(ascii: ">"))
  }

  private func link(_ node: Node) -> String? {
    guard let reference = node[.href] else { return nil }
    if reference.lowercased().hasPrefix("mailto:") { return reference }
    return base.resolving(reference)?.string
  }

  private mutating func put(_ name: Name) { bytes += Array((name.string ?? "span").utf8) }

  private mutating func attribute(_ name: String, _ value: String) {
    bytes += Array(" \(name)=\"".utf8)
    escape(Array(value.utf8))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
      case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
      case 0x00...0x08, 0x0B...0x1F, 0x7F: break
      default: bytes.append(byte)
      }
    }
  }

  private static let ownLine: Set<Name> = [
    .p, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .dt, .dd, .li, .blockquote, .pre, .table, .tr,
    .figure,
  ]
}
