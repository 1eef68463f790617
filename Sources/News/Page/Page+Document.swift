import HTML

extension Document {
  /// Parses a page as received.
  init(_ page: Page, context: ReadingContext) {
    self.init(
      page.bytes, correcting: page.sniffedEncoding(language: context.language),
      language: context.language, expected: page.expectedEncoding)
    if let rest = textAfterTitle { self.init(rest) }
  }

  /// The markup that a `title` without an end tag has swallowed, if that is most of the page.
  private var textAfterTitle: String? {
    guard nodeCount < 60, let title = (0..<nodeCount).first(where: { self[$0].isElement(.title) })
    else { return nil }
    let text = self[title].textContent
    guard text.utf8.count > 500, let start = text.firstIndex(of: "<") else { return nil }
    return "<title>" + text[..<start] + "</title>" + text[start...]
  }
}
