import HTML

/// Pages that consist of an empty container and of scripts, which fill it in a browser.
enum ScriptShell {
  /// The reason why the page is empty, as a clause for people.
  static let reason = "scripts make the content of the page"

  /// The maximum size of the text of a page that says that it needs scripts.
  private static let maximumTextLength = 600
  /// The maximum size of the text of another page: a title, a menu, a line that says “Loading …”.
  private static let maximumSilentLength = 300
  /// The minimum size of scripts in the page, unless it loads some.
  private static let minimumScriptLength = 2000
  /// The maximum size of the text in the container.
  private static let maximumContainerLength = 60
  /// The number of elements at the start of the body that may be the container.
  private static let searchedElements = 200

  /// - Parameter text: the visible text of the page.
  static func isRecognized(_ document: Document, text: String) -> Bool {
    guard text.utf8.count <= maximumTextLength, hasScripts(document) else { return false }
    return mentionsScripts(document, text: text)
      || text.utf8.count <= maximumSilentLength && hasContainer(document)
  }

  private static func hasScripts(_ document: Document) -> Bool {
    var length = 0
    for node in document.root.descendantElements where node.isElement(.script) {
      if node[.src] != nil { return true }
      length += node.textContent.utf8.count
      if length >= minimumScriptLength { return true }
    }
    return false
  }

  /// Whether the page says, in any language, that it needs JavaScript.
  private static func mentionsScripts(_ document: Document, text: String) -> Bool {
    if text.lowercased().contains("javascript") { return true }
    return document.root.descendantElements.contains {
      $0.isElement(.noscript) && $0.textContent.lowercased().contains("javascript")
    }
  }

  /// Whether an element near the top of the body has an identifier but no content.
  private static func hasContainer(_ document: Document) -> Bool {
    guard let body = document.body else { return false }
    return body.descendantElements.prefix(searchedElements).contains { node in
      isContainer(node) && node.ancestors.prefix(maximumDepth).contains(body)
        && node.textContent.utf8.count <= maximumContainerLength
        && !node.descendantElements.contains { contentNames.contains($0.name) }
    }
  }

  private static let maximumDepth = 3
  private static let contentNames: Set<Name> = [.a, .form, .iframe, .img, .input, .video]

  private static func isContainer(_ node: Node) -> Bool {
    let isBox = [.div, .main, .section].contains(node.name)
    return isBox && node[.id] != nil || node.localName.contains("-")
  }
}
