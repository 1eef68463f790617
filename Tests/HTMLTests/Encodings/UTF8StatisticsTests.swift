import Testing

@testable import HTML

@Suite struct `UTF-8 statistics` {
  private func statistics(_ bytes: [UInt8]) -> UTF8Statistics {
    bytes.withUnsafeBufferPointer { UTF8Statistics($0) }
  }

  @Test func `Valid characters and errors are counted`() {
    let bytes = Array("naïve 漢字 😀 ".utf8) + [0xE6, 0xBC, 0x20, 0xFF, 0xFF] + Array("é".utf8)
    let found = statistics(bytes)
    #expect(found.validCount == 5 && found.errorCount == 3 && found.hasLongSequence)
    #expect(statistics(Array("ascii".utf8)).validCount == 0)
    #expect(!statistics(Array("é".utf8)).hasLongSequence)
  }

  @Test func `A single error does not change the encoding`() {
    let text = Array("Старый паром ходит в гавань".utf8)
    let truncation = text.dropLast() + [0x20] + text
    #expect(
      statistics(Array(truncation)).isUTF8 && statistics(Array(truncation)).isUTF8(minimum: 12))
    #expect(!statistics(Array(truncation)).isNotUTF8)
  }

  @Test func `A truncated character at the end is not an error`() {
    let text = Array("漢字".utf8)
    #expect(statistics(Array(text.dropLast())).errorCount == 0)
    #expect(statistics(text + [0xFF]).errorCount == 1)
  }

  @Test(arguments: EncodedSample.all.filter { $0.encoding != .iso2022JP })
  func `Text in other encodings is not UTF-8`(sample: EncodedSample) {
    let found = statistics(sample.bytes)
    #expect(!found.isUTF8 && !found.isUTF8(minimum: 1) && found.isNotUTF8)
  }

  @Test func `Counting ends early in a page of errors`() {
    #expect(statistics([UInt8](repeating: 0xFF, count: 1 << 20)).errorCount < 1000)
    // A page of which one half is UTF-8 is counted to its end.
    let text = Array(String(repeating: "Паром ", count: 300).utf8)
    #expect(statistics([UInt8](repeating: 0xFF, count: 200) + text).isUTF8)
  }
}
