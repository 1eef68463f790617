// A harness for libFuzzer that reads feeds (RSS, Atom, JSON Feed, sitemaps) and listing pages.
//
// The first byte chooses what stands before the input.

import News
import WebURL

private let address = WebURL("https://example.org/news/")!
private let openings = [
  "", "", "<?xml version=1.0?><rss version=2.0><channel><item><title>A</title>",
  "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "<urlset><url>",
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[",
  "<ul><li><a href=/1>The harbour board voted on Friday</a> 14 March 2026<li><a href=/2>",
]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzListing(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first.map(Int.init) else { return 0 }
  let bytes = Array(openings[choice % openings.count].utf8) + input.dropFirst()
  let context = ReadingContext(now: 1_773_500_000, language: choice & 64 == 0 ? nil : "en")
  let listing = Listing(
    Page(address: address, bytes: bytes), context: context,
    known: choice & 128 == 0 ? [] : ["The harbour board voted on Friday"])
  require(!listing.teasers.isEmpty || listing.place == nil, "a place without teasers")
  require(Set(listing.teasers).count == listing.teasers.count, "a teaser twice")
  for teaser in listing.teasers {
    require(WebURL(teaser.link.string)?.string == teaser.link.string)
    if let image = teaser.image { require(WebURL(image)?.string == image, "image") }
    _ = teaser.text.count
  }
  return 0
}
