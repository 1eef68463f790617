import HTML

/// The traversal that builds a `PageSurvey`, in one pass.
struct PageSurveyBuilder {
  let document: Document
  /// The bytes of the host of the page's address.
  private let host: [UInt8]
  let known: KnownLedes
  var nodes: [NodeStatistics]
  var links: [PageLink] = []
  var addresses = IDTable(capacity: 256)
  var texts = IDTable(capacity: 256)
  /// The number of links that are left out because of their length.
  var ignoredLinkCount = 0
  private var classes = IDTable(capacity: 256)
  private var classTraits: [ClassTraits] = []
  private var sums = NodeStatistics()
  private var skipEnd = 0
  private var headingEnd = 0
  private var dateEnd = 0
  private var linkEnd = 0
  private var linkText = TextHash()
  private var linkIsDated = false
  private var articleEnd = 0

  init(_ document: Document, host: String, known: KnownLedes) {
    self.document = document
    self.host = Array(host.utf8)
    self.known = known
    nodes = []
    nodes.reserveCapacity(document.nodeCount + 1)
    links.reserveCapacity(256)
  }

  mutating func run() {
    let document = document
    let count = document.nodeCount
    for i in 0..<count {
      if i == linkEnd { closeLink() }
      visit(document[i], at: i)
    }
    closeLink()
    sums.end = Int32(count)
    nodes.append(sums)
  }

  private mutating func visit(_ node: Node, at i: Int) {
    var statistics = sums
    statistics.end = Int32(node.end)
    statistics.parent = Int32(node.parent?.index ?? 0)
    statistics.kind = .other
    statistics.zone = []
    if i >= skipEnd {
      switch node.kind {
      case .text: add(text: node, at: i)
      case .element: add(element: node, at: i, into: &statistics)
      case .fragment: if !isShadowRoot(document[Int(statistics.parent)]) { skipEnd = node.end }
      case .document, .doctype, .comment: break
      }
    }
    nodes.append(statistics)
  }

  private mutating func add(text node: Node, at i: Int) {
    let scan = node.withText { TextScan($0) }
    guard scan.chars > 0 else { return }
    sums.chars += scan.chars
    if i < linkEnd {
      sums.linkChars += scan.chars
      links[links.count - 1].chars += scan.chars
      linkText.combine(scan.hash)
      if scan.isDateLike { linkIsDated = true }
    } else if scan.chars >= 80 {
      sums.prose += scan.chars
    }
    if scan.isDateLike, i >= dateEnd { sums.dates += 1 }
    if !known.isEmpty, node.withText({ known.contains($0) }) { sums.known += 1 }
  }

  private mutating func add(element node: Node, at i: Int, into statistics: inout NodeStatistics) {
    let kind = ElementKind(node.name)
    statistics.kind = kind
    if kind.isInvisible, !isShown(node) {
      skipEnd = node.end
      return
    }
    let style = classTraits(of: node, kind: kind, at: i)
    statistics.signature = style.signature
    statistics.path = mixed(nodes[Int(statistics.parent)].path, UInt64(style.signature))
    statistics.zone = style.zone
    // One teaser may be called "featured"; a box of featured teasers is separate from the list.
    if kind == .article || kind == .item || kind == .row { statistics.zone.remove(.slider) }
    statistics.isDate = style.isDate || kind == .time
    statistics.zone.formUnion(zone(of: kind, node, at: i))
    if kind.canHoldList, node.hasAttributes, isHidden(node) { statistics.zone.insert(.hidden) }
    switch kind {
    case .heading:
      headingEnd = node.end
      sums.headings += 1
      if i < linkEnd { links[links.count - 1].traits.insert(.heading) }
    case .time: openDate(node, &statistics)
    case .image:
      sums.images += 1
      if i < linkEnd {
        links[links.count - 1].traits.insert(.image)
        links[links.count - 1].altChars += node.withAttribute(.alt) { TextScan($0).chars } ?? 0
        if !known.isEmpty, node.withAttribute(.alt, { known.contains($0) }) ?? false {
          sums.known += 1
        }
      }
    case .anchor: openLink(node, at: i)
    default: if style.isDate { openDate(node, &statistics) }
    }
    if kind == .article || kind == .item { articleEnd = max(articleEnd, node.end) }
  }

