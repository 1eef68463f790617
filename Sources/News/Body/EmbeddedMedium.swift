import HTML
import WebURL

/// A video, a recording or a document of another site that a page embeds.
struct EmbeddedMedium {
  private let node: Node

  init(_ node: Node) { self.node = node }

  /// Returns the address of the medium; nil for frames that are not meant to be watched or read, such as
  /// advertisements, forms and buttons.
  func address(base: WebURL) -> WebURL? {
    guard let reference, let address = base.resolving(reference), !address.hasPrivateHost else {
      return nil
    }
    let style = InlineStyle(node[.style] ?? "")
    if style.isHidden || style.isShrunken || node.hasAttribute(.hidden) { return nil }
    if node.name == .video || node.name == .audio { return address }
    return isShown(address) ? address : nil
  }

  private var reference: String? {
    for name in ["data-src", "data-lazy-src", "src", "data"] {
      if let value = node[name], Self.isAddress(value) { return value }
    }
    guard node.name == .video || node.name == .audio else { return nil }
    return node.descendants.first { $0.isElement(.source) && Self.isAddress($0["src"] ?? "") }?[
      "src"]
  }

  private static func isAddress(_ value: String) -> Bool {
    !value.isEmpty && !["about:", "blob:", "data:", "javascript:"].contains(where: value.hasPrefix)
  }

  /// Whether a frame may fill the screen, or its address says that it plays or shows something.
  private func isShown(_ address: WebURL) -> Bool {
    if node.hasAttribute("allowfullscreen") || node.hasAttribute("webkitallowfullscreen")
      || node["allow"]?.contains("fullscreen") == true
    {
      return true
    }
    let words = (address.host + address.path).lowercased().split { !$0.isLetter }
    return words.contains { Self.words.contains($0) }
  }

  private static let words: Set<Substring> = [
    "embed", "embeds", "map", "maps", "player", "podcast", "video", "videos", "watch",
  ]
}
