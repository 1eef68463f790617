import HTML

/// The source of an image; pages that load images lazily keep it in another attribute.
enum ImageSource {
  static func inTeaser(_ node: Node) -> String? {
    for name in ["data-src", "data-original", "data-lazy-src", "src"] {
      if let value = node[name], !value.isEmpty { return value }
    }
    return nil
  }

  /// Returns the address of an image in an article, without `data:` URLs. Pages that load images late
  /// keep it in other attributes, or in a `noscript` element after a placeholder.
  static func inArticle(_ node: Node) -> String? {
    for name in ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-url"] {
      if let value = node[name], isAddress(value) { return value }
    }
    if let value = largest(node["data-srcset"] ?? node["data-lazy-srcset"]) { return value }
    let source = node["src"].flatMap { isAddress($0) ? $0 : nil }
    if let source, !isPlaceholder(source) { return source }
    return largest(node[.srcset]) ?? withoutScript(node) ?? inPicture(node) ?? source
  }

  private static func isAddress(_ value: String) -> Bool {
    !value.isEmpty && !value.hasPrefix("data:") && value.utf8.count < 4000
  }

  /// Whether the file is named as one without a picture.
  private static func isPlaceholder(_ address: String) -> Bool {
    let stem = fileName(ofImageAt: address).lowercased().prefix { $0 != "." }
    return [
      "blank", "clear", "grey", "lazy", "loading", "pixel", "placeholder", "spacer", "transparent",
    ]
    .contains { stem.hasPrefix($0) }
  }

  /// Returns the address with the greatest width or density in a `srcset` attribute.
  private static func largest(_ set: String?) -> String? {
    guard let set, set.utf8.count < 20_000 else { return nil }
    var best: (size: Double, address: String)?
    // A comma inside an address is not followed by a space.
    for candidate in set.replacing(",\n", with: ", ").split(separator: ", ") {
      let parts = candidate.split(whereSeparator: \.isWhitespace)
      guard let address = parts.first.map(String.init), isAddress(address) else { continue }
      let size = parts.dropFirst().first.flatMap { Double($0.dropLast()) } ?? 1
      if size > best?.size ?? -1 { best = (size, address) }
    }
    return best?.address
  }

  /// Returns the address of the image in the `noscript` element next to a placeholder.
  private static func withoutScript(_ node: Node) -> String? {
    var next = node.nextSibling
    while let sibling = next, sibling.isText { next = sibling.nextSibling }
    guard let next, next.isElement(.noscript), next.end - next.index < 20,
      let image = next.descendants.first(where: { $0.isElement(.img) })
    else { return nil }
    return image["src"].flatMap { isAddress($0) ? $0 : nil } ?? largest(image[.srcset])
  }

  /// Returns the address in the `source` elements of the `picture` element around an image.
  private static func inPicture(_ node: Node) -> String? {
    guard let picture = node.parent, picture.isElement(.picture), picture.end - picture.index < 40
    else { return nil }
    for source in picture.descendants where source.isElement(.source) {
      if let address = largest(source[.srcset] ?? source["data-srcset"]) { return address }
    }
    return nil
  }

  /// Returns a label for an image without description: the last segment of the address's path, or the
  /// address.
  static func fileName(ofImageAt address: String) -> String {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "?") }
    let name = Array(path.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
    return name.isEmpty ? address : String(decoding: name, as: UTF8.self)
  }
}
