import Dates
import HTML

/// The dates shown around the body of an article: in `time` elements, in short lines next to the
/// headline or the end, and at the start of the body.
struct VisibleDates {
  private(set) var candidates: [DateCandidate] = []
  /// The first date that is labelled as the date of a change.
  private(set) var modified: PageDate?

  private let tree: BlockTree
  private let body: BodyFinder
  private let reader: DateParser

  init(_ tree: BlockTree, body: BodyFinder, reader: DateParser) {
    self.tree = tree
    self.body = body
    self.reader = reader
    guard let first = body.kept.first, let last = body.kept.last else { return }
    let start = body.headlineBlocks?.lowerBound ?? first
    let near = max(0, min(start, first) - 12)..<min(tree.blocks.count, first + 2)
    addTimes(near, first: first, last: last)
    addLines(near, start: start, first: first, last: last)
    addOpening()
  }

  private mutating func add(_ date: PageDate, weight: Int) {
    candidates.append(DateCandidate(date: date, weight: weight))
  }

  /// Adds the dates of `time` elements.
  private mutating func addTimes(_ near: Range<Int>, first: Int, last: Int) {
    let firstNode = tree.blocks[near.lowerBound].nodes.lowerBound
    let lastNode = tree.blocks[min(last + 3, tree.blocks.count - 1)].nodes.upperBound
    for time in tree.times.prefix(200) where time >= firstNode && time < lastNode {
      let node = tree.document[time]
      let isNear = time <= tree.blocks[first].nodes.lowerBound
      let isDeclared =
        node[.itemprop]?.contains("datePublished") == true || node.hasAttribute("pubdate")
      if let value = node[.datetime] ?? node[.content],
        var date = reader.parseMachineReadable(value)
      {
        date.origin = .timeElement
        add(date, weight: isDeclared ? 5 : isNear ? 4 : 1)
      }
      if candidates.count > 4 { break }
    }
  }

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
      let block = tree.blocks[i]
      guard block.length <= 120, lines < 6, !isInFigure(i) else { continue }
      guard var date = date(inLine: i) else { continue }
      date.origin = .text
      if tree.withBytes(of: i, ModificationWords.matches) {
        modified = modified ?? date
        continue
      }
      // A time of day alone, or "today", may refer to anything.
      if date.isRelative, lines > 0 { continue }
      add(date, weight: i <= first + 1 && lines == 0 && !date.isRelative ? 3 : 1)
      lines += 1
    }
  }

  /// Adds the date at the start of the body, where press releases and columns give place and date.
  private mutating func addOpening() {
    let opening = (body.standfirst.map(Array.init) ?? []) + body.kept.lazy.filter(body.hasProse)
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
      guard tree.blocks[i].length <= 140, var date = date(inLine: i) else { continue }
      date.origin = .text
      if tree.withBytes(of: i, ModificationWords.matches) { continue }
      return date
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

  /// Returns the date that a line consists of, or that follows a label in it.
  private func date(inLine i: Int) -> PageDate? {
    tree.withBytes(of: i) { bytes in
      if let date = reader.parse(bytes).date { return date }
      guard let colon = bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")), colon > 2,
        bytes.count - colon <= 40,
        // The colon of a time stands between digits.
        !(0x30...0x39).contains(bytes[colon - 1])
      else { return nil }
      return reader.parse(UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])).date
    }
  }
}
