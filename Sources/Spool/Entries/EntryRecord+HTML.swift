import Basics
import Foundation
import News

extension EntryRecord {
  /// Returns `article.html`: the article as a page that sends no request when it is opened.
  ///
  /// Images are those of the entry; others are links. Nothing in the text of a page can become markup, and
  /// the policy of the page forbids scripts, requests, forms and frames.
  func htmlPage() -> [UInt8] {
    let text = EntryText(document)
    let title = title.onOneLine.escapedForHTML
    let language = (article?.language ?? source.language).map(\.onOneLine) ?? ""
    let direction = TextDirection(language: language, text: self.title + "\n" + text.text)
    let page = """
      <!DOCTYPE html>
      <html\(language.isEmpty ? "" : " lang=\"\(language.escapedForHTML)\"") dir="\(direction.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(contentPolicy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>\(EntryRecord.styleSheet)</style>
      </head>
      <body>
      <article>
      <header>
      <h1 dir="auto">\(title)</h1>
      \(htmlHead(text))
      </header>
      \(leadFigure)\(htmlBody)
      </article>
      <footer>
      <p>\(htmlLink(text.link))</p>
      <p>\(footer)</p>
      </footer>
      </body>
      </html>

      """
    return Array(
      page.strippingControlCharacters(keeping: "\n\t", keepingBalancedIsolates: true).utf8)
  }

  private func htmlHead(_ text: EntryText) -> String {
    var lines = text.facts.map { "<p class=\"facts\"><bdi>\($0.escapedForHTML)</bdi></p>" }
    if let lede, headline != nil, !Excerpt.Head(of: lede).isPrefix(of: self.text) {
      lines.append("<p class=\"lede\" dir=\"auto\">\(lede.onOneLine.escapedForHTML)</p>")
    }
    return lines.joined(separator: "\n")
  }

  /// The lead image, unless the text contains it or the entry does not.
  private var leadFigure: String {
    guard let image, let medium = medium(at: image),
      !ArticleImages.images(in: html).contains(where: { self.medium(at: $0.address) == medium })
    else { return "" }
    let caption = (article?.imageCaption ?? "").onOneLine.escapedForHTML
    let line = caption.isEmpty ? "" : "<figcaption dir=\"auto\">\(caption)</figcaption>"
    return "<figure><img src=\"\(medium.name)\" alt=\"\">\(line)</figure>\n"
  }

  /// The text of the article with the images of the entry.
  private var htmlBody: String {
    ArticleImages.replacing(in: html) { image in
      if let medium = medium(at: image.address) {
        return "<img src=\"\(medium.name)\" alt=\"\(image.escapedDescription)\">"
      }
      let label =
        image.escapedDescription.isEmpty ? image.escapedAddress : image.escapedDescription
      return image.isInLink ? label : "<a href=\"\(image.escapedAddress)\">\(label)</a> "
    }
  }

  private func medium(at address: String) -> EntryMedium? {
    media.first { $0.address == address }
  }

  private func htmlLink(_ link: String) -> String {
    let text = link.escapedForHTML
    return "<a href=\"\(text)\" rel=\"noreferrer\" dir=\"ltr\">\(text)</a>"
  }

  private var footer: String {
    let time = document.details.fetchedAt ?? document.details.firstSeen ?? ""
    return "<bdi>\(source.name.escapedForHTML)</bdi> · <bdi>\(time)</bdi> · r\(revision)"
  }

  private var contentPolicy: String {
    let images = media.isEmpty ? "" : "img-src 'self' file:; "
    return "default-src 'none'; \(images)style-src 'sha256-\(EntryRecord.styleDigest)'; "
      + "base-uri 'none'; form-action 'none'"
  }

  private static let styleDigest = Data(ContentDigest(Array(styleSheet.utf8)).bytes)
    .base64EncodedString()

  /// The style of the page: light and dark, narrow and wide, on a screen and on paper.
  private static let styleSheet = """

    :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fdfdfb; --faint: #5c5c5c; --link: #0b5394;
      --line: #d5d5d0 }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e6e2; --paper: #161616; --faint: #a8a8a4; --link: #8ec1f5; --line: #3c3c3a }
    }
    body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 40rem; background: var(--paper);
      color: var(--ink); font: 1.125rem/1.6 Georgia, "Noto Serif", serif; overflow-wrap: break-word }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.5em }
    h1 { font-size: 1.8rem; margin: 0 0 0.6rem }
    h2 { font-size: 1.35rem } h3, h4, h5, h6 { font-size: 1.125rem }
    a { color: var(--link) }
    .facts, figcaption, caption, footer { color: var(--faint); font: 0.9rem/1.5 system-ui, sans-serif }
    .facts { margin: 0.15rem 0 }
    .lede { font-weight: bold }
    header { border-block-end: 1px solid var(--line); padding-block-end: 0.8rem; margin-block-end: 1.2rem }
    footer { border-block-start: 1px solid var(--line); margin-block-start: 2rem }
    img { display: block; max-width: 100%; height: auto; margin: 0 auto }
    figure { margin: 1.4rem 0 }
    blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line) }
    pre { overflow-x: auto; font-size: 0.9rem } code { font-size: 0.9em }
    table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 0.95rem }
    td, th { border: 1px solid var(--line); padding: 0.25rem 0.5rem; text-align: start }
    @media print {
      :root { --ink: #000; --paper: #fff; --faint: #444; --link: #000; --line: #999 }
      body { max-width: none; padding: 0; font-size: 11pt }
      h1, h2, h3, h4, figure, img, tr { break-inside: avoid } h1, h2, h3, h4 { break-after: avoid }
      pre, table { overflow: visible; white-space: pre-wrap }
    }

    """
}
