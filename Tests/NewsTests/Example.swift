import WebURL

@testable import News

/// Pages and articles that several suites use.
enum Example {
  static let context = ReadingContext(now: 1_773_500_000)

  static let paragraphs = [
    "The harbour board of Lindmar voted on Friday to keep the old ferry running for another year.",
    "A petition had asked for it, with more names than the town has people, and it was heard.",
    "The ferry was built in the yard of the town, and has been mended there every winter since.",
  ]

  static func page(_ html: String, at address: String = "https://example.org/news/ferry") -> Page {
    Page(address: WebURL(address)!, bytes: Array(html.utf8))
  }

  /// The article extracted from a page.
  static func article(html: String) -> Article { Article(page(html), context: context) }

  /// The article of a page that is complete except for the given parts.
  static func article(
    head: String = "", over: String = "", after: String = "", between: [String] = ["", ""]
  ) -> Article {
    article(
      html: """
        <html lang=en><head><title>Ferry stays for a year</title>\(head)</head><body><main>
        <h1>Ferry stays for a year</h1>\(over)
        <div class=text><p>\(paragraphs[0])</p>\(between[0])<p>\(paragraphs[1])</p>\(between[1])
        <p>\(paragraphs[2])</p></div>\(after)</main></body></html>
        """)
  }
}
