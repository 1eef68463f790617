import Basics
import HTML
import WebURL

/// A traversal of the kept blocks in document order that writes them as safe HTML.
struct BodyHTMLWriter {
  private let tree: BlockTree
  private let kept: [Int]
  private let images: [Int: String]
  private let imageNodes: [Int]
  private let linksImages: Bool
  /// The addresses of the images inside the open link, which cannot hold links to them.
  private var linkedImages: [String] = []
  private var html: SafeHTML

  /// The elements that are open in the output. An implied paragraph is one that the traversal
  /// opened for text outside of any line.
  private var open: [(name: Name?, end: Int, isBlock: Bool, isImplied: Bool)] = []
  private var nextKept = 0
  private var nextImage = 0
  private var nextMuted = 0
  private var lines = 0
  private var preformatted = 0
  private var lineHasText = false
  private var pendingSpace = false
  /// Line breaks since the last text of the line.
  private var breaks = 0

  /// - Parameters:
  ///   - kept: the blocks to write, in order.
  ///   - images: the addresses of the images to write, by node.
  ///   - linksImages: whether images are written as links.
  ///   - base: the base address of links.
  init(
    _ tree: BlockTree, kept: [Int], images: [Int: String], linksImages: Bool = false, base: WebURL
  ) {
    self.tree = tree
    self.kept = kept
    self.images = images
    self.linksImages = linksImages
    imageNodes = images.keys.sorted()
    html = SafeHTML(base: base)
  }

  /// Writes the content of some nodes and returns the HTML.
  mutating func write(_ range: Range<Int>) -> String {
    var i = range.lowerBound
    while i < range.upperBound {
      while let top = open.last, i >= top.end { leave() }
      let node = tree.document[i]
      if node.isElement {
        i = enter(node) ? i + 1 : node.end
      } else {
        if node.isText { write(node) }
        i += 1
      }
    }
    while !open.isEmpty { leave() }
    // A line of the HTML is a paragraph or a row of a table; isolates must be balanced within it.
    return String(decoding: html.bytes, as: UTF8.self)
      .strippingControlCharacters(keeping: "\n\t", keepingBalancedIsolates: true)
  }

  /// Whether a node contains anything to write.
  private mutating func hasContent(_ node: Node) -> Bool {
    while nextKept < kept.count, tree.blocks[kept[nextKept]].nodes.upperBound <= node.index {
      nextKept += 1
    }
    while nextImage < imageNodes.count, imageNodes[nextImage] < node.index { nextImage += 1 }
    let hasText =
      nextKept < kept.count && tree.blocks[kept[nextKept]].nodes.lowerBound < node.end
    return hasText || nextImage < imageNodes.count && imageNodes[nextImage] < node.end
  }

  private mutating func isMuted(_ node: Node) -> Bool {
    while nextMuted < tree.muted.count, tree.muted[nextMuted].lowerBound < node.index {
      nextMuted += 1
    }
    return nextMuted < tree.muted.count && tree.muted[nextMuted].lowerBound == node.index
  }

  /// Returns false if the content of the element is not written.
  private mutating func enter(_ node: Node) -> Bool {
    let display = ElementDisplay.of(node.name)
    if isMuted(node) { return false }
    if display == .skipped, !InlineVisibility.isQuestion(node) {
      writeEmbed(node)
      return false
    }
    if display == .lineBreak {
      addLineBreak()
      return true
    }
    guard hasContent(node) else { return false }
    if node.isElement(.img) {
      writeImage(node)
      return false
    }
    var name = node.namespace == .html ? AllowedMarkup.written(node.name) : nil
    if display == .block {
      breaks = 0
      endImpliedLine()
    } else if name != nil {
      writeBreaks()
    }
    if let allowed = name, !begin(allowed, node, display) { name = nil }
    open.append((name, node.end, display == .block, false))
    return true
  }

