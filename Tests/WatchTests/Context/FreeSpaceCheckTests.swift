import Ledger
import Settings
import Spool
import Synchronization
import Testing

import struct Settings.Configuration

@testable import Watch

@Suite struct FreeSpaceCheckTests {
  /// The free space by path.
  private final class Disks: Sendable {
    let free: Mutex<[String: Int64]>

    init(_ free: [String: Int64]) { self.free = Mutex(free) }

    func space(_ path: String) -> DiskSpace? {
      free.withLock { $0[path] }.map { DiskSpace(freeBytes: $0) }
    }
  }

  private let configuration: Configuration = {
    var configuration = Configuration(spoolPath: "/spool", statePath: "/state")
    configuration.minimumFreeBytes = 8000
    return configuration
  }()

  @Test func `Too little space is an error until there is an eighth more`() throws {
    let disks = Disks(["/spool": 8000, "/state": 8000])
    let check = FreeSpaceCheck(space: disks.space)
    try check.verify(configuration)
    disks.free.withLock { $0["/spool"] = 7999 }
    let error = #expect(throws: SpoolError.self) { try check.verify(configuration) }
    #expect(
      error?.description == "spool: cannot write /spool: less than min_free (8000 bytes) is free; "
        + "free space on that file system, nothing is lost meanwhile")
    disks.free.withLock { $0["/spool"] = 8999 }
    #expect(throws: SpoolError.self) { try check.verify(configuration) }
    disks.free.withLock { $0["/spool"] = 9000 }
    try check.verify(configuration)
    disks.free.withLock { $0["/spool"] = 8000 }
    try check.verify(configuration)
  }

  @Test func `Too little space for the ledger is an error of the ledger`() {
    let check = FreeSpaceCheck(space: Disks(["/spool": 8000, "/state": 10]).space)
    let error = #expect(throws: LedgerError.self) { try check.verify(configuration) }
    #expect(
      error?.description == "ledger /state: less than min_free (8000 bytes) is free; "
        + "free space on that file system, nothing is lost meanwhile")
  }

  @Test func `Without a minimum, or if nothing can be told, there is space`() throws {
    try FreeSpaceCheck(space: { _ in nil }).verify(configuration)
    var unlimited = configuration
    unlimited.minimumFreeBytes = 0
    try FreeSpaceCheck(space: { _ in DiskSpace(freeBytes: 0) }).verify(unlimited)
  }
}
