extension Node {
  /// Calls `body` with the text of a text or comment node as UTF-8; with no bytes for other nodes.
  @inlinable
  public func withText<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    let record = self.record
    guard record.kind == .text || record.kind == .comment else {
      return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
    return try storage.withText(TextRange(start: record.start, count: record.count), body)
  }

  /// The text of a text or comment node; empty for other nodes.
  public var text: String { withText { String(decoding: $0, as: UTF8.self) } }

  /// The text of a text or comment node, or of all text nodes among the descendants. The contents
  /// of templates are not included (DOM standard, 4.4, "descendant text content").
  public var textContent: String {
    if kind == .text || kind == .comment { return text }
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends ``textContent`` as UTF-8.
  public func appendText(to bytes: inout [UInt8]) {
    let first = record
    if first.kind == .text || first.kind == .comment {
      withText { bytes.append(contentsOf: $0) }
      return
    }
    var index = slot + 1
    while index < first.end {
      let record = storage.node(index)
      if record.kind == .text {
        storage.withText(TextRange(start: record.start, count: record.count)) {
          bytes.append(contentsOf: $0)
        }
      }
      index = record.kind == .fragment ? record.end : index + 1
    }
  }
}
