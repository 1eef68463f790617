import Testing

@testable import Notifications

@Suite struct FeedListTests {
  private let files = [
    "harbour.atom", "gazette.json", "gazette.atom", "all.atom", "gazette-archive-1.atom",
    ".gazette.atom.part", "sources.opml", "readme.txt",
  ]

  @Test func `The list has the feeds of the sources`() {
    let text = String(
      decoding: FeedList.opml(files: files, base: "https://e.org/f/"), as: UTF8.self)
    #expect(
      text == """
        <?xml version="1.0" encoding="utf-8"?>
        <opml version="2.0">
        <head>
        <title>Ledewatch</title>
        </head>
        <body>
        <outline type="rss" text="gazette" title="gazette" xmlUrl="https://e.org/f/gazette.atom"/>
        <outline type="rss" text="harbour" title="harbour" xmlUrl="https://e.org/f/harbour.atom"/>
        </body>
        </opml>

        """)
  }

  @Test func `Without a URL, the addresses are file names`() {
    let text = String(decoding: FeedList.opml(files: files, base: nil), as: UTF8.self)
    #expect(text.contains("xmlUrl=\"gazette.atom\""))
  }
}
