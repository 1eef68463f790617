import Foundation
import Testing

@testable import Spool

@Suite struct JSONTextTests {
  private func written(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return bytes
  }

  @Test func `every character comes back as it was`() throws {
    for range in [0...0x2100, 0xD7F0...0xD7FF, 0xE000...0xE010, 0x1F600...0x1F610] {
      let text = String(String.UnicodeScalarView(range.compactMap { Unicode.Scalar($0) }))
      let back = try JSONSerialization.jsonObject(
        with: Data(written(text)), options: .fragmentsAllowed)
      #expect(Array(text.unicodeScalars) == (back as? String).map { Array($0.unicodeScalars) })
    }
  }

  @Test func `controls and line separators are escaped, their neighbours are not`() {
    #expect(
      written("\u{1f} \u{7f}\u{80}\u{9f}\u{a0}\u{2027}\u{2028}\u{2029}\u{202a}")
        == Array("\"\\u001f \\u007f\\u0080\\u009f\u{a0}\u{2027}\\u2028\\u2029\u{202a}\"".utf8))
    #expect(written("\"\\\n\r\tä") == Array(#""\"\\\n\r\tä""#.utf8))
  }
}
