extension Article {
  /// The story as Markdown, converted from ``html``.
  package var markdown: String { Markdown.convert(html: html) }
}
