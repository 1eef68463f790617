import Testing

@testable import ledewatch

@Suite struct StandardErrorLogTests {
  @Test func `a line names source and stage first and the other facts behind`() {
    let line = StandardErrorLog.line(
      message: "the round failed",
      ["stage": "dns", "source": "gazette", "reason": "no such host", "tries": "3"])
    #expect(line == "gazette: dns: the round failed: no such host tries=3")
  }

  @Test func `what a page says cannot break the line or reach the terminal`() {
    let line = StandardErrorLog.line(message: "x", ["reason": "a\n<3>forged \u{1B}[2J"])
    #expect(line == "x: a <3>forged [2J")
  }
}
