import News
import TestSupport
import WebURL

/// Pages for tests of `add`.
enum AddPage {
  /// A listing with dated teasers, and a list of archives whose links are not.
  static func listing(_ address: WebURL = "https://gazette.example/news") -> Page {
    let teasers = (1...9).map { number in
      """
      <li class="story"><h3><a href="/news/\(number).html">The harbour opens its gate \(number)</a></h3>
      <span>\(20 - number) March 2026</span>
      <p>The harbour of the town opened gate number \(number) on Monday, the mayor said.</p></li>
      """
    }
    let rest = (1...6).map { "<li class=\"box\"><a href=\"/b/\($0)\">Notice number \($0)</a></li>" }
    return page(
      "<ul class=\"list\">\(teasers.joined())</ul><ul class=\"side\">\(rest.joined())</ul>", address
    )
  }

  static let article = """
    <html lang="en"><title>The harbour opens</title><article><h1>The harbour opens its gate 1</h1>
    <p class="byline">By Ann Smith</p>
    \(String(repeating: "<p>The harbour master said that the old gates of the harbour will open every "
      + "morning, and that ships from the south will wait behind the new bridge.</p>", count: 6))
    </article></html>
    """

  static func page(_ body: String, _ address: WebURL) -> Page {
    Page(
      address: address,
      bytes: Array("<html lang=\"en\"><title>News</title><body>\(body)</body></html>".utf8),
      transportCharset: "utf-8")
  }

  // 2026-03-20T12:00:00Z
  static let now: Int64 = 1_774_008_000
  static let context = ReadingContext(
    now: now, timeZone: .gmt, language: nil, dateOrder: nil)
}
