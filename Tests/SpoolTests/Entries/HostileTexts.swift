import News
import WebURL

@testable import Spool

/// Texts that try to become markup, a header field, a path, a command or a control sequence.
enum HostileTexts {
  static let all: [String] = [
    "a\nb\r\nBcc: eve@example.org\r\n\r\nbody", "a\u{0}b\u{7F}\u{9B}31m",
    "\u{1B}[2J\u{1B}]0;x\u{7}",
    "\u{202E}abc\u{202C} \u{2066}x", "'\"`$(reboot)`;|&", "../../../../etc/passwd",
    "=?utf-8?B?YQ0KQmNjOiBldmVAeA==?=", String(repeating: "very ", count: 2000),
    "😀👩\u{200D}🚀🇩🇪", "שלום עולם hello", "]]>", "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>", "--></article></body>", "--=_ledewatch--",
    "WARC/1.1\r\nWARC-Type: response\r\n\r\n", "\u{2028}\u{2029}\u{FEFF}\u{FFFE}", "&lt;b&gt;&#0;",
    "\"><svg onload=alert(1)>", ".\r\nQUIT", "From me", "a\u{300}\u{300}\u{300}<\u{338}",
  ]

  /// Returns a record that has a text in every part that a page can set.
  static func record(_ text: String) -> EntryRecord {
    let safe = text.escapedForHTML
    let html = "<p>\(safe)</p><img src=\"http://a/1\" alt=\"\(safe)\">"
    var article = Article.make(
      headline: text, authors: [text, text], lede: text, text: text + "\n" + text, html: html)
    (article.dateline, article.imageCaption, article.section) = (text, text, text)
    (article.language, article.image, article.tags) = (text, text, [text])
    let link = WebURL("http://gazette.example/\(text.utf8.count)?a=1&b=\"<>%0D%0A")
    return EntryRecord.make(
      teaser: Teaser(link: link, lede: text, headline: text, image: text), article: article)
  }
}
