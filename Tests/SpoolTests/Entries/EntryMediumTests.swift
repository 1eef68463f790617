import Testing

@testable import Spool

@Suite struct EntryMediumTests {
  @Test(arguments: [
    (Array("\u{89}PNG\r\n\u{1a}\n....".unicodeScalars.map { UInt8($0.value) }), ImageKind.png),
    ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), (Array("GIF89a..".utf8), .gif),
    (Array("RIFF....WEBPVP8 ".utf8), .webp), (Array("....ftypavif....".utf8), .avif),
    (Array("....ftypavis....".utf8), .avif),
  ])
  func `An image is recognized by its first bytes`(bytes: [UInt8], kind: ImageKind) {
    #expect(ImageKind(bytes) == kind)
  }

  @Test(arguments: [
    "", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "<!DOCTYPE html>",
    "RIFF....WAVE",
    "....ftypisom", "GIF8", "\u{89}PNG", "%PDF-1.7",
  ])
  func `Everything else is no image`(content: String) {
    #expect(ImageKind(Array(content.unicodeScalars.map { UInt8($0.value) })) == nil)
    #expect(EntryMedium(address: "http://a/", bytes: Array(content.utf8)) == nil)
  }

  @Test func `The name of a file is that of its content`() throws {
    let bytes = Array("GIF89a".utf8)
    let one = try #require(EntryMedium(address: "http://a/../../x.svg", bytes: bytes))
    let two = try #require(EntryMedium(address: "http://b/", bytes: bytes))
    #expect(one.name == two.name)
    #expect(one.name.wholeMatch(of: /media-[0-9a-f]{24}\.gif/) != nil)
  }
}
