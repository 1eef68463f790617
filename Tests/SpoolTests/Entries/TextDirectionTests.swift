import Testing

@testable import Spool

@Suite struct TextDirectionTests {
  @Test(
    arguments: [
      ("ar", "Hello", TextDirection.rightToLeft), ("he-IL", "", .rightToLeft),
      ("FA", "", .rightToLeft), ("en", "שלום", .leftToRight), ("ku-Arab", "", .rightToLeft),
      ("ar-Latn", "", .leftToRight), ("az-Arab-IR", "", .rightToLeft),
      ("", "١٢ שלום", .rightToLeft),
      (nil, "“السلام” hello", .rightToLeft), (nil, "1. Hello שלום", .leftToRight),
      (nil, "", .leftToRight), (nil, "日本", .leftToRight),
    ] as [(String?, String, TextDirection)])
  func `The language decides, and then the first letters`(
    language: String?, text: String, direction: TextDirection
  ) {
    #expect(TextDirection(language: language, text: text) == direction)
  }
}
