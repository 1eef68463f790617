import Testing

@testable import ledewatch

@Suite struct PagerTests {
  @Test(
    arguments: [
      (["PAGER": "more -s"], "more -s"), (["PAGER": ""], nil), (["PAGER": "cat"], nil),
      (["PATH": "/nonexistent"], nil), ([:], nil),
    ] as [([String: String], String?)])
  func `The pager is that of the user, or none`(environment: [String: String], command: String?) {
    #expect(Pager.command(environment) == command)
  }
}
