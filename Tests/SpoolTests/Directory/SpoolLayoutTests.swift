import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Spool

private let entry = "20260314T101500Z-gazette-a1-r1"
private let files = [EntryFile(name: "article.json", bytes: Array("{}".utf8))]

/// What consumers can do in a spool, and what they cannot.
@Suite struct SpoolLayoutTests {
  let scratch = Scratch(inMemory: true)
  var place: String { scratch.path("spool") }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    lstat(scratch.path(name), &status)
    return status.st_mode & 0o7777
  }

  @Test func `A spool of an earlier version is changed once, and the changes are told`() throws {
    for name in ["spool", "spool/tmp", "spool/new"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path(name), withIntermediateDirectories: false)
      #expect(chmod(scratch.path(name), 0o2770) == 0)
    }
    scratch.write("a\n", to: "spool/.ledewatch")
    let spool = try SpoolDirectory.open(place, expecting: "a")
    #expect(mode("spool") == 0o2750)
    #expect(mode("spool/tmp") & 0o777 == 0o700)
    #expect(mode("spool/new") == 0o2770 && mode("spool/cur") == 0o2770)
    #expect(spool.layoutChanges.count == 2)
    #expect(spool.layoutChanges.allSatisfy { $0.contains("was writable for other users") })
    #expect(try SpoolDirectory.open(place, expecting: "a").layoutChanges == [])
  }

  @Test func `A new spool has no changes to tell, and cur`() throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    #expect(spool.layoutChanges == [])
    #expect(scratch.list("spool") == [".ledewatch", "cur", "new", "tmp"])
    #expect(mode("spool/tmp") & 0o777 == 0o700)
  }

  @Test(arguments: ["tmp", "new", "cur"])
  func `A link or a file in the place of a directory is an error, and nothing is written`(
    name: String
  ) throws {
    let id = try SpoolDirectory.open(place, expecting: nil).id
    let target = scratch.path("target")
    for makeObstacle in [
      { _ = symlink(target, self.scratch.path("spool/" + name)) },
      { _ = self.scratch.write("", to: "spool/" + name) },
    ] {
      try FileManager.default.createDirectory(
        atPath: target, withIntermediateDirectories: true)
      try FileManager.default.removeItem(atPath: scratch.path("spool/" + name))
      makeObstacle()
      #expect(throws: SpoolError.self) { try SpoolDirectory.open(place, expecting: id) }
      if name != "cur" {
        let spool = SpoolDirectory(directory: place, id: id, disk: Disk())
        let error = #expect(throws: SpoolError.self) {
          try spool.stage(entry, files: files)
          try spool.publish(entry)
        }
        #expect(error?.description.contains("spool/\(name)") == true)
        #expect(error?.description.contains("not a directory") == true)
      }
      #expect(scratch.list("target").isEmpty)
      try FileManager.default.removeItem(atPath: scratch.path("spool/" + name))
      _ = try SpoolDirectory.open(place, expecting: id)
    }
  }

  @Test(arguments: ["file", "directory", "full directory", "link", "dangling link", "pipe"])
  func `What a consumer put in the place of an entry is renamed`(kind: String) throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    let path = spool.path(of: entry)
    scratch.write("kept", to: "target/inner")
    switch kind {
    case "file": scratch.write("mine", to: "spool/new/\(entry)")
    case "directory": mkdir(path, 0o700)
    case "full directory": scratch.write("mine", to: "spool/new/\(entry)/inner")
    case "link": symlink(scratch.path("target"), path)
    case "dangling link": symlink("nowhere", path)
    default: mkfifo(path, 0o600)
    }
    try spool.stage(entry, files: files)
    let renamed = try #require(try spool.publish(entry))
    #expect(scratch.read("spool/new/\(entry)/article.json") == "{}")
    #expect(Set(scratch.list("spool/new")) == [entry, renamed])
    #expect(scratch.list("target") == ["inner"])
    #expect(try spool.publish(entry) == nil)
  }

  @Test func `A consumer that takes the name again and again does not win`() throws {
    let id = try SpoolDirectory.open(place, expecting: nil).id
    let attempts = Mutex(0)
    let disk = Disk(injectedErrno: { call, path in
      guard call == .rename, path.contains("/tmp/") else { return 0 }
      return attempts.withLock {
        $0 += 1
        return $0 < 100 ? EEXIST : 0
      }
    })
    let spool = SpoolDirectory(directory: place, id: id, disk: disk)
    try spool.stage(entry, files: files)
    try spool.publish(entry)
    #expect(scratch.list("spool/new") == [entry])
  }

  @Test func `Only directories of files are discarded, and links are not followed`() throws {
    let spool = try SpoolDirectory.open(place, expecting: nil)
    scratch.write("kept", to: "target/inner/kept")
    symlink(scratch.path("target"), scratch.path("spool/tmp/link"))
    symlink(scratch.path("target/inner"), scratch.path("spool/tmp/\(entry)"))
    scratch.write("", to: "spool/tmp/file")
    scratch.write("", to: "spool/tmp/nested/inner/file")
    for name in ["link", entry, "file", "nested"] {
      #expect(throws: SpoolError.self) { try spool.discard(name) }
    }
    #expect(throws: SpoolError.self) { try spool.stage(entry, files: files) }
    #expect(throws: SpoolError.self) { try spool.publish(entry) }
    #expect(try spool.staged() == [entry, "file", "link", "nested"].sorted())
    #expect(scratch.read("target/inner/kept") == "kept")
  }

  @Test func `The id file is not read through a link`() throws {
    let id = try SpoolDirectory.open(place, expecting: nil).id
    scratch.write(id + "\n", to: "elsewhere")
    try FileManager.default.removeItem(atPath: scratch.path("spool/.ledewatch"))
    symlink(scratch.path("elsewhere"), scratch.path("spool/.ledewatch"))
    #expect(throws: SpoolError.self) { try SpoolDirectory.open(place, expecting: id) }
  }
}

