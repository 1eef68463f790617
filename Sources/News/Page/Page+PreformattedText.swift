import HTML

extension Page {
  /// The text of the first `pre` element; nil if the page has none, or is no HTML. Browsers show a text file
  /// as such an element.
  package var preformattedText: String? {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return nil }
    let document = Document(
      bytes, transportCharset: transportCharset, charsetOverride: charsetOverride)
    return document.root.descendantElements.first { $0.isElement(.pre) }?.textContent
  }
}
