// A harness for libFuzzer that reads JSON, and JSON-LD in a page.
//
// The first byte chooses whether the input is data about an article, and what type of script it is.

import HTML
import WebURL

@testable import News

private let openings = [
  "", "{\"@type\":\"NewsArticle\",", "{\"@graph\":[{\"@type\":[\"Article\"],",
  "[{\"@id\":\"#a\",\"@type\":\"WebPage\",\"mainEntity\":",
]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLinkedData(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first.map(Int.init) else { return 0 }
  let json = Array(openings[choice % openings.count].utf8) + input.dropFirst()
  json.withUnsafeBufferPointer { if let value = JSONValue($0) { check(value, depth: 0) } }
  let script = Array("<title>T</title><script type=application/ld+json>".utf8) + json
  let metadata = PageMetadata(Document(script + Array("</script><p>text".utf8)))
  _ = (metadata.image, metadata.tags, metadata.declaresArticle, metadata.linked.article.body)
  let page = Page(address: WebURL("https://example.org/news/ferry")!, bytes: script)
  let article = Article(page, context: ReadingContext(now: 1_773_500_000))
  if let image = article.image { require(WebURL(image)?.string == image, "image") }
  require(SafeMarkup.violations(in: article.html).isEmpty, "unsafe HTML")
  return 0
}

private func check(_ value: JSONValue, depth: Int) {
  require(depth < 1000, "unbounded depth")
  switch value {
  case .array(let values): for value in values { check(value, depth: depth + 1) }
  case .object(let members):
    for member in members {
      _ = member.name.utf8.count
      check(member.value, depth: depth + 1)
    }
  case .string(let text), .number(let text): _ = text.unicodeScalars.count
  case .null, .bool: break
  }
  require(!value.elements.isEmpty || value["x"] == nil)
}
