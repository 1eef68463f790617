import Foundation
import Glibc
import TestSupport
import Testing

@testable import Spool

@Suite struct SpoolRemovalTests {
  private let scratch = Scratch(inMemory: true)
  private let spool: SpoolDirectory
  private let entry = "20260314T101500Z-gazette-a1-r1"

  init() throws {
    spool = try SpoolDirectory.open(scratch.path("spool"), expecting: nil)
    try spool.stage(
      entry,
      files: [
        EntryFile(name: "article.json", bytes: Array("{}".utf8)),
        EntryFile(name: "article.md", bytes: Array("# Title".utf8)),
      ])
    try spool.publish(entry)
  }

  @Test func `Entries are listed by age, without other names`() throws {
    for name in [
      "20250101T000000Z-b-b2-r1", "notes", "20260314T101500Z-gazette-a1-r0", ".hidden", "a-b-c-d",
    ] {
      scratch.write("", to: "spool/new/\(name)/article.json")
    }
    #expect(try spool.entries(in: .new) == ["20250101T000000Z-b-b2-r1", entry])
    #expect(try spool.entries(in: .cur) == [])
  }

  @Test func `The size of an entry is that of its files`() {
    #expect(spool.size(of: entry, in: .new) == 9)
    #expect(spool.size(of: entry, in: .cur) == nil)
  }

  @Test func `An entry is removed with what a consumer has added`() throws {
    scratch.write("a note", to: "spool/new/\(entry)/note")
    scratch.write("kept", to: "treasure")
    symlink(scratch.path("treasure"), scratch.path("spool/new/\(entry)/link"))
    mkfifo(scratch.path("spool/new/\(entry)/pipe"), 0o600)
    #expect(try spool.remove(entry, from: .new))
    #expect(try !spool.remove(entry, from: .new))
    #expect(scratch.list("spool/new") == [] && scratch.list("spool/tmp") == [])
    #expect(scratch.read("treasure") == "kept")
  }

  @Test func `An entry with directories is left alone`() throws {
    scratch.write("x", to: "spool/new/\(entry)/more/file")
    #expect(try !spool.remove(entry, from: .new))
    #expect(scratch.list("spool/new/\(entry)") == ["article.json", "article.md", "more"])
    #expect(spool.size(of: entry, in: .new) == nil)
  }

  @Test func `A link or a file in the place of an entry is left alone`() throws {
    let other = "20260314T101500Z-gazette-a2-r1"
    scratch.write("kept", to: "treasure/article.json")
    symlink(scratch.path("treasure"), scratch.path("spool/new/\(other)"))
    scratch.write("x", to: "spool/cur/\(other)")
    #expect(try !spool.remove(other, from: .new))
    #expect(try !spool.remove(other, from: .cur))
    #expect(scratch.read("treasure/article.json") == "kept")
    #expect(scratch.list("spool/cur") == [other])
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `An entry of another user is left alone`() throws {
    chown(scratch.path("spool/new/\(entry)"), 65534, 65534)
    #expect(try !spool.remove(entry, from: .new))
    #expect(scratch.list("spool/new") == [entry])
  }

  @Test func `A crash after the rename leaves what the next start discards`() throws {
    try FileManager.default.moveItem(
      atPath: scratch.path("spool/new/\(entry)"), toPath: scratch.path("spool/tmp/\(entry)"))
    #expect(try !spool.remove(entry, from: .new))
    try spool.discard(entry)
    #expect(scratch.list("spool/tmp") == [])
  }

  @Test(arguments: [
    ("20260314T101500Z-gazette-a1-r1", 1_773_483_300),
    ("20260314T101500Z-a-b-c1-r12", 1_773_483_300),
    ("20261314T101500Z-gazette-a1-r1", nil), ("notes", nil),
  ])
  func `The name of an entry tells when its article was first seen`(name: String, time: Int64?) {
    #expect(EntryName.firstSeen(in: name) == time)
  }

  @Test func `Captured pages have names, times and sizes`() {
    let pages = CapturedPages(directory: scratch.path("state/pages"))
    #expect(pages.all().isEmpty)
    scratch.write("", to: "state/x")
    pages.store(Array("<p>".utf8), of: "gazette")
    scratch.write("", to: "state/pages/other")
    let all = pages.all()
    #expect(all.map(\.source) == ["gazette"] && all.map(\.bytes) == [3])
    #expect(all.allSatisfy { $0.time > 1_700_000_000 })
  }
}
