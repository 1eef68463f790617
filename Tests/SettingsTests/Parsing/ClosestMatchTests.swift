import News
import Testing

@testable import Settings

@Suite struct ClosestMatchTests {
  @Test(arguments: [
    ("intervall", "interval"), ("nitify", "notify"), ("ntoify", "notify"), ("NOTIFY", "notify"),
    ("spool", "spool"), ("kip", "skip"),
  ])
  func `A mistyped name is close to the intended one`(name: String, expected: String) {
    #expect(closestMatch(to: name, among: ["interval", "spool", "notify", "skip"]) == expected)
  }

  @Test func `Other and very long names are close to none`() {
    #expect(closestMatch(to: "concurrency", among: ["interval", "spool"]) == nil)
    #expect(closestMatch(to: String(repeating: "a", count: 81), among: ["a"]) == nil)
  }

  @Test(arguments: [
    ("ujf-8", "utf-8"), ("win-1251", "windows-1251"), ("ISO 8859-2", "iso-8859-2"),
    ("cp949", "euc-kr"), ("1250", "windows-1250"), ("klingon", nil),
  ])
  func `A charset of another system suggests a label`(name: String, label: String?) {
    #expect(PageCharset.suggestedLabel(for: name) == label)
  }
}
