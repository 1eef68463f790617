import Foundation
import News
import Synchronization
import TestSupport
import Testing

@testable import Spool

private let files = [
  EntryFile(name: "article.json", bytes: Array("{}".utf8)),
  EntryFile(name: "article.md", bytes: Array("# Title".utf8)),
]
private let entry = "20260314T101500Z-gazette-a1-r1"

@Suite struct SpoolDirectoryTests {
  let scratch = Scratch(inMemory: true)
  var place: String { scratch.path("spool") }

  @Test func `An entry is staged in tmp and comes to new complete`() throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    try spool.stage(entry, files: files)
    #expect(try spool.isStaged(entry))
    #expect(try spool.staged() == [entry])
    #expect(scratch.list("spool/new").isEmpty)
    try spool.publish(entry)
    #expect(try !spool.isStaged(entry))
    #expect(scratch.list("spool/tmp").isEmpty)
    #expect(scratch.list("spool/new/\(entry)") == ["article.json", "article.md"])
    #expect(scratch.read("spool/new/\(entry)/article.md") == "# Title")
    #expect(spool.path(of: entry) == scratch.path("spool/new/\(entry)"))
  }

  @Test func `A leftover of an earlier attempt is replaced`() throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    scratch.write("half", to: "spool/tmp/\(entry)/article.json")
    scratch.write("junk", to: "spool/tmp/\(entry)/other")
    try spool.stage(entry, files: files)
    #expect(scratch.list("spool/tmp/\(entry)") == ["article.json", "article.md"])
    #expect(scratch.read("spool/tmp/\(entry)/article.json") == "{}")
  }

  @Test func `What was staged can be discarded, more than once`() throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    try spool.stage(entry, files: files)
    try spool.discard(entry)
    try spool.discard(entry)
    #expect(scratch.list("spool/tmp").isEmpty)
  }

  @Test func `Publishing again after a crash changes nothing, even when the entry was taken`()
    throws
  {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    try spool.stage(entry, files: files)
    try spool.publish(entry)
    try spool.publish(entry)
    try FileManager.default.moveItem(
      atPath: spool.path(of: entry), toPath: scratch.path("spool/cur/\(entry)"))
    try spool.publish(entry)
    #expect(scratch.list("spool/new").isEmpty)
  }

  @Test func `A spool keeps its id`() throws {
    let id = try SpoolDirectory.open(place, expecting: nil).id
    #expect(id.count == 32)
    #expect(try SpoolDirectory.open(place, expecting: nil).id == id)
    #expect(try SpoolDirectory.open(place, expecting: id).id == id)
    #expect(scratch.read("spool/.ledewatch") == id + "\n")
    #expect(scratch.list("spool/tmp").isEmpty)
  }

  @Test func `A spool that is missing, exchanged or damaged is not written to`() throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    let error = { () -> SpoolError? in
      do { try spool.stage(entry, files: files) } catch { return error as? SpoolError }
      return nil
    }
    try FileManager.default.moveItem(atPath: place, toPath: scratch.path("away"))
    #expect(error()?.stage == .identity)
    #expect(throws: SpoolError.self) { try SpoolDirectory.open(place, expecting: spool.id) }

    // An empty mount point, with the folders by chance.
    for name in ["tmp", "new"] {
      try FileManager.default.createDirectory(
        atPath: place + "/" + name, withIntermediateDirectories: true)
    }
    #expect(error()?.stage == .identity)
    #expect(error()?.description.contains("not mounted") == true)
    #expect(throws: SpoolError.self) { try spool.publish(entry) }

    scratch.write("another\n", to: "spool/.ledewatch")
    #expect(error()?.description.contains("another spool (another)") == true)
    scratch.write("two words\n", to: "spool/.ledewatch")
    #expect(error()?.description.contains("damaged") == true)
    #expect(throws: SpoolError.self) { try SpoolDirectory.open(place, expecting: nil) }
    #expect(scratch.list("spool/tmp").isEmpty)
  }

  @Test func `Entries take the permissions of the spool`() throws {
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    #expect(chmod(place, 0o2770) == 0)
    let spool = try SpoolDirectory.open(place, expecting: nil)
    try spool.stage(entry, files: files)
    try spool.publish(entry)
    func mode(_ path: String) -> mode_t {
      var status = stat()
      lstat(path, &status)
      return status.st_mode & 0o7777
    }
    #expect(mode(place + "/new") == 0o2770)
    #expect(mode(spool.path(of: entry)) == 0o2770)
    #expect(mode(spool.path(of: entry) + "/article.json") == 0o660)
  }

  @Test(arguments: ["", ".hidden", "a/b", "../x", "a\nb", String(repeating: "x", count: 300)])
  func `A name that leads elsewhere is refused`(name: String) throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    #expect(throws: SpoolError.self) { try spool.stage(name, files: files) }
    #expect(throws: SpoolError.self) { try spool.publish(name) }
    #expect(throws: SpoolError.self) {
      try spool.stage(entry, files: [EntryFile(name: name, bytes: [])])
    }
    #expect(scratch.list("spool/tmp").isEmpty)
  }
}

