// Inserting characters (13.2.6.1).
//
// A text node is a range of the page as long as its characters are adjacent there. Otherwise its
// text is moved to the arena's text buffer. There it has spare capacity, so that a text node that
// grows in turn with others is not copied each time. During the parse, `end` of a text node is its
// capacity in the buffer, or 0 if it has no spare capacity.

extension TreeBuilder {
  /// Inserts characters of the page.
  @inline(__always)
  mutating func insertText(from start: Int, to end: Int) {
    if isFosterParentingEnabled { return insertTextFostered(from: start, to: end) }
    let last = arena.nodes[Int(currentNode.insertionParent)].lastChild
    if last >= 0, arena.nodes[Int(last)].kind == .text {
      return extend(last, from: start, to: end)
    }
    _ = append(
      .text, to: currentNode.insertionParent, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: end &- start),
      sourceOffset: UInt32(truncatingIfNeeded: start))
  }

  @inline(never)
  private mutating func insertTextFostered(from start: Int, to end: Int) {
    let range = TextRange(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end &- start))
    let (found, place) = textPlace()
    if found >= 0 { return extend(found, from: start, to: end) }
    addText(range, sourceOffset: start, at: place)
  }

  /// Inserts characters that are not a range of the page.
  mutating func insertText(_ decoded: UnsafeBufferPointer<UInt8>, sourceOffset: Int) {
    let (found, place) = textPlace()
    if found >= 0 { return extend(found, by: decoded) }
    let start = arena.textBufferCount
    arena.append(decoded)
    addText(arena.bufferRange(from: start), sourceOffset: sourceOffset, at: place)
  }

  /// Inserts the text of any range.
  mutating func insertText(_ range: TextRange, sourceOffset: Int) {
    let (found, place) = textPlace()
    guard found >= 0 else { return addText(range, sourceOffset: sourceOffset, at: place) }
    if range.start & TextRange.bufferFlag == 0 {
      return extend(found, from: Int(range.start), to: Int(range.start) + Int(range.count))
    }
    // The text buffer may move while it grows.
    let copy = Array(arena.text(range))
    copy.withUnsafeBufferPointer { extend(found, by: $0) }
  }

  /// Returns the text node to extend, -1 if a new one is needed, and the place for a new one.
  private mutating func textPlace() -> (Int32, InsertionPlace) {
    let place = self.place()
    let before =
      place.before >= 0
      ? arena.nodes[Int(place.before)].previousSibling : arena.nodes[Int(place.parent)].lastChild
    let isText = before >= 0 && arena.nodes[Int(before)].kind == .text
    return (isText ? before : -1, place)
  }

  private mutating func addText(_ range: TextRange, sourceOffset: Int, at place: InsertionPlace) {
    let node = arena.add(
      NodeRecord(
        parent: -1, end: 0, previousSibling: -1, lastChild: -1, start: range.start,
        count: range.count,
        sourceOffset: UInt32(truncatingIfNeeded: sourceOffset), name: 0, kind: .text,
        namespace: .html))
    link(node, at: place)
    if Int(node) >= maximumNodes, arena.truncation == nil { arena.truncation = .nodes }
  }

  /// Extends a text node by characters of the page.
  @inline(__always)
  private mutating func extend(_ node: Int32, from start: Int, to end: Int) {
    let record = arena.nodes[Int(node)]
    // An offset in the text buffer has its highest bit set, so this never matches for such a node.
    if Int(record.start) &+ Int(record.count) == start {
      arena.nodes[Int(node)].count = record.count &+ UInt32(truncatingIfNeeded: end &- start)
    } else {
      extend(node, by: UnsafeBufferPointer(start: arena.input + start, count: end &- start))
    }
  }

  /// Extends a text node by bytes outside the text buffer.
  @inline(never)
  private mutating func extend(_ node: Int32, by bytes: UnsafeBufferPointer<UInt8>) {
    let record = arena.nodes[Int(node)]
    let old = Int(record.count)
    let new = old + bytes.count
    guard record.start & TextRange.bufferFlag != 0 else {
      let start = arena.textBufferCount
      arena.append(arena.input + Int(record.start), count: old)
      arena.append(bytes)
      return setText(node, start: start, count: new, room: 0)
    }
    let start = Int(record.start & ~TextRange.bufferFlag)
    let room = max(old, Int(record.end))
    if new <= room {
      copy(bytes, to: start + old)
    } else if start + room == arena.textBufferCount {
      _ = arena.reserve(new - room)
      copy(bytes, to: start + old)
      setText(node, start: start, count: new, room: 0)
      return
    } else {
      let moved = arena.reserve(2 * new)
      (arena.textBuffer + moved).update(from: arena.textBuffer + start, count: old)
      copy(bytes, to: moved + old)
      return setText(node, start: moved, count: new, room: 2 * new)
    }
    arena.nodes[Int(node)].count = UInt32(truncatingIfNeeded: new)
  }

  /// Copies bytes into reserved space of the text buffer.
  private func copy(_ bytes: UnsafeBufferPointer<UInt8>, to offset: Int) {
    if let base = bytes.baseAddress {
      (arena.textBuffer + offset).update(from: base, count: bytes.count)
    }
  }

  private mutating func setText(_ node: Int32, start: Int, count: Int, room: Int) {
    arena.nodes[Int(node)].start = UInt32(truncatingIfNeeded: start) | TextRange.bufferFlag
    arena.nodes[Int(node)].count = UInt32(truncatingIfNeeded: count)
    arena.nodes[Int(node)].end = Int32(truncatingIfNeeded: room)
  }
}
