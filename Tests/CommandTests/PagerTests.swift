import Glibc
import Testing

@testable import ledewatch

@Suite struct PagerTests {
  @Test(
    arguments: [
      (["PAGER": "more -s"], "more -s"), (["PAGER": ""], nil), (["PAGER": "cat"], nil),
      (["PATH": "/nonexistent"], nil), ([:], nil),
      (["PAGER": "more -s", "TERM": "dumb"], nil), (["PAGER": "more", "TERM": "xterm"], "more"),
    ] as [([String: String], String?)])
  func `The pager is that of the user, or none`(environment: [String: String], command: String?) {
    #expect(Pager.command(environment) == command)
  }

  @Test(arguments: [("exit 0", false), ("exit 1", false), ("/no/pager", true), ("/", true)])
  func `A pager that the shell cannot start is missing`(command: String, isMissing: Bool) throws {
    let pipe = try #require(popen("\(command) 2>/dev/null", "w"))
    #expect(Pager.isMissing(status: pclose(pipe)) == isMissing)
  }
}
