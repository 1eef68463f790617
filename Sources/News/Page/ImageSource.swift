import HTML

/// The source of an image; pages that load images lazily keep it in another attribute.
enum ImageSource {
  static func inTeaser(_ node: Node) -> String? {
    for name in ["data-src", "data-original", "data-lazy-src", "src"] {
      if let value = node[name], !value.isEmpty { return value }
    }
    return nil
  }

  /// Returns the address of an image in an article, without `data:` URLs; `srcset` is the last
  /// resort.
  static func inArticle(_ node: Node) -> String? {
    let candidates = ["data-src", "data-original", "data-lazy-src", "src"]
    for name in candidates {
      if let value = node[name], !value.isEmpty, !value.hasPrefix("data:") { return value }
    }
    return node[.srcset]?.split(separator: ",").first?.split(separator: " ").first.map(String.init)
  }

  /// Returns a label for an image without description: the last segment of the address's path, or the
  /// address.
  static func fileName(ofImageAt address: String) -> String {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "?") }
    let name = Array(path.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
    return name.isEmpty ? address : String(decoding: name, as: UTF8.self)
  }
}
