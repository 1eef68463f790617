import HTML

/// Text inside lines that readers do not see, or that is a sign and no word: labels for screen readers,
/// hidden notes, names of icons, marks that link to a heading.
enum InlineVisibility {
  /// Longer hidden text is the rest of a story, which a script shows.
  private static let maximumHidden = 200
  private static let maximumIcon = 40
  private static let maximumNodes = 400

  static func isMuted(_ node: Node, roles: ElementRoles) -> Bool {
    if roles.contains(.hidden) { return length(of: node, atMost: maximumHidden) <= maximumHidden }
    if node.name == .a { return isHeadingMark(node) }
    guard node.name == .i || node.name == .span else { return false }
    var isIcon = false
    node.withAttribute(.class) { classes in
      isIcon =
        classes.containsBytes(of: "material-icons") || classes.containsBytes(of: "material-symbols")
        || classes.containsBytes(of: "icon") && node["aria-hidden"] == "true"
    }
    return isIcon && length(of: node, atMost: maximumIcon) <= maximumIcon
  }

  /// Whether a button shows a question or a heading, and opens the text below it.
  static func isQuestion(_ node: Node) -> Bool {
    guard node.name == .button, node["aria-expanded"] != nil || node["aria-controls"] != nil else {
      return false
    }
    let size = length(of: node, atMost: 300)
    guard (12...300).contains(size) else { return false }
    if let parent = node.parent, headings.contains(parent.name) { return true }
    let text = TextCleaner.clean(node.textContent)
    return text.hasSuffix("?") || text.hasSuffix("？") || text.hasSuffix("؟")
  }

  private static let headings: NameSet = [.h2, .h3, .h4, .h5, .h6]

  /// Whether a link to a place on the page has one sign as its text: `#`, `¶`, `§`.
  private static func isHeadingMark(_ node: Node) -> Bool {
    guard length(of: node, atMost: 4) <= 4 else { return false }
    var isLocal = false
    node.withAttribute(.href) { isLocal = $0.first == UInt8(ascii: "#") }
    return isLocal && ["#", "¶", "§", "🔗"].contains(TextCleaner.clean(node.textContent))
  }

  /// Returns the bytes of text in an element; more than the maximum if there are more.
  private static func length(of node: Node, atMost maximum: Int) -> Int {
    var length = 0
    guard node.end - node.index <= maximumNodes else { return maximum + 1 }
    for inner in node.descendants where inner.isText {
      inner.withText { length += $0.count }
      if length > maximum { break }
    }
    return length
  }
}
