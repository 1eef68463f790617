import Testing

@testable import Ledger

@Suite struct RoundFailuresTests {
  @Test func `The first rounds count equally`() {
    var failures = RoundFailures()
    for stage in ["dns", nil, nil, "status"] { failures.record(failedAt: stage) }
    #expect(failures.count == 4 && failures.shares == ["dns": 0.25, "status": 0.25])
    #expect(RoundFailures.ranking(["a": 0.1, "c": 0.2, "b": 0.2]).map(\.stage) == ["b", "c", "a"])
  }

  @Test func `A failure fades, and its stage is forgotten`() throws {
    var failures = RoundFailures()
    failures.record(failedAt: "dns")
    for _ in 0..<99 { failures.record(failedAt: nil) }
    #expect(abs(try #require(failures.shares["dns"]) - 0.01) < 1e-9)
    for _ in 0..<300 { failures.record(failedAt: nil) }
    #expect(failures.shares.isEmpty && failures.count == RoundFailures.maximumCount)
  }

  @Test func `The stored form keeps count and shares`() throws {
    var failures = RoundFailures()
    #expect(failures.stored == nil)
    for stage in ["list", "list", "dns", nil] { failures.record(failedAt: stage) }
    #expect(failures.stored == "4 list:0.5 dns:0.25")
    #expect(RoundFailures(stored: try #require(failures.stored)) == failures)
  }

  @Test(arguments: ["", "x", "0", "-1 dns:0.1", "4 dns", "4 dns:x", "4 dns:2", "4 dns:nan"])
  func `A damaged stored form is no value`(_ text: String) {
    #expect(RoundFailures(stored: text) == nil)
  }
}