  /// Writes the start of an element. Returns false if only the content of the element is written.
  private mutating func begin(_ name: Name, _ node: Node, _ display: ElementDisplay) -> Bool {
    let kept = html.nesting.depth(keptBy: name)
    while html.nesting.depth > kept { leave() }
    if display != .block {
      beginLine()
      writeSpace()
    }
    guard html.open(name, node) else { return false }
    if AllowedMarkup.lines.contains(name) {
      lines += 1
      lineHasText = false
      pendingSpace = false
    }
    if name == .pre { preformatted += 1 }
    return true
  }

  private mutating func addLineBreak() {
    if preformatted > 0 {
      html.text([0x0A])
    } else if lineHasText {
      breaks += 1
    }
  }

  /// Writes a link to an embedded document or medium.
  private mutating func writeEmbed(_ node: Node) {
    guard let address = images[node.index], hasContent(node) else { return }
    endImpliedLine()
    guard html.nesting.permits(.p), !html.nesting.isInLink else { return }
    beginLine()
    let title = TextCleaner.clean(node["title"] ?? node["aria-label"] ?? "")
    html.link(to: address, text: title.isEmpty ? address : title)
    lineHasText = true
    endImpliedLine()
  }

  private mutating func writeImage(_ node: Node) {
    guard let address = images[node.index] else { return }
    let description = TextCleaner.clean(node[.alt] ?? "")
    guard linksImages else {
      writeSpace()
      return html.image(address, description: description)
    }
    beginLine()
    writeSpace()
    let label = description.isEmpty ? ImageSource.fileName(ofImageAt: address) : description
    if html.nesting.isInLink {
      html.text(Array(label.utf8))
      linkedImages.append(address)
    } else {
      html.link(to: address, text: label)
    }
    lineHasText = true
  }

  /// Writes links to the images of a link that has ended.
  private mutating func writeLinkedImages() {
    for address in linkedImages {
      html.text([0x20])
      html.link(to: address, text: ImageSource.fileName(ofImageAt: address))
    }
    linkedImages = []
  }

  private mutating func writeSpace() {
    guard pendingSpace, lineHasText else { return }
    html.text([0x20])
    pendingSpace = false
  }

  /// Writes pending line breaks: one breaks the line, two begin a paragraph.
  private mutating func writeBreaks() {
    guard breaks > 0 else { return }
    let isParagraph = breaks > 1 && open.contains { $0.isImplied }
    breaks = 0
    pendingSpace = false
    if isParagraph {
      endImpliedLine()
    } else if lineHasText {
      html.lineBreak()
      lineHasText = false
    }
  }

  private mutating func leave() {
    let top = open.removeLast()
    guard let name = top.name else { return }
    if AllowedMarkup.lines.contains(name) {
      lines -= 1
      lineHasText = false
      pendingSpace = false
      breaks = 0
    }
    if name == .pre { preformatted -= 1 }
    html.close()
    if name == .a { writeLinkedImages() }
  }

  /// Opens an implied paragraph for text outside of any line.
  private mutating func beginLine() {
    guard lines == 0 else { return }
    // The paragraph ends with the block around it. Unwritten inline elements below it may end
    // earlier; closing those has no effect.
    let outer = open.last { $0.isBlock }?.end ?? tree.document.nodeCount
    guard html.open(.p, tree.document.root) else { return }
    open.append((.p, outer, true, true))
    lines += 1
    lineHasText = false
    pendingSpace = false
  }

  private mutating func endImpliedLine() {
    guard let implied = open.lastIndex(where: { $0.isImplied }) else { return }
    // Inline elements inside the implied paragraph end with it.
    while open.count > implied { leave() }
  }

  private mutating func write(_ node: Node) {
    guard hasContent(node) else { return }
    if preformatted > 0 {
      html.text(node.withText { Array($0) })
      lineHasText = true
      return
    }
    var out: [UInt8] = []
    var cleaner = TextCleaner(pendingSpace: pendingSpace, keepsDirection: true)
    node.withText { cleaner.append($0, to: &out, blockStart: lineHasText ? -1 : 0) }
    pendingSpace = cleaner.pendingSpace
    guard !out.isEmpty else { return }
    if breaks > 0 {
      writeBreaks()
      if out.first == 0x20 { out.removeFirst() }
    }
    beginLine()
    html.text(out)
    lineHasText = true
  }
}
