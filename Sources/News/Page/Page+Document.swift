import HTML

extension Document {
  /// Parses a page as received.
  init(_ page: Page, context: ReadingContext) {
    self.init(page.bytes, encoding: page.encoding(language: context.language))
  }
}
