import Foundation
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct StateDirectoryTests {
  private let scratch = Scratch(inMemory: true)
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  private var ledger: String { scratch.path("ledger.sqlite") }

  private func mode(_ name: String) -> mode_t {
    var status = stat()
    lstat(scratch.path(name), &status)
    return status.st_mode & 0o777
  }

  @Test func `A state directory and its files are private, whatever they were`() async throws {
    for name in ["ledger.sqlite", "texts.sqlite", "lock"] {
      scratch.write("", to: "state/" + name, mode: 0o666)
    }
    #expect(chmod(scratch.path("state"), 0o777) == 0)
    let (_, wasWritable) = try StateDirectory.create(
      scratch.path("state"), passingTo: scratch.path("spool"))
    #expect(wasWritable)
    let lock = try LedgerLock(directory: scratch.path("state"), holder: .current)
    let store = try LedgerStore.open(scratch.path("state/ledger.sqlite"), log: log, now: 0)
    let texts = RevisionTextStore(scratch.path("state/texts.sqlite"), log: log)
    #expect(mode("state") == 0o700)
    for name in scratch.list("state") { #expect(mode("state/" + name) == 0o600, "\(name)") }
    await texts.close()
    await store.close()
    withExtendedLifetime(lock) {}
    #expect(mode("state/ledger.sqlite.closed") == 0o600)
  }

  @Test(arguments: [
    (0o755, "state/spool", 0o711), (0o750, "state/spool", 0o710), (0o755, "s", 0o700),
  ])
  func `Others can still pass to a spool below the state directory`(
    before: Int, spool: String, after: Int
  ) throws {
    mkdir(scratch.path("state"), 0o700)
    chmod(scratch.path("state"), mode_t(before))
    _ = try StateDirectory.create(scratch.path("state"), passingTo: scratch.path(spool))
    #expect(mode("state") == mode_t(after))
  }

  @Test func `A directory that cannot be made is reported with the reason`() {
    let error = #expect(throws: LedgerError.self) {
      try StateDirectory.create("/sys/ledewatch/state", passingTo: "/spool")
    }
    #expect(error?.reason.hasPrefix("cannot create the directory /sys/ledewatch: ") == true)
    #expect(error?.reason.contains("No such file") == false)
  }

  @Test(.enabled(if: geteuid() == 0))
  func `A ledger that is out of reach is not reported as missing`() throws {
    mkdir(scratch.path("state"), 0o700)
    #expect(chown(scratch.path("state"), 65534, 65534) == 0)
    let error = #expect(throws: LedgerError.self) {
      try ReadOnlyLedger(scratch.path("state/ledger.sqlite"))
    }
    #expect(error?.reason.contains("it belongs to the user") == true)
  }

  @Test func `A missing state directory is made with its parents`() throws {
    let path = scratch.path("a/b/state")
    let (_, wasWritable) = try StateDirectory.create(path, passingTo: scratch.path("spool"))
    #expect(!wasWritable && mode("a/b/state") == 0o700)
    scratch.write("", to: "file")
    let error = #expect(throws: LedgerError.self) {
      try StateDirectory.create(scratch.path("file/state"), passingTo: "/spool")
    }
    #expect(error?.description.contains("file/state") == true)
  }

  enum Plant: String, CaseIterable { case link, hardLink, pipe, directory }

  private func plant(_ kind: Plant, as name: String) {
    let path = scratch.path(name)
    unlink(path)
    switch kind {
    case .link: symlink(scratch.write("kept", to: "target"), path)
    case .hardLink: link(scratch.write("kept", to: "target"), path)
    case .pipe: mkfifo(path, 0o600)
    case .directory: mkdir(path, 0o700)
    }
  }

  @Test(arguments: Plant.allCases)
  func `A lock that is not a plain file is refused with its path`(kind: Plant) {
    plant(kind, as: "lock")
    let error = #expect(throws: LedgerError.self) {
      try LedgerLock(directory: scratch.path, holder: .current)
    }
    #expect(error?.path == scratch.path("lock"))
    #expect(LedgerLock.holder(directory: scratch.path) == nil)
    #expect(scratch.read("target") ?? "kept" == "kept")
  }

  @Test(arguments: Plant.allCases, ["", "-wal", "-shm", "-journal"])
  func `A file of the ledger that is not a plain file is refused`(
    kind: Plant, suffix: String
  ) async throws {
    try await LedgerStore.open(ledger, log: log, now: 0).close()
    plant(kind, as: "ledger.sqlite" + suffix)
    #expect(throws: LedgerError.self) { try LedgerStore.open(ledger, log: log, now: 0) }
    #expect(scratch.read("target") ?? "kept" == "kept")
    #expect(throws: LedgerError.self) { try ReadOnlyLedger(ledger) }
  }

  @Test(arguments: Plant.allCases)
  func `A mark of a clean close that is not a plain file counts as missing`(
    kind: Plant
  ) async throws {
    try await LedgerStore.open(ledger, log: log, now: 0).close()
    #expect(CleanCloseMarker.isIntact(ledger))
    plant(kind, as: "ledger.sqlite.closed")
    #expect(!CleanCloseMarker.isIntact(ledger))
    CleanCloseMarker.write(ledger)
    #expect(scratch.read("target") ?? "kept" == "kept")
  }

  @Test func `A note is kept and removed`() throws {
    let directory = try StateDirectory(scratch.path)
    #expect(directory.note("told") == nil)
    directory.setNote("told", to: "the disk is full")
    directory.setNote("told", to: "the spool is missing")
    #expect(directory.note("told") == "the spool is missing")
    #expect(directory.removeNote("told"))
    #expect(directory.note("told") == nil)
    #expect(!directory.removeNote("told"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can make files of another user"))
  func `Files and directories of another user are refused, and the user is named`() throws {
    scratch.write("", to: "lock")
    chown(scratch.path("lock"), 1, 1)
    let error = #expect(throws: LedgerError.self) {
      try LedgerLock(directory: scratch.path, holder: .current)
    }
    #expect(error?.reason.contains("belongs to the user daemon") == true)
    chown(scratch.path, 1, 1)
    #expect(StateDirectory.isForeign(scratch.path))
    #expect(throws: LedgerError.self) { try StateDirectory(scratch.path) }
    chown(scratch.path, 0, 0)
    #expect(!StateDirectory.isForeign(scratch.path))
  }
}
