import Testing

@testable import News

@Suite struct TextFingerprintTests {
  private let story =
    (0..<40).map { "Paragraph \($0) tells of the ferry, the board and the \($0 * 7) islanders." }
    .joined(separator: "\n")

  @Test func `Case, punctuation and spacing do not change a fingerprint`() {
    let other = story.uppercased().replacing(",", with: " –").replacing("\n", with: "  ")
    #expect(TextFingerprint(story).similarity(to: TextFingerprint(other)) == 1)
  }

  @Test func `A corrected text has nearly the same fingerprint, another text has not`() {
    let corrected = story.replacing("Paragraph 7 tells", with: "Paragraph 7 told")
    #expect(TextFingerprint(story).isNearly(TextFingerprint(corrected)))
    let another = (0..<40).map {
      "In year \($0) the mill ground \($0 * 3) sacks of corn for bread."
    }
    #expect(
      TextFingerprint(story).similarity(to: TextFingerprint(another.joined(separator: " "))) < 0.1)
  }

  @Test func `Texts without spaces are compared by character`() {
    let one = TextFingerprint("古い渡し船の運航をさらに一年続けることを決めた。")
    let two = TextFingerprint("古い渡し船の運航をさらに二年続けることを決めた。")
    #expect(one.similarity(to: two) > 0.6)
    #expect(one.similarity(to: two) < 1)
    #expect(one.similarity(to: TextFingerprint("気象庁は調査の終了を発表した。")) == 0)
  }

  @Test func `An empty text is similar to no text`() {
    #expect(TextFingerprint("").similarity(to: TextFingerprint("")) == 0)
    #expect(TextFingerprint("...").similarity(to: TextFingerprint(story)) == 0)
  }
}
