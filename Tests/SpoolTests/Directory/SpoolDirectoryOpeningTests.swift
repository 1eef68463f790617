import Synchronization
import TestSupport
import Testing

@testable import Spool

@Suite struct SpoolDirectoryOpeningTests {
  private let scratch = Scratch(inMemory: true)

  @Test func `The id of a new spool is synced and gets its name last`() throws {
    let place = scratch.path("spool")
    let calls = Mutex<[String]>([])
    let disk = Disk(injectedErrno: { call, path in
      if [.mkdir, .write, .sync, .rename].contains(call) {
        calls.withLock { $0.append("\(call) \(path.dropFirst(scratch.path.count + 1))") }
      }
      return 0
    })
    _ = try SpoolDirectory.open(place, expecting: nil, newID: "a", disk: disk)
    #expect(
      calls.withLock { $0 } == [
        "mkdir spool/new", "mkdir spool/cur", "mkdir spool/tmp", "write spool/tmp/.ledewatch",
        "sync spool/tmp/.ledewatch", "rename spool/tmp/.ledewatch", "sync spool/tmp", "sync spool",
      ])
  }
}
