import HTML

/// The source of an image; pages that load images lazily keep it in another attribute.
enum ImageSource {
  /// Returns the reference to the image of a teaser: the one that a script loads later, the visible
  /// one, or another resolution. Placeholders do not count.
  static func inTeaser(_ node: Node) -> String? {
    LazyImageNames.sources.lazy.compactMap { node[$0] }.first(where: isPicture)
      ?? LazyImageNames.sets.lazy.compactMap { node[$0].flatMap(first(ofSet:)) }
      .first(where: isPicture) ?? shown(by: node)
  }

  /// Returns the reference to the image of a teaser.
  ///
  /// - Parameter names: the attributes for lazy images that occur in the document.
  static func inTeaser(_ node: Node, names: LazyImageNames) -> String? {
    names.sources.lazy.compactMap { node[$0] }.first(where: isPicture)
      ?? names.sets.lazy.compactMap { node[$0].flatMap(first(ofSet:)) }.first(where: isPicture)
      ?? shown(by: node)
  }

  /// Returns the reference to the image that is shown without scripts.
  private static func shown(by node: Node) -> String? {
    if let value = node[.src], isPicture(value) { return value }
    if let value = node[.srcset].flatMap(first(ofSet:)), isPicture(value) { return value }
    return inPicture(around: node)
  }

  /// Returns a reference in the sources of the `picture` around an image.
  ///
  /// - Parameter choose: chooses an address of a `srcset`.
  private static func inPicture(
    around node: Node, _ choose: (String) -> String? = first(ofSet:)
  ) -> String? {
    guard let picture = node.parent, picture.isElement(.picture) else { return nil }
    for source in picture.childElements where source.name == .source {
      for value in [source["data-srcset"], source[.srcset]] {
        if let value = value.flatMap(choose), isPicture(value) { return value }
      }
    }
    return nil
  }

  /// Returns the first address of a `srcset`. Addresses may contain commas; one at the end of an
  /// address, or after its descriptors, ends the candidate.
  static func first(ofSet text: String) -> String? {
    let rest = text.drop { $0.isWhitespace || $0 == "," }
    var address = rest.prefix { !$0.isWhitespace }
    while address.last == "," { address.removeLast() }
    return address.isEmpty ? nil : String(address)
  }

  /// Returns the image that the style of an element, or a script, shows behind it.
  static func background(of node: Node, names: LazyImageNames) -> String? {
    for name in names.backgrounds {
      guard let value = node[name] else { continue }
      let reference = InlineStyle.reference(in: value) ?? value
      if isPicture(reference) { return reference }
    }
    guard
      let style = node.withAttribute(
        .style,
        { value in
          value.count <= 2_000 && value.contains(UInt8(ascii: "("))
            ? String(decoding: value, as: UTF8.self) : nil
        }) ?? nil, let reference = InlineStyle.reference(in: style),
      isPicture(reference)
    else { return nil }
    return reference
  }

  /// Whether a reference leads to a picture and not to a placeholder.
  private static func isPicture(_ reference: String) -> Bool {
    guard isAddress(reference) else { return false }
    let path = reference.utf8.prefix { $0 != UInt8(ascii: "?") }
    let name = path[(path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)...]
    guard name.count <= maximumPlaceholder else { return true }
    if name.allSatisfy({ $0 < 0x80 }) { return isPicture(name) }
    let words =
      String(name)?.lowercased().prefix { $0 != "." }
      .split { !$0.isLetter && !$0.isNumber } ?? []
    return words.count > 2 || !words.contains { placeholders.contains(String($0)) }
  }

  /// Whether a file name in ASCII does not name a placeholder: it has more than two words, or no word
  /// for one.
  private static func isPicture(_ name: Substring.UTF8View) -> Bool {
    var words = 0
    var namesPlaceholder = false
    var word = TextHash()
    var length = 0
    for byte in name {
      if byte &- 0x30 < 10 || byte | 0x20 &- 0x61 < 26 {
        word.combine(UInt64(byte.lowercased))
        length += 1
        continue
      }
      if length > 0 {
        words += 1
        if placeholderHashes.contains(word.value) { namesPlaceholder = true }
        (word, length) = (TextHash(), 0)
      }
      if byte == UInt8(ascii: ".") { break }
    }
    if length > 0 {
      words += 1
      if placeholderHashes.contains(word.value) { namesPlaceholder = true }
    }
    return words > 2 || !namesPlaceholder
  }

  private static let placeholderHashes = HashSet(
    placeholders.map { TextHash.hash(of: $0.utf8) })

  /// The maximum length of the file name of a placeholder.
  private static let maximumPlaceholder = 32

  /// Words in the file names of images that stand in for others until those are loaded.
  private static let placeholders: Set<String> = [
    "1x1", "blank", "clear", "dummy", "empty", "grey", "lazy", "lazyload", "loader", "loading",
    "pixel",
    "placeholder", "preloader", "spacer", "spinner", "transparent",
  ]

  /// Returns the address of an image in an article, without `data:` URLs. Pages that load images late
  /// keep it in other attributes, or in a `noscript` element after a placeholder.
  static func inArticle(_ node: Node) -> String? {
    for name in LazyImageNames.sources {
      if let value = node[name], isPicture(value) { return value }
    }
    for name in LazyImageNames.sets {
      if let value = node[name].flatMap(largest(ofSet:)) { return value }
    }
    let source = node[.src].flatMap { isAddress($0) ? $0 : nil }
    if let source, isPicture(source) { return source }
    return node[.srcset].flatMap(largest(ofSet:)) ?? withoutScript(node)
      ?? inPicture(around: node, largest(ofSet:)) ?? source
  }

  private static func isAddress(_ value: String) -> Bool {
    !value.isEmpty && !value.hasPrefix("data:") && value.utf8.count < maximumLength
  }

  /// The maximum length of an address, in bytes.
  private static let maximumLength = 4_000

  /// Returns the address with the greatest width or density in a `srcset` attribute.
  private static func largest(ofSet set: String) -> String? {
    guard set.utf8.count < 20_000 else { return nil }
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
    return image[.src].flatMap { isAddress($0) ? $0 : nil }
      ?? image[.srcset].flatMap(largest(ofSet:))
  }

  /// Returns a label for an image without description: the last segment of the address's path, or the
  /// address.
  static func fileName(ofImageAt address: String) -> String {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "?") }
    let name = Array(path.reversed().prefix { $0 != UInt8(ascii: "/") }.reversed())
    return name.isEmpty ? address : String(decoding: name, as: UTF8.self)
  }
}

/// The attributes from which scripts load images, as far as they occur in a document.
struct LazyImageNames {
  let sources: [Name]
  let sets: [Name]
  let backgrounds: [Name]

  static let sources = [
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo", "data-img-src",
    "data-hi-res-src", "data-image", "data-url",
  ]
  static let sets = ["data-srcset", "data-lazy-srcset"]
  static let backgrounds = [
    "data-bg", "data-background-image", "data-background", "data-bg-url",
  ]

  init(_ document: Document) {
    sources = Self.sources.compactMap(document.name)
    sets = Self.sets.compactMap(document.name)
    backgrounds = Self.backgrounds.compactMap(document.name)
  }
}
