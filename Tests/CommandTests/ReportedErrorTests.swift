import Foundation
import Ledger
import Spool
import Testing
import Watch

@testable import ledewatch

@Suite struct ToldFaultTests {
  private let directory = NSTemporaryDirectory() + "ledewatch-test-" + UUID().uuidString

  private func full(_ entry: String) -> SpoolError {
    SpoolError(
      stage: .write, path: "/spool/tmp/\(entry)", errno: ENOSPC, reason: "no space left")
  }

  @Test func `a lasting fault is told when it begins and when it ends`() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    #expect(ReportedError(directory: directory).end() == nil)
    #expect(ReportedError(directory: directory).isToBeTold(full("one")))
    #expect(!ReportedError(directory: directory).isToBeTold(full("two")))
    let held = LedgerLockedError(path: "/state/lock", holder: nil)
    #expect(ReportedError(directory: directory).isToBeTold(held))
    #expect(ReportedError(directory: directory).isToBeTold(full("three")))
    #expect(ReportedError(directory: directory).end() == "spool: No space left on device")
    #expect(ReportedError(directory: directory).end() == nil)
    #expect(ReportedError(directory: directory).isToBeTold(full("four")))
  }

  @Test func `a fault whose words are long is told again with its end cut off`() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let fault = SpoolError(
      stage: .identity, path: "/x", errno: 0, reason: String(repeating: "long words ", count: 9))
    #expect(ReportedError(directory: directory).isToBeTold(fault))
    #expect(!ReportedError(directory: directory).isToBeTold(fault))
    let words = try #require(ReportedError(directory: directory).end())
    #expect(words.hasPrefix("spool: long words") && words.hasSuffix("…"))
    #expect(words.utf8.count <= 59)
  }

  @Test func `where nothing can be remembered a fault is told each time`() {
    let nowhere = ReportedError(directory: "/nowhere/at/all")
    #expect(nowhere.isToBeTold(full("one")))
    #expect(nowhere.isToBeTold(full("two")))
    #expect(nowhere.end() == nil)
  }

  @Test func `what is no fault of the disk or the lock is always told`() {
    let told = ReportedError(directory: directory)
    #expect(told.isToBeTold(CancellationError()))
    #expect(told.isToBeTold(CancellationError()))
  }
}
