// Insert a character (13.2.6.1).
//
// A text node is a range of the page for as long as its characters stand there side by side. Else
// its text moves to the store's own buffer, where it grows with room to spare, so that a text that
// is added to in turn with others is not copied each time. While the parse lasts, `end` of a text
// node is the room it has there, 0 where it has none but what it takes up.

extension TreeBuilder {
  /// Inserts characters of the page.
  @inline(__always)
  mutating func insertText(from start: Int, to end: Int) {
    if fosterParenting { return insertTextFostered(from: start, to: end) }
    let last = store.nodes[Int(top.home)].last
    if last >= 0, store.nodes[Int(last)].kind == .text {
      return extend(last, from: start, to: end)
    }
    _ = append(
      .text, to: top.home, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: end &- start), source: UInt32(truncatingIfNeeded: start))
  }

  @inline(never)
  private mutating func insertTextFostered(from start: Int, to end: Int) {
    let range = TextRange(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end &- start))
    let (found, place) = textPlace()
    if found >= 0 { return extend(found, from: start, to: end) }
    addText(range, source: start, at: place)
  }

  /// Inserts characters that do not stand in the page as they are.
  mutating func insertText(_ decoded: UnsafeBufferPointer<UInt8>, source: Int) {
    let (found, place) = textPlace()
    if found >= 0 { return extend(found, by: decoded) }
    let start = store.ownCount
    store.append(decoded)
    addText(store.ownRange(from: start), source: source, at: place)
  }

  /// Inserts text of any range.
  mutating func insertText(_ range: TextRange, source: Int) {
    let (found, place) = textPlace()
    guard found >= 0 else { return addText(range, source: source, at: place) }
    if range.start & TextRange.own == 0 {
      return extend(found, from: Int(range.start), to: Int(range.start) + Int(range.count))
    }
    // The own text may move while it grows.
    let copy = Array(store.text(range))
    copy.withUnsafeBufferPointer { extend(found, by: $0) }
  }

  /// The text node to add to, -1 where a new one is needed, and the place for that.
  private mutating func textPlace() -> (Int32, InsertionPlace) {
    let place = self.place()
    let before =
      place.before >= 0
      ? store.nodes[Int(place.before)].previous : store.nodes[Int(place.parent)].last
    let isText = before >= 0 && store.nodes[Int(before)].kind == .text
    return (isText ? before : -1, place)
  }

  private mutating func addText(_ range: TextRange, source: Int, at place: InsertionPlace) {
    let node = store.add(
      NodeRecord(
        parent: -1, end: 0, previous: -1, last: -1, start: range.start, count: range.count,
        source: UInt32(truncatingIfNeeded: source), name: 0, kind: .text, namespace: .html))
    link(node, at: place)
    if Int(node) >= maximumNodes, store.cut == nil { store.cut = .nodes }
  }

  /// Adds characters of the page to a text node.
  @inline(__always)
  private mutating func extend(_ node: Int32, from start: Int, to end: Int) {
    let record = store.nodes[Int(node)]
    // An own text's offset has its highest bit set, so its end is never an offset in the page.
    if Int(record.start) &+ Int(record.count) == start {
      store.nodes[Int(node)].count = record.count &+ UInt32(truncatingIfNeeded: end &- start)
    } else {
      extend(node, by: UnsafeBufferPointer(start: store.input + start, count: end &- start))
    }
  }

  /// Adds bytes that are not in the own text to a text node.
  @inline(never)
  private mutating func extend(_ node: Int32, by bytes: UnsafeBufferPointer<UInt8>) {
    let record = store.nodes[Int(node)]
    let old = Int(record.count)
    let new = old + bytes.count
    guard record.start & TextRange.own != 0 else {
      let start = store.ownCount
      store.append(store.input + Int(record.start), count: old)
      store.append(bytes)
      return setText(node, start: start, count: new, room: 0)
    }
    let start = Int(record.start & ~TextRange.own)
    let room = max(old, Int(record.end))
    if new <= room {
      copy(bytes, to: start + old)
    } else if start + room == store.ownCount {
      _ = store.reserve(new - room)
      copy(bytes, to: start + old)
      setText(node, start: start, count: new, room: 0)
      return
    } else {
      let moved = store.reserve(2 * new)
      (store.own + moved).update(from: store.own + start, count: old)
      copy(bytes, to: moved + old)
      return setText(node, start: moved, count: new, room: 2 * new)
    }
    store.nodes[Int(node)].count = UInt32(truncatingIfNeeded: new)
  }

  /// Writes into space that was reserved.
  private func copy(_ bytes: UnsafeBufferPointer<UInt8>, to offset: Int) {
    if let base = bytes.baseAddress {
      (store.own + offset).update(from: base, count: bytes.count)
    }
  }

  private mutating func setText(_ node: Int32, start: Int, count: Int, room: Int) {
    store.nodes[Int(node)].start = UInt32(truncatingIfNeeded: start) | TextRange.own
    store.nodes[Int(node)].count = UInt32(truncatingIfNeeded: count)
    store.nodes[Int(node)].end = Int32(truncatingIfNeeded: room)
  }
}
