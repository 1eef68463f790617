import Foundation
import GRDB
import Spool
import Synchronization
import TestSupport
import Testing

@testable import Ledger
@testable import Watch

/// Errors of the disk at the calls of each kind: a clear status while an error lasts, no incomplete
/// entry, and afterwards every article once. One world at a time, because each has files open.
@Suite(.serialized) struct DiskFaultTests {
  /// A world in which one article is spooled and two more are listed.
  private static let start = Task {
    let world = FakeWorld()
    world.site.publish("one")
    try await world.once()
    world.site.publish("two")
    world.site.publish("three")
    return world.snapshot()
  }

  /// Fails the nth call of a kind, and all later ones of that kind while it lasts.
  private static func breaker(_ kind: String, from number: Int, _ fault: any Error)
    -> @Sendable (String) throws -> Void
  {
    let count = Counter()
    return { name in
      if name.hasPrefix(kind), count.next() >= number { throw fault }
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }

  private func expectWholeEntries(_ world: FakeWorld, _ comment: Comment) {
    for name in world.scratch.list("spool/new") {
      let json = world.scratch.read("spool/new/\(name)/article.json")
      #expect(json.flatMap { try? SpooledEntry(entry: name, json: Array($0.utf8)) } != nil, comment)
      #expect(world.scratch.list("spool/new/\(name)").count == 2, comment)
    }
  }

  private func expectEverythingOnce(_ world: FakeWorld, _ comment: Comment) async throws {
    for _ in 0..<2 where world.spooled.count < 3 || Set(world.hooks.urls).count < 3 {
      world.clock.pass(.seconds(7300))
      #expect(try await world.once().exitStatus == 0, comment)
    }
    world.clock.pass(.seconds(7300))
    #expect(try await world.once().exitStatus == 0, comment)
    #expect(
      world.spooled == ["one", "three", "two"].map { "http://news.test/a/\($0)" }, comment)
    #expect(Set(world.hooks.urls) == Set(world.spooled), comment)
    #expect(world.scratch.list("spool/tmp") == [], comment)
  }

  @Test(
    arguments: [ENOSPC, EDQUOT, EROFS, EIO, EMFILE, EACCES],
    ["mkdir tmp", "open tmp", "write tmp", "sync tmp", "close tmp", "rename tmp", "sync new"])
  func `An error of the disk of the spool delays articles`(code: Int32, call: String) async throws {
    // The number of the call and the kind of the error do not depend on each other.
    for number in [ENOSPC, EIO].contains(code) ? 1...2 : 1...1 {
      let world = FakeWorld(try await DiskFaultTests.start.value)
      let comment: Comment = "\(String(cString: strerror(code))) at \(call) \(number)"
      let fault = Broken(errno: code)
      world.step.withLock {
        $0 = DiskFaultTests.breaker("disk: \(call)", from: number, fault)
      }
      var status: Int32 = 0
      var words = ""
      do {
        let report = try await world.once()
        status = report.exitStatus
        words = report.error.map { "\($0)" } ?? ""
      } catch let error as SpoolError {
        status = 73
        words = "\(error)"
      }
      #expect(status == 73, comment)
      #expect(words.contains(String(cString: strerror(code))), comment)
      expectWholeEntries(world, comment)
      world.step.withLock { $0 = nil }
      try await expectEverythingOnce(world, comment)
    }
  }

  @Test(
    arguments: [
      ResultCode.SQLITE_FULL, .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_READONLY,
    ],
    ["listing", "staged", "spooled", "delivered"])
  func `An error of the disk of the ledger delays articles`(code: ResultCode, job: String)
    async throws
  {
    for number in code == .SQLITE_FULL ? 1...2 : 1...1 {
      let world = FakeWorld(try await DiskFaultTests.start.value)
      let comment: Comment = "\(code) at \(job) \(number)"
      let fault = DatabaseError(resultCode: code)
      world.step.withLock {
        $0 = DiskFaultTests.breaker("ledger: \(job)", from: number, fault)
      }
      let status = try await world.once().exitStatus
      // All teasers are written in one call.
      #expect(status == (job == "listing" && number == 2 ? 0 : 74), comment)
      expectWholeEntries(world, comment)
      world.step.withLock { $0 = nil }
      try await expectEverythingOnce(world, comment)
    }
  }

  @Test func `A state directory that cannot be created is an error, and the next run succeeds`()
    async throws
  {
    let world = FakeWorld()
    world.site.publish("one")
    world.scratch.write("a file where the directory should be", to: "state")
    await #expect(throws: LedgerError.self) { try await world.once() }
    #expect(world.spooled == [])
    try FileManager.default.removeItem(atPath: world.scratch.path("state"))
    #expect(try await world.once().spooled.count == 1)
  }
}
