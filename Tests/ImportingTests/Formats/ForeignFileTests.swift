import Testing

@testable import Importing

@Suite struct ForeignFileTests {
  @Test(
    arguments: [
      ("\u{FEFF}<?xml version=\"1.0\"?><opml/>", .opml), ("<html></html>", nil),
      ("- url: https://a.example/\n", .urlwatch), ("---\nname: x\n", .urlwatch),
      ("channel:\n  url: x\n", .html2rss), ("feeds:\n  a:\n    channel:\n", .html2rss),
      ("# x\nhttps://a.example/\n", .newsboat), ("hello\n", nil), ("", nil),
      ("{\"watching\": {}}", .changedetection), ("PK\u{3}\u{4}", .changedetection),
    ] as [(String, ImportFormat?)])
  func `The content tells the format`(text: String, format: ImportFormat?) {
    #expect(ForeignFile.recognize(Array(text.utf8)) == format)
  }

  @Test func `A file of an unknown format is refused with the formats`() {
    let error = #expect(throws: ImportError.self) { try Imported("hello") }
    #expect(error?.description.contains("opml, urlwatch, webchanges") == true)
  }

  @Test func `A file has at most 10,000 records`() throws {
    let lines = (0..<10_010).map { "https://a.example/\($0)\n" }.joined()
    #expect(try Imported(lines).addresses.count == 10_000)
  }
}