  /// Whether an invisible element is shown nevertheless: a declarative shadow root, and what readers
  /// without scripts see, if it has links.
  private func isShown(_ node: Node) -> Bool {
    isShadowRoot(node)
      || node.name == .noscript
        && (node.index..<min(node.end, node.index + 400)).count {
          document[$0].name == .a && document[$0].isElement
        } >= 2
  }

  /// Whether the `hidden` attribute or the inline style hides an element.
  private func isHidden(_ node: Node) -> Bool {
    if node.hasAttribute(.hidden) { return true }
    return node.withAttribute(.style) { style in
      style.count < 200
        && (style.containsBytes(of: "display:none") || style.containsBytes(of: "display: none"))
    } ?? false
  }

  /// Whether a template is a declarative shadow root (HTML standard, "the template element").
  private func isShadowRoot(_ node: Node) -> Bool {
    node.name == .template
      && ["open", "closed"].contains(node["shadowrootmode"]?.lowercased() ?? "")
  }

  /// Counts an element named as a date as one date, whatever texts it contains. A large element is
  /// a box with a date inside and does not count.
  private mutating func openDate(_ node: Node, _ statistics: inout NodeStatistics) {
    guard node.end - node.index <= 16 else {
      statistics.isDate = false
      return
    }
    guard node.index >= dateEnd else { return }
    sums.dates += 1
    dateEnd = node.end
  }

  private func zone(of kind: ElementKind, _ node: Node, at i: Int) -> Zone {
    switch kind {
    case .nav: .navigation
    // Inside an article, header and footer belong to it.
    case .header: i < articleEnd ? [] : .header
    case .footer: i < articleEnd ? [] : .footer
    case .aside: .aside
    case .main: .main
    case .form, .other, .item, .article: role(of: node)
    default: []
    }
  }

  private func role(of node: Node) -> Zone {
    guard node.hasAttribute(.role) else { return [] }
    return switch node[.role] {
    case "navigation", "menu", "menubar", "tablist": .navigation
    case "banner": .header
    case "contentinfo": .footer
    case "complementary": .aside
    case "main": .main
    default: []
    }
  }

  private mutating func classTraits(of node: Node, kind: ElementKind, at i: Int) -> ClassTraits {
    let seed = mixed(0x7A6, UInt64(node.name.number))
    guard node.hasAttributes else { return ClassTraits(seed: seed) }
    let key = node.withAttribute(.class) { hash64($0, seed: seed) } ?? seed
    let (id, isNew) = classes.id(of: key)
    if isNew {
      let isRoot = kind == .root
      classTraits.append(
        node.withAttribute(.class) { ClassTraits($0, seed: seed, isRoot: isRoot) }
          ?? ClassTraits(seed: seed))
    }
    var traits = classTraits[id]
    if kind != .root, let zone = node.withAttribute(.id, { ClassTraits.zone(of: $0) }) {
      traits.zone.formUnion(zone)
    }
    return traits
  }

  private mutating func openLink(_ node: Node, at i: Int) {
    guard let reference = node.withAttribute(.href, { LinkReference($0, host: host) }) ?? nil else {
      if node.withAttribute(.href, LinkReference.isTooLong) == true { ignoredLinkCount += 1 }
      return
    }
    closeLink()
    var link = PageLink(node: Int32(i), end: Int32(node.end))
    link.pattern = reference.pattern
    link.traits = reference.traits
    link.address = Int32(addresses.id(of: reference.hash).id)
    if i < headingEnd { link.traits.insert(.heading) }
    node.withAttribute(.rel) { rel in
      if rel.containsLetters(of: "bookmark") { link.traits.insert(.bookmark) }
      if rel.containsLetters(of: "tag") || rel.containsLetters(of: "author") {
        link.traits.insert(.section)
      }
    }
    links.append(link)
    sums.links += 1
    linkEnd = node.end
    linkText = TextHash()
    linkIsDated = false
  }

  private mutating func closeLink() {
    guard linkEnd > 0 else { return }
    linkEnd = 0
    let last = links.count - 1
    if linkIsDated, links[last].chars < 30 { links[last].traits.insert(.dated) }
    if links[last].chars < 40 {
      let text = FoldedText(textOf: document[Int(links[last].node)], in: document)
      links[last].folded = text
      if links[last].chars > 0, LinkLabel.isLabel(text) { links[last].traits.insert(.label) }
    }
    // A site of its own is announced by its root.
    if links[last].chars >= PageLink.minimumSiteNameChars { links[last].traits.remove(.home) }
    links[last].text = Int32(texts.id(of: linkText.value).id)
  }
}
