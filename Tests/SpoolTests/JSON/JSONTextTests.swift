import Basics
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
    for range in [
      0...0x2100, 0xFFF0...0xFFFF, 0xE0000...0xE0101, 0xD7F0...0xD7FF, 0xE000...0xE010,
      0x1F600...0x1F610,
    ] {
      let text = String(String.UnicodeScalarView(range.compactMap { Unicode.Scalar($0) }))
      let back = try JSONSerialization.jsonObject(
        with: Data(written(text)), options: .fragmentsAllowed)
      #expect(Array(text.unicodeScalars) == (back as? String).map { Array($0.unicodeScalars) })
    }
  }

  @Test func `every control that affects the display of text is escaped`() throws {
    for value in 0...UInt32(0xE007F) {
      guard let scalar = Unicode.Scalar(value), scalar.isControlForDisplay else { continue }
      let bytes = written("a\(scalar)b")
      #expect(bytes.allSatisfy { (0x20..<0x7F).contains($0) }, "U+\(String(value, radix: 16))")
      let back = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      #expect((back as? String)?.unicodeScalars.elementsEqual(["a", scalar, "b"]) == true)
    }
  }

  @Test func `controls and line separators are escaped, their neighbours are not`() {
    #expect(
      written("\u{1f} \u{7f}\u{80}\u{9f}\u{a0}\u{2027}\u{2028}\u{2029}\u{2065}")
        == Array("\"\\u001f \\u007f\\u0080\\u009f\u{a0}\u{2027}\\u2028\\u2029\u{2065}\"".utf8))
    #expect(written("\"\\\n\r\tä") == Array(#""\"\\\n\r\tä""#.utf8))
  }
}
