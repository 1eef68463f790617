import Testing

@testable import Importing

@Suite struct AddressListImportTests {
  @Test func `Lines of newsboat become sources`() throws {
    let imported = try Imported(
      #"""
      # feeds
      https://a.example/feed.xml news "two words" "~The \"A\"" !
      "https://b.example/x y"

      exec:~/bin/fetch.sh tag
      filter:~/bin/f:https://c.example/
      filter:~/bin/f
      "query:Unread:unread = \"yes\""
      | df -h
      file:///home/ann/feed.xml
      """#)
    #expect(imported.result.format == .newsboat)
    #expect(
      imported.addresses == [
        "https://a.example/feed.xml", "https://b.example/x%20y", "https://c.example/",
      ])
    #expect(imported.remarks == ["“filter:”: it runs a program; programs are never taken over"])
    #expect(imported.result.sources[0].title == "The \"A\"")
    #expect(imported.settings == ["tags: [news, two-words]"])
    #expect(
      imported.result.refusals.map(\.reason) == [
        "it is a command; commands are never taken over",
        "it passes a feed through a command; commands are never taken over",
        "it is a query about other feeds; “match” of a hook chooses articles",
        "it is a command; commands are never taken over",
        "its address begins with “file:”, not with http or https",
      ])
  }

  @Test func `An address of RSS-Bridge becomes its page and selectors`() throws {
    let imported = try Imported(
      "https://bridge.example/?action=display&bridge=CssSelectorBridge&home_page=https%3A%2F%2Fquay.example%2Fnews"
        + "&url_selector=a.post&url_pattern=x&content_selector=.text&content_cleanup=.ad%2C+.share&format=Atom\n"
    )
    #expect(imported.addresses == ["https://quay.example/news"])
    #expect(
      imported.settings == [
        "teasers: {item: a.post}", "article: {body: .text; remove: [.ad, .share]}",
      ])
    #expect(
      imported.remarks == ["“url_pattern” of RSS-Bridge: teasers are not chosen by their links"])
  }

  @Test(arguments: [
    (
      "CssSelectorComplexBridge&home_page=https%3A%2F%2Fq.example%2F&entry_element_selector=li&url_selector=a&time_selector=time&time_format=d%2Fm%2FY&cookie=s3cret",
      ["date_format: %d/%m/%Y", "paused: true", "teasers: {item: li; link: a; date: time}"]
    ),
    (
      "XPathBridge&url=https%3A%2F%2Fq.example%2F&item=%2F%2Fli&title=.%2F%2Fh3&uri=.%2F%2Fa%2F%40href",
      ["teasers: {item: li; link: a; headline: h3}"]
    ),
    (
      "CssSelectorFeedExpanderBridge&feed=https%3A%2F%2Fq.example%2F&content_selector=.text",
      ["article: {body: .text}"]
    ),
  ])
  func `Other bridges of pages become their pages`(query: String, settings: [String]) throws {
    let imported = try Imported("https://bridge.example/?action=display&bridge=\(query)")
    #expect(imported.addresses == ["https://q.example/"])
    #expect(imported.settings == settings)
    #expect(!"\(imported.result)".contains("s3cret"))
  }

  @Test(arguments: [(10_000, false), (10_001, true)])
  func `A list of more records than are read is incomplete`(count: Int, isIncomplete: Bool) throws {
    let list = (0..<count).map { "https://a.example/\($0)\n" }.joined()
    let outlines = (0..<count).map { "<outline xmlUrl=\"https://a.example/\($0)\"/>" }.joined()
    for text in [list, "<opml><body>\(outlines)</body></opml>"] {
      let result = try Imported(text).result
      #expect(result.sources.count == 10_000)
      #expect(result.isIncomplete == isIncomplete)
    }
  }

  @Test func `The feed of another bridge is watched as it is`() throws {
    let address = "https://bridge.example/?action=display&bridge=GithubIssue&format=Atom"
    let imported = try Imported(address)
    #expect(imported.addresses == [address])
    #expect(imported.result.sources[0].remarks.map(\.subject) == ["RSS-Bridge"])
  }
}
