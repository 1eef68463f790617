import Basics
import Spool

/// The list of articles in a mail with several events, as plain text and as an HTML document.
struct MailDigestText {
  let plain: String
  let html: String

  /// The length of a lede, in characters.
  private static let maximumLedeLength = 500

  init(_ digest: EventDigest) {
    var (texts, articles): ([String], [String]) = ([], [])
    var bytes = 0
    for event in digest.events {
      let item = Item(event)
      bytes += item.html.utf8.count
      if bytes > MailText.maximumTextBytes { break }
      texts.append(item.plain)
      articles.append(item.html)
    }
    let rest = digest.events.count - texts.count
    let more = rest > 0 ? "… and \(rest) more" : nil
    plain = ([digest.title] + texts + [more].compactMap(\.self)).joined(separator: "\n\n") + "\n"
    html = MailText.document(
      (articles + [more.map { "<p>\($0)</p>" }].compactMap(\.self)).joined(separator: "\n"),
      title: digest.title, facts: [digest.sourceText], link: "", language: nil)
  }

  /// One article of the list.
  private struct Item {
    let plain: String
    let html: String

    init(_ event: Event) {
      let content = EventContent(event)
      let lede = content.text.truncated(to: maximumLedeLength)
      let date = (try? EntryDocument(decoding: event.record))?.datePublished?.onOneLine
      let facts = [event.source.onOneLine, date].compactMap(\.self)
        .joined(separator: " · ")
      plain = [content.title, facts, lede, content.link].filter { !$0.isEmpty }
        .joined(separator: "\n")
      let isWeb = content.link.hasPrefix("https://") || content.link.hasPrefix("http://")
      let title = content.title.escapedForHTML
      let heading = isWeb ? "<a href=\"\(content.link.escapedForHTML)\">\(title)</a>" : title
      html = """
        <h2>\(heading)</h2>
        <p><small>\(facts.escapedForHTML)</small></p>
        <p>\(lede.escapedForHTML)</p>
        """
    }
  }
}
