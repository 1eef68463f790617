import Testing

@testable import News

@Suite struct JSONValueTests {
  private func read(_ text: String) -> JSONValue? {
    Array(text.utf8).withUnsafeBufferPointer { JSONValue($0) }
  }

  @Test("Values, escapes and surrogate pairs are read")
  func values() throws {
    let value = try #require(
      read(#"{"a": ["x\n\"y\"", "\u00e9\ud83d\ude00", true, null, -1.5e3]}"#))
    let elements = try #require(value["a"]).elements
    #expect(elements[0].string == "x\n\"y\"")
    #expect(elements[1].string == "é😀")
    #expect(elements.count == 5)
  }

  @Test("Broken texts give what comes before the fault")
  func broken() {
    #expect(read(#"{"a": "b", "c": "d"#)?["c"]?.string == "d")
    #expect(read(#"{"a": 1,, "b": "c",}"#)?["b"]?.string == "c")
    #expect(read(#"{"a" "b"}"#)?["a"] == nil)
    #expect(read("") == nil)
    #expect(read("\"\\ud83d\"")?.string == "\u{FFFD}")
  }

  @Test("Depth and number of values are bounded")
  func bounds() {
    _ = read(String(repeating: "[", count: 100_000))
    _ = read(String(repeating: "{\"a\":", count: 100_000))
    _ = read("[" + String(repeating: "1,", count: 100_000))
  }
}

@Suite struct TextFingerprintTests {
  private let story =
    (0..<40).map { "Paragraph \($0) tells of the ferry, the board and the \($0 * 7) islanders." }
    .joined(separator: "\n")

  @Test("Case, punctuation and spacing do not count")
  func form() {
    let other = story.uppercased().replacing(",", with: " –").replacing("\n", with: "  ")
    #expect(TextFingerprint(story).similarity(to: TextFingerprint(other)) == 1)
  }

  @Test("A correction leaves a text nearly the same, another story does not")
  func distance() {
    let corrected = story.replacing("Paragraph 7 tells", with: "Paragraph 7 told")
    #expect(TextFingerprint(story).isNearly(TextFingerprint(corrected)))
    let another = (0..<40).map {
      "In year \($0) the mill ground \($0 * 3) sacks of corn for bread."
    }
    #expect(
      TextFingerprint(story).similarity(to: TextFingerprint(another.joined(separator: " "))) < 0.1)
  }

  @Test("Texts without spaces are compared by characters")
  func dense() {
    let one = TextFingerprint("古い渡し船の運航をさらに一年続けることを決めた。")
    let two = TextFingerprint("古い渡し船の運航をさらに二年続けることを決めた。")
    #expect(one.similarity(to: two) > 0.6)
    #expect(one.similarity(to: two) < 1)
    #expect(one.similarity(to: TextFingerprint("気象庁は調査の終了を発表した。")) == 0)
  }

  @Test("Empty texts are like nothing")
  func empty() {
    #expect(TextFingerprint("").similarity(to: TextFingerprint("")) == 0)
    #expect(TextFingerprint("...").similarity(to: TextFingerprint(story)) == 0)
  }
}

@Suite struct HeadlinePartsTests {
  @Test("A site's name does not stay at the end of a headline")
  func siteNames() {
    func strip(_ title: String) -> String {
      SiteName.strip(
        title, sites: ["The Harbour Post", "harbour-post.example"],
        shown: [TextSimilarity.words("Ferry stays")])
    }
    #expect(
      strip("Old ferry gets another year – The Harbour Post") == "Old ferry gets another year")
    #expect(strip("The Harbour Post | Old ferry gets a year") == "Old ferry gets a year")
    #expect(strip("Ferry stays - Islands - News") == "Ferry stays")
    #expect(strip("War and peace - a love story") == "War and peace - a love story")
  }

  @Test("Names of people are told from desks, places and logins")
  func names() {
    #expect(PersonNames.split("By Ida Brandt and Tomas Rehn") == ["Ida Brandt", "Tomas Rehn"])
    #expect(PersonNames.split("Von Anna Sleegers, Frankfurt") == ["Anna Sleegers"])
    #expect(PersonNames.split("Redaktion") == [])
    #expect(PersonNames.split("ida@harbour-post.example") == [])
    #expect(PersonNames.split("박준석 기자") == ["박준석"])
    #expect(PersonNames.afterByline("Posted on 3 May 2020 by Adi Lund") == ["Adi Lund"])
    #expect(PersonNames.afterByline("By the river it was quiet") == [])
  }

  @Test("Datelines are found, sentences with dashes are none")
  func datelines() {
    #expect(
      Dateline.find(in: "PYONGYANG, March 14 (KCNA) -- The board met.")
        == "PYONGYANG, March 14 (KCNA)")
    #expect(Dateline.find(in: "Lindmar (dpa) - Der alte Kahn fährt weiter.") == "Lindmar (dpa)")
    #expect(Dateline.find(in: "(서울=연합뉴스) 항만위원회는") == "서울=연합뉴스")
    #expect(Dateline.find(in: "【リンドマル＝港新聞】古い渡し船") == "リンドマル＝港新聞")
    #expect(Dateline.find(in: "The board - all nine of it - met.") == nil)
  }
}

@Suite struct TextCleanerTests {
  @Test("White space collapses; controls, escapes and invisible characters go")
  func cleaning() {
    #expect(TextCleaner.clean("  a \n\t b\u{A0}c ") == "a b c")
    #expect(TextCleaner.clean("rep\0ort\u{1B}[31m x\u{7}") == "report x")
    #expect(TextCleaner.clean("soft\u{AD}hyphen\u{200B} \u{202E}end") == "softhyphen end")
    #expect(TextCleaner.clean("می‌خواهم") == "می‌خواهم")
  }
}
