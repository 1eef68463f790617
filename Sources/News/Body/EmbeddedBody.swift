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
        collect(bytes, into: &found)
      }
    }
    return found
  }

  /// Converts text with one paragraph per line to HTML; HTML is returned unchanged.
  private static func paragraphs(_ text: String) -> String {
    if text.contains("<p") { return text }
    return text.split(whereSeparator: \.isNewline).map { line in
      "<p>" + line.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "</p>"
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
