import Foundation
import Glibc
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerLockTests {
  private let scratch = Scratch(inMemory: true)
  private let holder = LockHolder(pid: getpid(), command: "ledewatch run", since: 1_773_480_000)

  @Test func `A lock excludes every other holder until it is released`() throws {
    var first: LedgerLock? = try LedgerLock(directory: scratch.path, holder: holder)
    for _ in 0..<2 {
      let error = try #require(
        #expect(throws: LedgerLockedError.self) {
          try LedgerLock(directory: scratch.path, holder: holder)
        })
      #expect(error.holder == holder)
    }
    #expect(LedgerLock.holder(directory: scratch.path) == holder)
    withExtendedLifetime(first) {}
    first = nil
    #expect(LedgerLock.holder(directory: scratch.path) == nil)
    _ = try LedgerLock(directory: scratch.path, holder: holder)
  }

  @Test func `Processes that are started do not inherit the lock`() throws {
    let lock = try LedgerLock(directory: scratch.path, holder: holder)
    let path = scratch.path("lock")
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      .compactMap { Int32($0) }
      .filter {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
      }
    #expect(descriptors.count == 1)
    for descriptor in descriptors {
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `The name of a process that has ended is not a holder`() throws {
    // Process ids are at most 2^22.
    scratch.write(
      LockHolder(pid: .max, command: "ledewatch run", since: 0).text, to: "lock")
    #expect(LedgerLock.holder(directory: scratch.path) == nil)
    _ = try LedgerLock(directory: scratch.path, holder: holder)
  }

  @Test(arguments: [
    ("ledewatch once", getpid(), 60, true), ("ledewatch once --force", getpid(), 3599, true),
    // It should have ended, or the clock was set.
    ("ledewatch once", getpid(), 3600, false), ("ledewatch once", getpid(), -1, false),
    ("ledewatch run", getpid(), 60, false), ("sleep once", pid_t.max, 60, false),
  ])
  func `Only a once that began within the hour may hold the lock without a report`(
    command: String, pid: Int32, age: Int64, isRecent: Bool
  ) {
    let holder = LockHolder(pid: pid, command: command, since: 1_773_480_000)
    let error = LedgerLockedError(path: "/state/lock", holder: holder)
    #expect(error.isRecentOnce(now: 1_773_480_000 + age) == isRecent)
  }

  @Test func `A lock whose holder has no name is reported`() throws {
    #expect(!LedgerLockedError(path: "/state/lock", holder: nil).isRecentOnce(now: 0))
  }
}
