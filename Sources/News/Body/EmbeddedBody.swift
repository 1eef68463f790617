import HTML

/// Detection of a body that exists only in scripts: in JSON-LD, or as HTML in a string literal.
enum EmbeddedBody {
  /// Shorter strings hold no body.
  private static let minimumLength = 600
  private static let maximumLength = 1 << 20

  /// Returns the best body found in scripts; nil if none has prose.
  static func find(in document: Document, metadata: PageMetadata, headline: Headline) -> BodyFinder?
  {
    var best: BodyFinder?
    for html in candidates(document, metadata) {
      let tree = BlockTree(Document(html))
      let body = BodyFinder(tree, headline: Headline(), metadata: PageMetadata())
      if body.keptProse > max(300, best?.keptProse ?? 0) { best = body }
    }
    return best
  }

  private static func candidates(_ document: Document, _ metadata: PageMetadata) -> [String] {
    var found: [String] = []
    if let text = metadata.linked.article.body, text.utf8.count >= minimumLength {
      found.append(paragraphs(text))
    }
    var left = 4 << 20
    for index in 0..<document.nodeCount {
      let node = document[index]
      guard node.isElement(.script), index + 1 < node.end, left > 0, found.count < 12 else {
        continue
      }
      document[index + 1].withText { bytes in
        left -= bytes.count
        if bytes.containsBytes(of: "\"liveBlogUpdate\""), let value = JSONValue(bytes) {
          found.append(updates(of: value, depth: 0))
        }
        collect(bytes, into: &found)
      }
    }
    return found
  }

  /// Returns the updates of a live blog in JSON-LD (schema.org) as HTML.
  private static func updates(of value: JSONValue, depth: Int) -> String {
    guard depth < 4 else { return "" }
    var html = ""
    for object in value.elements.prefix(20) {
      for update in object["liveBlogUpdate"]?.elements.prefix(2000) ?? [] {
        guard let text = update["articleBody"]?.string else { continue }
        if let headline = update["headline"]?.string {
          html += "<h2>\(escaped(headline[...]))</h2>"
        }
        html += paragraphs(text)
      }
      if let graph = object["@graph"] { html += updates(of: graph, depth: depth + 1) }
    }
    return html
  }

  private static func escaped(_ text: Substring) -> String {
    String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// Converts text with one paragraph per line to HTML; HTML is returned unchanged.
  private static func paragraphs(_ text: String) -> String {
    if text.contains("<p") { return text }
    if text.contains("&lt;/p") { return Document(text).root.textContent }
    return text.split(whereSeparator: \.isNewline).map { line in
      "<p>" + escaped(line) + "</p>"
    }.joined()
  }

  /// Collects the long string literals of a script that hold HTML paragraphs.
  private static func collect(_ bytes: UnsafeBufferPointer<UInt8>, into found: inout [String]) {
    var i = 0
    while i < bytes.count, found.count < 12 {
      guard bytes[i] == UInt8(ascii: "\"") else {
        i += 1
        continue
      }
      var end = i + 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
        end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end + 1, bytes.count)
      let literal = UnsafeBufferPointer(rebasing: bytes[i..<end])
      if literal.count >= minimumLength, literal.count <= maximumLength, holdsParagraphs(literal),
        let text = JSONValue(literal)?.string
      {
        found.append(text)
      }
      i = end
    }
  }

  private static func holdsParagraphs(_ literal: UnsafeBufferPointer<UInt8>) -> Bool {
    literal.containsBytes(of: "\\u003cp") || literal.containsBytes(of: "<p>")
      || literal.containsBytes(of: "<p ") || literal.containsBytes(of: "\\u003Cp")
  }
}
