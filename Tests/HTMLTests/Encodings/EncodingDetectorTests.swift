import Testing

@testable import HTML

@Suite struct `Encoding detector` {
  @Test(arguments: EncodedSample.all)
  func `The encoding of a text is detected`(sample: EncodedSample) {
    let bytes = sample.bytes
    let found = Encoding.sniff(bytes)
    #expect(found == SniffedEncoding(sample.encoding, .guess))
    #expect(
      sample.encoding.decode(bytes).utf8 == found.encoding.decode(bytes).utf8)
  }

  @Test(arguments: EncodedSample.all)
  func `The declared language does not change the result, even a wrong one`(sample: EncodedSample) {
    for language in [sample.language, "en", "ru", "pl", "ja"] {
      let bytes = Array("<html lang=\(language)>".utf8) + sample.bytes
      #expect(Encoding.sniff(bytes).encoding == sample.encoding, "lang=\(language)")
    }
  }

  @Test func `The pages of a site have the same encoding while their text changes`() {
    for sample in EncodedSample.all where sample.encoding != .iso2022JP {
      let words = sample.text.split(separator: " ")
      // The text is rotated word by word, and its markup changes.
      for first in words.indices {
        let text = (words[first...] + words[..<first]).joined(separator: " ")
        let bytes =
          Array("<div class=n\(first)>".utf8) + LegacyEncoder.encode(text, sample.encoding)
        #expect(Encoding.sniff(bytes).encoding == sample.encoding, "\(sample.testDescription)")
      }
    }
  }

  @Test func `The expected encoding decides close cases and is ignored if it is implausible`() {
    // All but one of these Hungarian letters are in windows-1252, too.
    let bytes = LegacyEncoder.encode(
      "Az öreg komp évekig jár még, és új hajó épül, írják, hogy jövőre.", .windows1250)
    #expect(Encoding.sniff(bytes).encoding == .windows1252)
    #expect(Encoding.sniff(bytes, expected: .windows1250).encoding == .windows1250)
    let few = LegacyEncoder.encode("A komp jövője", .windows1250)
    #expect(Encoding.sniff(few).encoding == .windows1252)
    #expect(Encoding.sniff(few, expected: .windows1250).encoding == .windows1250)
    let quotes = LegacyEncoder.encode("“a” “b” “c” “d” ő", .windows1250)
    #expect(Encoding.sniff(quotes).encoding == .windows1252)
    #expect(Encoding.sniff(quotes, expected: .windows1250).encoding == .windows1250)
    let truncation = Array("isn’t it’s ".utf8) + [0xE2, 0x20]
    #expect(Encoding.sniff(truncation).encoding == .windows1252)
    #expect(Encoding.sniff(truncation, expected: .utf8).encoding == .utf8)
    let russian = EncodedSample.all[0]
    #expect(Encoding.sniff(russian.bytes, expected: .windows1250).encoding == russian.encoding)
  }

  @Test(arguments: [
    "caf\u{E9}", "“quotes” – and dashes – in English, isn’t it? It’s so: “yes” … “no”",
    "§ 12, §§ 13 and 14; § 15, §§ 16 – 18", "• one • two • three • four • five • six",
    "© 2026 · £12 · ½ · é · à la carte · naïve · São Paulo · Zürich",
  ])
  func `Only a clearly better encoding replaces windows-1252`(text: String) {
    #expect(Encoding.sniff(LegacyEncoder.encode(text, .windows1252)).encoding == .windows1252)
  }

  @Test func `Only visible text is considered`() {
    let script = "<script>var я = 'новости гавани';</script><style>/* паром паром */</style>"
    let bytes =
      LegacyEncoder.encode("\(script)<img alt='паром на реке'><!-- паром паром -->", .koi8u)
      + LegacyEncoder.encode("<p>Die Fähre fährt für Bürger über Süd, täglich, schön", .windows1252)
    #expect(Encoding.sniff(bytes).encoding == .windows1252)
    let feed = LegacyEncoder.encode(
      "<rss><item><title><![CDATA[Паром ходит каждый день]]></title></item></rss>", .koi8u)
    #expect(Encoding.sniff(feed).encoding == .koi8u)
  }

  @Test func `Hostile pages do not stop the detection`() {
    for piece in [
      "<", "<!--", "<script ", "<a \u{FF}", "</style", "<![cdata[", "\u{1B}$B", "\u{E9}",
    ] {
      var bytes = piece.unicodeScalars.map { UInt8($0.value) }
      // Doubling is fast in debug builds, too.
      while bytes.count < piece.unicodeScalars.count * 400_000 { bytes += bytes }
      _ = Encoding.sniff(bytes)
      _ = SniffedEncoding(.utf8, .transport).corrected(for: bytes)
    }
    let noise = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
    #expect(Encoding.sniff(noise) == Encoding.sniff(noise))
    for length in 0..<40 { _ = Encoding.sniff(Array(noise.prefix(length))) }
  }

  @Test func `The expected language decides for short texts`() {
    let few = LegacyEncoder.encode("Rządy", .windows1250)
    #expect(Encoding.sniff(few, language: "pl").encoding == .windows1250)
    #expect(Encoding.sniff([0xE9, 0x20], language: "ja").encoding == .shiftJIS)
  }
}
