import HTML

/// An outline of an OPML file (OPML 2.0) that has an address.
package struct OPMLOutline: Hashable, Sendable {
  /// The texts of the outlines around it, outermost first.
  package var categories: [String]
  /// The attributes by their names as written, including the prefix: `xmlUrl`, `frss:xPathItem`.
  package var attributes: [String: String]

  /// Returns the outlines of a file that have the attribute `xmlUrl`; nil if the file is no OPML.
  ///
  /// External entities are never read, and the texts of declared ones are bounded (`XMLEntities`).
  /// - Parameters:
  ///   - bytes: The file, in an encoding that it declares or that is detected.
  ///   - maximumCount: The number of outlines that are returned at most.
  package static func outlines(of bytes: [UInt8], maximumCount: Int) -> [OPMLOutline]? {
    let encoding = Encoding.sniff(bytes).encoding
    var xml = XMLReader(encoding.decode(bytes).utf8)
    var open: [String?] = []
    var found: [OPMLOutline] = []
    var isOPML = false
    while found.count < maximumCount, let event = xml.next() {
      switch event {
      case .start(let element):
        if open.isEmpty { isOPML = element.name == "opml" }
        guard isOPML else { return nil }
        guard element.name == "outline" else {
          open.append(nil)
          continue
        }
        let attributes = Dictionary(element.attributes.map { ($0.name, $0.value) }) { old, _ in old
        }
        if attributes["xmlUrl"] != nil {
          found.append(OPMLOutline(categories: open.compactMap(\.self), attributes: attributes))
        }
        open.append(attributes["text"] ?? attributes["title"])
      case .end: _ = open.popLast()
      case .text: continue
      }
    }
    return isOPML ? found : nil
  }
}
