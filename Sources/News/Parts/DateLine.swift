import Dates
import HTML

/// The dates in a short line of a page, with their meanings.
struct DateLine {
  struct Item {
    var date: PageDate
    var label: DateLabel?
  }

  private(set) var items: [Item] = []

  /// A line with more text nodes is no line of dates.
  private static let maximumNodes = 24

  init(_ tree: BlockTree, block: Int, reader: DateParser) {
    tree.withBytes(of: block) { bytes in
      let parts = Self.parts(of: bytes)
      // Each labelled part of a line has its own date.
      if parts.count > 1, parts.dropFirst().contains(where: { DateLabel.of($0) != nil }) {
        items = parts.compactMap { Self.item($0, reader) }
      } else if let item = Self.item(bytes, reader) {
        items = [item]
      } else {
        items = parts.count > 1 ? parts.compactMap { Self.item($0, reader) } : []
      }
    }
    if items.isEmpty { addNodes(of: tree.blocks[block], tree, reader) }
  }

  /// Adds the dates that are the whole text of a node: those of words that touch their neighbours.
  private mutating func addNodes(
    of block: BlockTree.Block, _ tree: BlockTree, _ reader: DateParser
  ) {
    guard block.nodes.count > 2, block.nodes.count <= Self.maximumNodes else { return }
    for index in block.nodes where tree.document[index].isText {
      let date = tree.document[index].withText { text -> PageDate? in
        // The node states the year.
        guard (6...60).contains(text.count), text.count(where: { $0 >= 0x30 && $0 <= 0x39 }) >= 5
        else { return nil }
        return reader.parse(text).date
      }
      guard let date, !date.isRelative else { continue }
      items.append(Item(date: date))
      return
    }
  }

  /// Returns the date that a text consists of, or that follows a label in it.
  private static func item(_ bytes: UnsafeBufferPointer<UInt8>, _ reader: DateParser) -> Item? {
    guard bytes.count <= 300 else { return nil }
    let label = DateLabel.of(bytes)
    if let date = reader.parse(bytes).date { return Item(date: date, label: label) }
    guard let colon = bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")), colon > 2,
      bytes.count - colon <= 40,
      // The colon of a time stands between digits.
      !(0x30...0x39).contains(bytes[colon - 1])
    else { return nil }
    return reader.parse(UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])).date
      .map { Item(date: $0, label: label) }
  }

  /// Splits a line at bars, dots, and slashes and dashes between spaces.
  private static func parts(of bytes: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>] {
    var parts: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    var i = 0
    func close(_ end: Int) {
      var first = start
      var last = end
      while first < last, bytes[first] == 0x20 { first += 1 }
      while last > first, bytes[last - 1] == 0x20 { last -= 1 }
      if last > first { parts.append(UnsafeBufferPointer(rebasing: bytes[first..<last])) }
    }
    while i < bytes.count, parts.count < 8 {
      let width = separatorWidth(bytes, at: i)
      if width > 0 {
        close(i)
        start = i + width
        i = start
      } else {
        i += 1
      }
    }
    close(bytes.count)
    return parts
  }

  /// Returns the number of bytes of the separator at a place; 0 if there is none.
  private static func separatorWidth(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    let next = i + 1 < bytes.count ? bytes[i + 1] : 0
    let third = i + 2 < bytes.count ? bytes[i + 2] : 0
    switch (bytes[i], next, third) {
    case (UInt8(ascii: "|"), _, _): return 1
    // The middle dot, the bullet, and dashes after a space.
    case (0xC2, 0xB7, _): return 2
    case (0xE2, 0x80, 0xA2), (0xEF, 0xBD, 0x9C): return 3
    case (0x20, UInt8(ascii: "/"), 0x20), (0x20, UInt8(ascii: "-"), 0x20): return 3
    case (0x20, 0xE2, 0x80)
    where i + 4 < bytes.count && (0x93...0x94).contains(bytes[i + 3])
      && bytes[i + 4] == 0x20:
      return 5
    default: return 0
    }
  }
}