/// The files that are written outside `tmp/`, where something else has their name.
@Suite struct PlantedNamesTests {
  let scratch = Scratch(inMemory: true)

  @Test func `A status file replaces a link and is not read through one`() throws {
    scratch.write("kept", to: "target")
    let file = StatusFile(directory: scratch.path)
    #expect(try file.read() == nil)
    for name in [".ledewatch-status.json", ".ledewatch-status.json.part"] {
      symlink(scratch.path("target"), scratch.path(name))
    }
    #expect(throws: SpoolError.self) { try file.read() }
    try file.write(Array("new".utf8))
    #expect(try file.read() == Array("new".utf8))
    #expect(scratch.read("target") == "kept")
    try FileManager.default.removeItem(atPath: file.path)
    mkfifo(file.path, 0o600)
    #expect(throws: SpoolError.self) { try file.read() }
  }

  @Test func `A captured page replaces a link`() throws {
    scratch.write("kept", to: "target")
    let pages = CapturedPages(directory: scratch.path("pages"))
    pages.store(Array("one".utf8), of: "gazette")
    #expect(pages.hasPage(of: "gazette"))
    try FileManager.default.removeItem(atPath: pages.path(of: "gazette"))
    for name in ["gazette.html", "gazette.html.part"] {
      symlink(scratch.path("target"), scratch.path("pages/" + name))
    }
    pages.store(Array("two".utf8), of: "gazette")
    #expect(scratch.read("pages/gazette.html") == "two")
    #expect(scratch.read("target") == "kept")
    pages.remove(of: "gazette")
    #expect(scratch.list("pages").isEmpty)
  }

  @Test func `Captured pages are not written through a link in the place of their directory`() {
    scratch.write("kept", to: "target/inner")
    symlink(scratch.path("target"), scratch.path("pages"))
    CapturedPages(directory: scratch.path("pages")).store(Array("one".utf8), of: "gazette")
    #expect(scratch.list("target") == ["inner"])
  }
}
