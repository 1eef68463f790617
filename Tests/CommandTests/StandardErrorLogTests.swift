import Testing

@testable import ledewatch

@Suite struct StandardErrorLogTests {
  @Test func `A line begins with source and stage and ends with the other metadata`() {
    let line = StandardErrorLog.line(
      message: "the round failed",
      ["stage": "dns", "source": "gazette", "reason": "no such host", "tries": "3"])
    #expect(line == "gazette: dns: the round failed: no such host tries=3")
  }

  @Test func `Text from a page cannot break the line or control the terminal`() {
    let line = StandardErrorLog.line(message: "x", ["reason": "a\n<3>forged \u{1B}[2J"])
    #expect(line == "x: a <3>forged [2J")
  }
}
