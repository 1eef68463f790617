import Dates
import HTML

/// The dates shown around the body of an article: in `time` elements, in short lines next to the
/// headline or the end, and at the start of the body.
struct VisibleDates {
  private(set) var candidates: [DateCandidate] = []
  /// The first date that is labelled as the date of a change.
  private(set) var modified: PageDate?
  /// The first date in a line of its own right below the headline.
  private(set) var headDate: PageDate?

  private let tree: BlockTree
  private let body: BodyFinder
  private let reader: DateParser

  init(_ tree: BlockTree, body: BodyFinder, reader: DateParser) {
    self.tree = tree
    self.body = body
    self.reader = reader
    guard let first = body.opening, let last = body.kept.last else { return }
    let start = body.headlineBlocks?.lowerBound ?? first
    let near = max(0, min(start, first) - 12)..<min(tree.blocks.count, first + 2)
    addTimes(near, first: first, last: last)
    addAttributes(near, first: first)
    addLines(near, start: start, first: first, last: last)
    addOpening()
  }

  private mutating func add(_ date: PageDate, weight: Int) {
    candidates.append(DateCandidate(date: date, weight: weight))
  }

  // MARK: - Elements

  /// Adds the dates of `time` elements.
  private mutating func addTimes(_ near: Range<Int>, first: Int, last: Int) {
    let firstNode = tree.blocks[near.lowerBound].nodes.lowerBound
    let lastNode = tree.blocks[min(last + 3, tree.blocks.count - 1)].nodes.upperBound
    for time in tree.times.prefix(200) where time >= firstNode && time < lastNode {
      let node = tree.document[time]
      let isNear = time <= tree.blocks[first].nodes.lowerBound
      let isDeclared =
        node[.itemprop]?.contains("datePublished") == true || node.hasAttribute("pubdate")
      guard let date = Self.date(of: node, reader) else { continue }
      switch isDeclared ? .published : label(of: node) {
      case .modified: modified = modified ?? date
      case .other: continue
      case let label:
        let weight = isDeclared ? 5 : !isNear || Self.isInEvent(node) ? 1 : 4
        add(date, weight: label == .published && weight == 4 ? 5 : weight)
      }
      if candidates.count > 4 { break }
    }
  }

  /// Returns the date in the attributes of an element.
  private static func date(of node: Node, _ reader: DateParser) -> PageDate? {
    for name in [Name.datetime, .content, .title] {
      guard let value = node[name], value.utf8.count <= 80,
        var date = reader.parseMachineReadable(value), !date.isRelative
      else { continue }
      date.origin = .timeElement
      return date
    }
    return nil
  }

  /// Returns the meaning of a `time` element, by its properties and class or the words before it.
  private func label(of node: Node) -> DateLabel? {
    if node[.itemprop]?.contains("dateModified") == true { return .modified }
    if let classes = node[.class]?.lowercased(), !classes.contains("publish"),
      classes.contains("updated") || classes.contains("modified")
    {
      return .modified
    }
    guard let block = block(at: node.index) else { return nil }
    var text: [UInt8] = []
    let nodes = tree.blocks[block].nodes.lowerBound
    for index in min(max(nodes, node.index - 16), node.index)..<node.index {
      let before = tree.document[index]
      if before.name == .time { text.removeAll() }
      if before.isText, before.parent?.name != .time { before.appendText(to: &text) }
    }
    text.collapseSpaces()
    if text.isEmpty, block > 0, tree.blocks[block - 1].length <= 24 {
      text = Array(tree.text[tree.blocks[block - 1].bytes])
    }
    return DateLabel.ofDate(after: text)
  }

  /// Returns the block that contains a node.
  private func block(at node: Int) -> Int? {
    var low = 0
    var high = tree.blocks.count
    while low < high {
      let middle = (low + high) / 2
      if tree.blocks[middle].nodes.upperBound > node { high = middle } else { low = middle + 1 }
    }
    return low < tree.blocks.count ? low : nil
  }

