import Foundation
import Ledger
import Spool
import Testing

@testable import Watch

@Suite struct ReportedErrorTests {
  private let directory = NSTemporaryDirectory() + "ledewatch-test-" + UUID().uuidString

  private func diskFull(_ entry: String) -> SpoolError {
    SpoolError(
      stage: .write, path: "/spool/tmp/\(entry)", errno: ENOSPC, reason: "No space left on device")
  }

  @Test func `A lasting error is reported when it begins and when it is resolved`() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    #expect(ReportedError(directory: directory).resolve() == nil)
    #expect(ReportedError(directory: directory).shouldReport(diskFull("one")))
    #expect(!ReportedError(directory: directory).shouldReport(diskFull("two")))
    let locked = LedgerLockedError(path: "/state/lock", holder: nil)
    #expect(ReportedError(directory: directory).shouldReport(locked))
    #expect(ReportedError(directory: directory).shouldReport(diskFull("three")))
    #expect(ReportedError(directory: directory).resolve() == "spool: no space left on device")
    #expect(ReportedError(directory: directory).resolve() == nil)
    #expect(ReportedError(directory: directory).shouldReport(diskFull("four")))
  }

  @Test func `Too little space for min_free is reported as that, not as a full disk`() {
    let error = SpoolError(
      stage: .write, path: "/spool", errno: ENOSPC, reason: "less than min_free (16M) is free")
    #expect(ReportedError.summary(of: error) == "spool: less than min_free (16M) is free")
  }

  @Test func `A long summary is truncated and still recognized`() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let error = SpoolError(
      stage: .identity, path: "/x", errno: 0, reason: String(repeating: "long words ", count: 9))
    #expect(ReportedError(directory: directory).shouldReport(error))
    #expect(!ReportedError(directory: directory).shouldReport(error))
    let summary = try #require(ReportedError(directory: directory).resolve())
    #expect(summary.hasPrefix("spool: long words") && summary.hasSuffix("…"))
    #expect(summary.utf8.count <= 59)
  }

  @Test func `If nothing can be recorded, an error is reported each time`() {
    let nowhere = ReportedError(directory: "/nowhere/at/all")
    #expect(nowhere.shouldReport(diskFull("one")))
    #expect(nowhere.shouldReport(diskFull("two")))
    #expect(nowhere.resolve() == nil)
  }

  @Test func `Errors of other kinds are always reported`() {
    let reported = ReportedError(directory: directory)
    #expect(reported.shouldReport(CancellationError()))
    #expect(reported.shouldReport(CancellationError()))
  }
}
