import Testing

@testable import Ledger

@Suite struct FoldedCharacterTests {
  @Test(
    arguments: [
      ("A", "a"), ("7", "7"), ("É", "e"), ("ñ", "n"), ("ß", "ss"), ("Ł", "l"), ("Æ", "ae"),
      ("ø", "o"),
      ("ﬁ", "fi"), ("Ａ", "a"), ("Ж", "ж"), ("й", "й"), ("Σ", "σ"), ("ς", "σ"), ("²", "2"),
      ("e\u{301}\u{302}", "e"), ("مَ", "م"),
    ] as [(Character, String)])
  func `Letters are compared without case, width and Latin diacritics`(
    character: Character, folded: String
  ) {
    #expect(FoldedCharacter(character) == .word(folded))
  }

  @Test(
    arguments: [
      ("평", "평"), ("京", "京"), ("々", "々"), ("ｶﾞ", "ガ"), ("か", "か"), ("กั", "กั"), ("မြ", "မြ"),
    ] as [(Character, String)])
  func `Characters of scripts without spaces form pairs`(character: Character, folded: String) {
    #expect(FoldedCharacter(character) == .cluster(folded))
  }

  @Test(arguments: [" ", "\n", "\0", "\"", "'", "-", "。", "“", "😀", "\u{1B}"] as [Character])
  func `Spaces, punctuation and controls separate words`(character: Character) {
    #expect(FoldedCharacter(character) == .separator)
  }

  @Test(arguments: ["\u{AD}", "\u{200B}", "\u{202E}", "ـ"] as [Character])
  func `Characters without a form do not divide a word`(character: Character) {
    #expect(FoldedCharacter(character) == .ignored)
  }

  @Test func `Only the first marks of a character count`() {
    let character = Character("ก" + String(repeating: "\u{E31}", count: 10_000))
    #expect(FoldedCharacter(character) == .cluster("ก" + String(repeating: "\u{E31}", count: 15)))
  }
}