  /// Whether an element is part of the description of an event.
  private static func isInEvent(_ node: Node) -> Bool {
    var up: Node? = node
    for _ in 0..<3 {
      guard let element = up, element.isElement else { return false }
      if element.classes.contains(where: { $0.lowercased().hasPrefix("event") }) { return true }
      up = element.parent
    }
    return false
  }

  /// Adds the dates in attributes of other elements that are named as dates.
  private mutating func addAttributes(_ near: Range<Int>, first: Int) {
    let firstNode = tree.blocks[near.lowerBound].nodes.lowerBound
    let lastNode = tree.blocks[first].nodes.lowerBound
    for element in tree.elements
    where element.roles.contains(.date) && element.node >= firstNode && element.node < lastNode {
      let node = tree.document[element.node]
      guard element.name != .time, element.blocks.count <= 2,
        node.hasAttribute(.datetime) || node.hasAttribute(.title),
        let date = Self.date(of: node, reader)
      else { continue }
      add(date, weight: 4)
      break
    }
  }

  // MARK: - Lines

  /// Adds the dates of short lines.
  private mutating func addLines(_ near: Range<Int>, start: Int, first: Int, last: Int) {
    var lines = 0
    // The lines below the headline come first, then the lines above it, nearest first.
    let under = max(near.lowerBound, min(body.headlineBlocks?.upperBound ?? start, near.upperBound))
    let order = Array(under..<near.upperBound) + (near.lowerBound..<under).reversed()
    // Several dates after the body belong to teasers of other articles.
    let after = Array(last..<min(last + 25, tree.blocks.count))
    let datesAfter = (last..<min(last + 30, tree.blocks.count)).count {
      tree.blocks[$0].length <= 60 && tree.withBytes(of: $0) { reader.parse($0) }.date != nil
    }
    for i in order + (datesAfter > 1 ? [] : after) {
      guard tree.blocks[i].length <= 120, lines < 6, !isInFigure(i) else { continue }
      for item in DateLine(tree, block: i, reader: reader).items {
        var date = item.date
        date.origin = .text
        if item.label == .other { continue }
        if item.label == .modified {
          modified = modified ?? date
          continue
        }
        // A time of day alone, or "today", may refer to anything.
        if date.isRelative, lines > 0 { continue }
        let isHead = i <= first + 1 && lines == 0 && !date.isRelative
        if isHead, i >= under { headDate = date }
        add(date, weight: (isHead ? 3 : 1) + (item.label == .published ? 1 : 0))
        lines += 1
      }
    }
  }

  /// Adds the date at the start of the body, where press releases and columns give place and date.
  private mutating func addOpening() {
    let standfirst = body.standfirst ?? 0..<0
    let opening =
      Array(standfirst) + body.kept.lazy.filter { body.hasProse($0) && !standfirst.contains($0) }
    for (place, i) in opening.prefix(3).enumerated() {
      let head = tree.withBytes(of: i) { String(decoding: $0.prefix(90), as: UTF8.self) }
      guard let mention = reader.mentions(in: head).first, mention.hasYear,
        mention.range.lowerBound < (place == 0 ? 40 : 4)
      else { continue }
      add(mention.date, weight: 2)
      break
    }
  }

  /// The first date in a short line after the headline, or before it. This is the fallback
  /// if no date is closer to the body.
  var fallback: PageDate? {
    guard let first = body.kept.first else { return nil }
    let start = min(first, body.headlineBlocks?.lowerBound ?? first)
    let near = Array(max(0, start - 30)..<start).reversed() + Array(start..<tree.blocks.count)
    for i in near.prefix(400) {
      switch body.boilerplate[i] {
      case .comments, .related, .navigation, .links: continue
      default: break
      }
      guard tree.blocks[i].length <= 140 else { continue }
      for item in DateLine(tree, block: i, reader: reader).items
      where item.label == nil || item.label == .published {
        var date = item.date
        date.origin = .text
        return date
      }
    }
    return nil
  }

  private func isInFigure(_ block: Int) -> Bool {
    var index = tree.blocks[block].owner
    for _ in 0..<4 where index > 0 {
      if [.figure, .figcaption].contains(tree.elements[index].name) { return true }
      index = tree.elements[index].parent
    }
    return false
  }
}
