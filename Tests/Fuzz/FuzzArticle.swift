// A harness for libFuzzer that extracts articles and parses their HTML again.
//
// The first byte chooses where in a page the input stands. A fault is HTML that holds anything outside
// the lists of `SafeMarkup`, or that a parser changes.

import News
import WebURL

private let prose = [
  "The harbour board of Lindmar voted on Friday to keep the old ferry running for another year.",
  "A petition had asked for it, with more names than the town has people, and it was heard.",
]
private let frames = [
  ("", ""),
  ("<article><h1>Ferry stays</h1><p>\(prose[0])</p>", "<p>\(prose[1])</p></article>"),
  ("<article><h1>Ferry stays</h1><p>\(prose[0]) ", " \(prose[1])</p></article>"),
  ("<main><p>\(prose[0])</p><table><tr><td>\(prose[1])", "</table><p>\(prose[1])</main>"),
  ("<main><ul><li>\(prose[0])<li>", "<li>\(prose[1])</ul><p>\(prose[1])</main>"),
  ("<main><p>\(prose[0])</p><figure><figcaption>", "</figure><p>\(prose[1])</main>"),
  ("<main><p>\(prose[0])</p><pre>", "</pre><p>\(prose[1])</main>"),
  ("<main><p>\(prose[0])</p><math><mtext>", "</math><p>\(prose[1])</main>"),
  ("<main><p>\(prose[0])</p><h2><div>", "</h2><p>\(prose[1])</main>"),
  ("<main><p>\(prose[0])</p><a href=/a><object>", "</object></a><p>\(prose[1])</main>"),
]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzArticle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first.map(Int.init) else { return 0 }
  let frame = frames[choice % frames.count]
  let bytes = Array(frame.0.utf8) + input.dropFirst() + Array(frame.1.utf8)
  var context = ReadingContext(now: 1_773_500_000)
  context.article = overrides
  let page = Page(address: WebURL("https://example.org/news/ferry")!, bytes: bytes)
  context.remoteImages = choice & 64 == 0 ? .keep : .link
  for context in [ReadingContext(now: 1_773_500_000), context] {
    var article = Article(page, context: context)
    if choice & 128 != 0 { _ = article.append(page, context: context) }
    let violations = SafeMarkup.violations(in: article.html)
    require(violations.isEmpty, "\(violations) in \(article.html)")
    _ = article.markdown
  }
  return 0
}

/// All text of a page is its body, so that more of the input is written.
private let overrides = ArticleOverrides(selectors: [.body: try! PageSelector("body")])
