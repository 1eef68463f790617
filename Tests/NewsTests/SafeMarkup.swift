import HTML

/// The contract of article HTML, judged after a parser has read it as a browser does. The tests and
/// the fuzzers share it, so it does not use the code that writes the HTML.
enum SafeMarkup {
  /// The allowed elements, each with its allowed attributes.
  private static let elements: [String: Set<String>] = {
    let plain = [
      "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "figcaption",
      "figure", "h2", "h3", "h4", "h5", "h6", "ins", "li", "p", "pre", "q", "ruby", "s", "strong",
      "sub", "sup", "table", "tbody", "tfoot", "thead", "tr", "ul",
    ]
    return [
      "a": ["href"], "img": ["alt", "src"], "ol": ["start"], "td": ["colspan", "rowspan"],
      "th": ["colspan", "rowspan"],
    ].merging(plain.map { ($0, []) }) { first, _ in first }
  }()

  private static let schemes: [String: Set<String>] = [
    "href": ["http", "https", "mailto"], "src": ["http", "https"],
  ]

  /// Returns what is outside the contract in a fragment of HTML; empty if nothing is.
  static func violations(in html: String) -> [String] {
    let document = Document.fragment(html, context: "div")
    var found: [String] = []
    for index in 0..<document.nodeCount {
      let node = document[index]
      switch node.kind {
      case .element: found += violations(of: node)
      case .comment, .doctype: found.append("a node that is neither element nor text")
      case .text, .document, .fragment: break
      }
    }
    let again = document.root.innerHTML
    if plain(again) != plain(html) { found.append("a parser makes of it: \(again)") }
    if html.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x7F }) {
      found.append("a control character")
    }
    return found
  }

  private static func violations(of node: Node) -> [String] {
    guard node.namespace == .html, let allowed = elements[node.localName] else {
      return ["an element \(node.localName) of the namespace \(node.namespace)"]
    }
    return node.attributes.compactMap { attribute in
      let name = attribute.localName
      guard allowed.contains(name) else { return "an attribute \(name) of \(node.localName)" }
      guard let schemes = schemes[name] else {
        return Int(attribute.value) == nil && name != "alt" ? "\(name): \(attribute.value)" : nil
      }
      return schemes.contains(scheme(of: attribute.value))
        ? nil : "an address \(attribute.value) in \(name)"
    }
  }

  /// Returns the scheme of an address as a browser sees it; empty for a relative address.
  private static func scheme(of address: String) -> String {
    let seen = address.unicodeScalars.drop { $0.value <= 0x20 }
      .filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }
    guard let colon = seen.firstIndex(of: ":") else { return "" }
    return String(String.UnicodeScalarView(seen[..<colon])).lowercased()
  }

  /// Returns HTML without the differences between equivalent escapes. A combining mark after an escape
  /// is part of its last character, so the comparison is one of scalars.
  private static func plain(_ html: String) -> [Unicode.Scalar] {
    let scalars = Array(html.unicodeScalars)
    return scalars.replacing(Array("&quot;".unicodeScalars), with: ["\""])
      .replacing(Array("&nbsp;".unicodeScalars), with: ["\u{A0}"])
  }
}
