import HTML

/// Conversion of an article's HTML to Markdown: CommonMark 0.31 with the tables and the
/// strikethrough of GitHub Flavored Markdown 0.29.
package enum Markdown {
  /// Converts HTML to Markdown without raw HTML, so that the words of a page stay words.
  ///
  /// Headings, paragraphs, nested lists, block quotes, code, tables, links and images keep their
  /// structure; other elements keep their text. Links lead to http, https and mailto addresses,
  /// images to http and https; other addresses are left out.
  ///
  /// - Parameter html: HTML with absolute addresses, as in ``Article/Body/html``.
  /// - Returns: Markdown that ends with a newline, or an empty string if `html` has no content.
  package static func convert(html: String) -> String {
    let document = Document(html)
    guard let body = document.body else { return "" }
    let lines = MarkdownBlocks.lines(of: MarkdownBlocks(body).blocks)
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// Escapes a text as one line of Markdown: white space collapses, control characters go, and
  /// nothing in it is markup, at the start of a line or in a heading either.
  package static func escape(_ text: String) -> String {
    let line = MarkdownText.escaped(Array(TextCleaner.clean(text).utf8))
    return MarkdownText.escapingLineEnd(MarkdownText.escapingLineStart(line))
  }
}
