import Foundation
import Testing

@testable import ledewatch

@Suite struct JSONLineTests {
  private func written(_ text: String) -> String {
    var line = JSONLine()
    line.value(text)
    return String(decoding: line.bytes, as: UTF8.self)
  }

  @Test func `quotes, backslashes and controls are escaped`() {
    #expect(written("a\"b\\c\nd\u{1}e\u{7F}") == #""a\"b\\c\nd\u0001e\u007f""#)
  }

  @Test func `C1 controls are escaped, for a terminal may obey them`() {
    #expect(written("x\u{9B}31my\u{85}") == #""x\u009b31my\u0085""#)
  }

  @Test func `any text comes back as it was`() throws {
    let text = "“Workers’” — 평양 \u{0}\u{1F}\u{80}\u{9F}\u{A0} 🐐 \\u0041 \r\t/"
    let back = try JSONDecoder().decode([String].self, from: Data("[\(written(text))]".utf8))
    #expect(back == [text])
  }

  @Test func `fields keep their order and absent ones are left out`() {
    var line = JSONLine()
    line.object { object in
      object.field("z", "1")
      object.field("none", nil as String?)
      object.field("a", 2)
      object.name("list")
      object.array([true, false]) { flag, out in out.value(flag) }
      object.name("nothing")
      object.null()
    }
    line.end()
    #expect(
      String(decoding: line.bytes, as: UTF8.self)
        == #"{"z":"1","a":2,"list":[true,false],"nothing":null}"# + "\n")
  }
}
