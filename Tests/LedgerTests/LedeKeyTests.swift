import Basics
import Testing

@testable import Ledger

@Suite struct LedeKeyTests {
  static let long =
    "The council of Aberwick, whose members’ mandate ends in May — 2025 was its busiest year — "
    + "agreed on Monday to rebuild the “old” mill bridge, for their attitude to the river has changed"

  @Test func `A lede that is cut after at least 60 characters is compatible with the whole lede`() {
    let whole = LedeKey(Self.long)
    for count in 60...Self.long.count {
      let cut = String(Self.long.prefix(count))
      for mark in ["", "…", "...", " …", " [...]"] {
        let key = LedeKey(cut + mark)
        #expect(key.isCompatible(with: whole), "\(cut)\(mark)")
        #expect(key.opening == whole.opening)
      }
    }
  }

  @Test(arguments: [
    ("Workers’ Party", "Workers' Party"), ("Workers’ Party", "Workers` Party"),
    ("he said: “no”", "he said: \"no\""), ("he said: “no”", "he said: «no»"),
    ("ten – or more", "ten - or more"), ("ten — or more", "ten -- or more"),
    ("wait… what", "wait... what"), ("in Australia.Divided", "in Australia. Divided"),
    ("non\u{A0}breaking\u{200B} space", "nonbreaking space"), ("ﬁne", "fine"),
    ("STRASSE", "Straße"), ("ΟΔΟΣ", "οδος"), ("Cafe\u{301}", "Café"),
    ("soft\u{AD}hyphen", "softhyphen"), ("１２３", "123"), ("  padded\n\ttext ", "padded text"),
    ("replaced \u{FFFD}sign", "replaced sign"), ("ﾃﾚﾋﾞ", "テレビ"),
  ])
  func `Differences in typography do not make a different lede`(_ pair: (String, String)) {
    #expect(LedeKey(pair.0) == LedeKey(pair.1))
  }

  @Test func `Control characters that a teaser loses do not make another lede of it`() {
    for value in 0...UInt32(0xE007F) {
      guard let scalar = Unicode.Scalar(value), scalar.isControlForDisplay else { continue }
      for text in ["\(scalar)Work\(scalar)ers’ Party\(scalar)", "Cafe\(scalar)s – \(scalar)평양"] {
        let clean = text.strippingControlCharacters(
          replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
        let (before, after) = (LedeKey(text), LedeKey(clean))
        #expect(before == after && before.opening == after.opening, "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func `Ledes with the same beginning and different continuations are not compatible`() {
    for shared in [60, 90, 120] {
      let beginning = String(Self.long.prefix(shared))
      let a = LedeKey(beginning + " and then it rained")
      let b = LedeKey(beginning + " but the sun came out")
      #expect(!a.isCompatible(with: b))
      #expect(a.opening == b.opening)
    }
  }

  @Test func `A short text is compatible only with itself`() {
    #expect(LedeKey("Weather").isCompatible(with: LedeKey("WEATHER")))
    #expect(!LedeKey("Weather").isCompatible(with: LedeKey("Weather for the valley and the coast")))
  }

  @Test func `Ideographs and syllables have twice the weight of letters`() {
    let korean = "조선로동당 중앙위원회 정치국 회의가 열렸으며 중요한 문제들이 토의되였다"
    #expect(LedeKey(String(korean.prefix(22))).isCompatible(with: LedeKey(korean)))
    let chinese = "国务院新闻办公室今天举行新闻发布会介绍有关情况"
    #expect(LedeKey(String(chinese.prefix(16))).isCompatible(with: LedeKey(chinese)))
    #expect(!LedeKey(String(chinese.prefix(8))).isCompatible(with: LedeKey(chinese)))
    let arabic = "أعلنت وزارة الموارد المائية اليوم عن بدء العمل في مشروع السد الجديد شمال البلاد"
    #expect(LedeKey(String(arabic.prefix(60))).isCompatible(with: LedeKey(arabic)))
  }

  @Test func `A stored key equals the original`() throws {
    for text in [Self.long, "Weather", "", "조선로동당 중앙위원회", String(repeating: "ab ", count: 500)] {
      let key = LedeKey(text)
      let digest = try #require(LedeDigest(stored: key.digest.stored))
      let stored = LedeKey(digest: digest, opening: key.opening)
      #expect(stored.digest == key.digest && stored.isCompatible(with: key))
    }
  }

  @Test func `Hashes are the same in every process`() {
    #expect(LedeKey("Weather").opening == LedeKey("wea ther").opening)
    #expect(StableHash.of("ledewatch") == StableHash.of(Array("ledewatch".utf8)))
    #expect(StableHash.of("ledewatch") == 2_035_498_844_348_433_206)
  }
}
