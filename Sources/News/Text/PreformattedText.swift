import HTML

/// The text of `pre` elements. Line breaks and indentation stay; control and invisible characters
/// are removed as in other text.
enum PreformattedText {
  /// Appends the text of nodes in document order; `br` elements become line breaks.
  static func append(textOf nodes: some Sequence<Node>, to out: inout [UInt8]) {
    var skipEnd = 0
    for node in nodes where node.index >= skipEnd {
      if node.isText {
        node.withText { append($0, to: &out) }
      } else if node.isElement {
        switch ElementDisplay.of(node.name) {
        case .skipped: skipEnd = node.end
        case .lineBreak: out.append(0x0A)
        default: break
        }
      }
    }
  }

  /// Appends text without control and invisible characters.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var cleaner = TextCleaner()
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { out.append(0x0A) }
      var rest = line
      while let start = rest.firstIndex(where: { $0 == 0x20 || $0 == 0x09 }) {
        cleaner.append(UnsafeBufferPointer(rebasing: rest[..<start]), to: &out, blockStart: -1)
        cleaner.flushSpace(to: &out)
        out.append(rest[start])
        rest = rest[(start + 1)...]
      }
      cleaner.append(UnsafeBufferPointer(rebasing: rest), to: &out, blockStart: -1)
      cleaner.flushSpace(to: &out)
    }
  }

  /// Returns the text without empty lines at the start and white space at the end.
  static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    guard let first = text.firstIndex(where: { $0 > 0x20 }),
      let last = text.lastIndex(where: { $0 > 0x20 })
    else { return [] }
    let start = text[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return text[start...last]
  }
}
