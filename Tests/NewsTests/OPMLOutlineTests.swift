import News
import Testing

@Suite struct OPMLOutlineTests {
  private func outlines(_ text: String, maximumCount: Int = 100) -> [OPMLOutline]? {
    OPMLOutline.outlines(of: Array(text.utf8), maximumCount: maximumCount)
  }

  @Test func `Outlines with an address have their attributes and categories`() {
    let found = outlines(
      """
      <?xml version="1.0" encoding="UTF-8"?><!-- x --><opml xmlns:f="y" version="2.0"><head/><body>
      <outline text="A &amp; B"><outline title="C"><outline text="D" xmlUrl="d" f:x="1"/></outline>
      <outline xmlUrl="e"/></outline><outline text="none"/><outline xmlUrl="f"/></body></opml>
      """)
    #expect(found?.map(\.categories) == [["A & B", "C"], ["A & B"], []])
    #expect(found?.first?.attributes == ["text": "D", "xmlUrl": "d", "f:x": "1"])
  }

  @Test func `The declared encoding of a file counts`() {
    let start = Array(#"<?xml version="1.0" encoding="iso-8859-1"?><opml><outline text=""#.utf8)
    let found = OPMLOutline.outlines(
      of: start + [0xFC] + Array(#"" xmlUrl="x"/></opml>"#.utf8), maximumCount: 1)
    #expect(found?.first?.attributes["text"] == "ü")
  }

  @Test func `The number of outlines is bounded`() {
    let many = String(repeating: #"<outline xmlUrl="x"/>"#, count: 50)
    #expect(outlines("<opml>\(many)</opml>", maximumCount: 7)?.count == 7)
  }

  @Test(arguments: ["", "<html></html>", "<rss/>", "text"])
  func `Other files are no outlines`(text: String) {
    #expect(outlines(text) == nil)
  }
}
