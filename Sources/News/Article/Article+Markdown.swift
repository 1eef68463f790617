extension Article {
  /// The story as Markdown, converted from ``Body/html``.
  package var markdown: String { Markdown.convert(html: body.html) }
}
