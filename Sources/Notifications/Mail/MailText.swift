import Basics
import Spool

/// The article or the description of an event in a mail, as plain text and as an HTML document.
struct MailText {
  let plain: String
  /// Nil if the record has no HTML, or too much of it.
  let html: String?

  /// The sizes up to which text and HTML are sent, in bytes.
  static let (maximumTextBytes, maximumHTMLBytes) = (512 << 10, 1 << 20)

  init(_ document: EntryDocument, title: String) {
    let text = EntryText(document)
    let cut = text.text.prefix(maximumBytes: MailText.maximumTextBytes)
    let rest = cut == text.text ? "" : "\n\n[The text is too long for a mail and ends here.]"
    plain = text.plain(title: title, text: cut + rest)
    guard let content = document.contentHTML,
      content.utf8.count <= MailText.maximumHTMLBytes
    else {
      html = nil
      return
    }
    html = MailText.document(
      content.strippingControlCharacters(
        keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true),
      title: title, facts: text.facts, link: text.link, language: document.language)
  }

  /// Returns an HTML document around the content, which is safe already (`SafeHTML`).
  static func document(
    _ content: String, title: String, facts: [String], link: String, language: String?
  ) -> String {
    let isWeb = link.hasPrefix("https://") || link.hasPrefix("http://")
    let language = language.map { " lang=\"\($0.onOneLine.escapedForHTML)\"" } ?? ""
    let anchor = isWeb ? "<a href=\"\(link.escapedForHTML)\">\(link.escapedForHTML)</a>" : ""
    let lines = facts.map(\.escapedForHTML) + (isWeb ? [anchor] : [])
    return """
      <!DOCTYPE html>
      <html\(language)>
      <head>
      <meta charset="utf-8">
      <title>\(title.escapedForHTML)</title>
      </head>
      <body>
      <h1>\(title.escapedForHTML)</h1>
      <p>\(lines.joined(separator: "<br>\n"))</p>
      \(content)
      </body>
      </html>

      """
  }
}