/// Every system call of staging and publishing fails once, in each way a disk can.
@Suite struct SpoolFaultTests {
  let scratch = Scratch(inMemory: true)

  @Test(arguments: [ENOSPC, EDQUOT, EIO, EROFS, EMFILE, EACCES])
  func `A failing call is an error, nothing half is visible, and the next attempt succeeds`(
    code: Int32
  ) throws {
    for kind in [Disk.Call.mkdir, .open, .write, .sync, .close, .rename] {
      for nth in 1... {
        let place = scratch.path("\(kind)-\(nth)")
        let id = try SpoolDirectory.open(place, expecting: nil).id
        let error = Fault(kind: kind, nth: nth, code: code)
        let disk = Disk(injectedErrno: { error($0, $1) })
        let spool = SpoolDirectory(directory: place, id: id, disk: disk)
        var failed: SpoolError?
        do {
          try spool.stage(entry, files: files)
          try spool.publish(entry)
        } catch {
          failed = error
        }
        guard let failed else {
          #expect(!error.struck)
          break
        }
        #expect(failed.errno == code)
        #expect(failed.path.hasPrefix(place))
        #expect(failed.description.contains(String(cString: strerror(code))))
        for visible in scratch.list("\(kind)-\(nth)/new") {
          #expect(scratch.list("\(kind)-\(nth)/new/\(visible)").count == files.count)
        }
        // As the round does it: staged again unless it was staged, then published.
        if try !spool.isStaged(entry) && scratch.list("\(kind)-\(nth)/new").isEmpty {
          try spool.stage(entry, files: files)
        }
        try spool.publish(entry)
        #expect(scratch.list("\(kind)-\(nth)/new/\(entry)") == files.map(\.name))
        #expect(scratch.list("\(kind)-\(nth)/tmp").isEmpty)
      }
    }
  }

  @Test func `An interrupted call is made again`() throws {
    let place = scratch.path("spool")
    let id = try SpoolDirectory.open(place, expecting: nil).id
    for kind in [Disk.Call.mkdir, .open, .write, .sync, .rename] {
      let error = Fault(kind: kind, nth: 1, code: EINTR)
      let spool = SpoolDirectory(
        directory: place, id: id, disk: Disk(injectedErrno: { error($0, $1) }))
      try spool.stage("\(kind)", files: files)
      try spool.publish("\(kind)")
      #expect(error.struck)
    }
    #expect(scratch.list("spool/new").count == 5)
  }

  @Test func `Files are synced before the rename, the directories after it`() throws {
    let place = scratch.path("spool")
    let id = try SpoolDirectory.open(place, expecting: nil).id
    let calls = Mutex<[String]>([])
    let disk = Disk(injectedErrno: { call, path in
      if [.write, .sync, .rename].contains(call) {
        calls.withLock { $0.append("\(call) \(path.dropFirst(place.count + 1))") }
      }
      return 0
    })
    let spool = SpoolDirectory(directory: place, id: id, disk: disk)
    try spool.stage("e", files: files)
    try spool.publish("e")
    #expect(
      calls.withLock { $0 } == [
        "write tmp/e/article.json", "sync tmp/e/article.json", "write tmp/e/article.md",
        "sync tmp/e/article.md", "sync tmp/e", "sync tmp", "rename tmp/e", "sync new", "sync tmp",
      ])
  }
}

/// Lets the nth call of a kind fail.
private final class Fault: Sendable {
  private let kind: Disk.Call
  private let nth: Int
  private let code: Int32
  private let count = Mutex(0)

  init(kind: Disk.Call, nth: Int, code: Int32) {
    self.kind = kind
    self.nth = nth
    self.code = code
  }

  var struck: Bool { count.withLock { $0 >= nth } }

  func callAsFunction(_ call: Disk.Call, _ path: String) -> Int32 {
    guard call == kind else { return 0 }
    return count.withLock {
      $0 += 1
      return $0 == nth ? code : 0
    }
  }
}
