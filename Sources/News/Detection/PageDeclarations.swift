import HTML

/// The statements of a page about itself that tell a listing from an article.
struct PageDeclarations {
  /// Whether `og:type` is an article (Open Graph protocol, "Object Types").
  private(set) var isArticle = false
  /// Whether a meta element names the time of publication.
  private(set) var hasPublicationTime = false
  /// Whether JSON-LD describes an article (schema.org `Article` and its subtypes).
  private(set) var hasArticleData = false
  /// The characters of the title.
  private(set) var titleLength = 0
  /// The visible characters of the longest `h1`.
  private(set) var headingChars = 0

  /// The maximum number of nodes that are searched for the elements of the head. A stray tag in the
  /// head moves what follows into the body.
  private static let maximumNodes = 4_000
  /// The maximum number of bytes of a script that are searched.
  private static let maximumScriptLength = 1 << 16

  init(_ survey: PageSurvey) {
    let document = survey.document
    var i = 1
    while i < document.nodeCount {
      switch survey.nodes[i].kind {
      case .heading where document[i].name == .h1:
        headingChars = max(headingChars, survey.chars(in: i))
      case .invisible:
        let node = document[i]
        if node.name == .head { for inner in node.childElements { read(inner, in: document) } }
        read(node, in: document)
        i = node.end
        continue
      case .other where i < PageDeclarations.maximumNodes && Int(survey.nodes[i].end) == i + 1:
        read(document[i], in: document)
      default: break
      }
      i += 1
    }
  }

  private mutating func read(_ node: Node, in document: Document) {
    switch node.name {
    case .meta where node.kind == .element: readMeta(node)
    case .title where titleLength == 0: titleLength = node.textContent.unicodeScalars.count
    case .script where !hasArticleData: hasArticleData = describesArticle(node, in: document)
    default: break
    }
  }

  private mutating func readMeta(_ node: Node) {
    guard let name = node["property"] ?? node[.name] else { return }
    switch name.lowercased() {
    case "og:type":
      if node[.content]?.lowercased().hasSuffix("article") == true { isArticle = true }
    case "article:published_time": hasPublicationTime = true
    default: break
    }
  }

  private func describesArticle(_ script: Node, in document: Document) -> Bool {
    guard script.withAttribute(.type, { $0.containsLetters(of: "ld+json") }) == true else {
      return false
    }
    return (script.index + 1..<script.end).contains { index in
      document[index].withText { text in
        let text = UnsafeBufferPointer(rebasing: text.prefix(PageDeclarations.maximumScriptLength))
        return text.containsBytes(of: "Article\"") || text.containsBytes(of: "BlogPosting\"")
      }
    }
  }
}
