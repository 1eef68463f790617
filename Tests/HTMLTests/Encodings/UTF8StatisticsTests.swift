import Testing

@testable import HTML

@Suite struct `The census of UTF-8` {
  private func census(_ bytes: [UInt8]) -> UTF8Census {
    bytes.withUnsafeBufferPointer { UTF8Census($0) }
  }

  @Test func `characters and faults are counted, each as one`() {
    let bytes = Array("naïve 漢字 😀 ".utf8) + [0xE6, 0xBC, 0x20, 0xFF, 0xFF] + Array("é".utf8)
    let found = census(bytes)
    #expect(found.good == 5 && found.bad == 3 && found.hasLong)
    #expect(census(Array("ascii".utf8)).good == 0)
    #expect(!census(Array("é".utf8)).hasLong)
  }

  @Test func `a blemish does not make another encoding of UTF-8`() {
    let text = Array("Старый паром ходит в гавань".utf8)
    let cut = text.dropLast() + [0x20] + text
    #expect(census(Array(cut)).isUTF8 && census(Array(cut)).isUTF8(least: 12))
    #expect(!census(Array(cut)).isOther)
  }

  @Test func `a cut at the end is no fault`() {
    let text = Array("漢字".utf8)
    #expect(census(Array(text.dropLast())).bad == 0)
    #expect(census(text + [0xFF]).bad == 1)
  }

  @Test(arguments: GuessCase.all.filter { $0.encoding != .iso2022JP })
  func `text of other encodings is none`(sample: GuessCase) {
    let found = census(sample.bytes)
    #expect(!found.isUTF8 && !found.isUTF8(least: 1) && found.isOther)
  }

  @Test func `a page of faults alone ends the count`() {
    #expect(census([UInt8](repeating: 0xFF, count: 1 << 20)).bad < 1000)
    // One whose other half is UTF-8 is looked at to its end.
    let text = Array(String(repeating: "Паром ", count: 300).utf8)
    #expect(census([UInt8](repeating: 0xFF, count: 200) + text).isUTF8)
  }
}
