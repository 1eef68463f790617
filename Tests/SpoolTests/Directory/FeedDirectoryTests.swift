import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Spool

@Suite struct FeedDirectoryTests {
  private let scratch = Scratch(inMemory: true)

  private func open(_ disk: Disk = Disk()) throws -> FeedDirectory {
    try FeedDirectory(scratch.path("feeds"), disk: disk)
  }

  private func mode(_ name: String) -> mode_t {
    var status = stat()
    return stat(scratch.path(name), &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `A missing directory is made so that a web server can read it`() throws {
    let old = umask(0o077)
    defer { umask(old) }
    let directory = try open()
    try directory.replace("gazette.atom", with: [1])
    try directory.replace(".kept", with: [1], isPublic: false)
    #expect(mode("feeds") == 0o755)
    #expect(mode("feeds/gazette.atom") == 0o644 && mode("feeds/.kept") == 0o600)
    #expect(throws: SpoolError.self) { try FeedDirectory(scratch.path("no/feeds")) }
  }

  @Test func `A file is replaced only by another content`() throws {
    let renames = Mutex(0)
    let directory = try open(
      Disk(injectedErrno: { call, _ in
        if call == .rename { renames.withLock { $0 += 1 } }
        return 0
      }))
    try directory.replace("a", with: [1, 2])
    try directory.replace("a", with: [1, 2])
    #expect(renames.withLock { $0 } == 1)
    try directory.replace("a", with: [1])
    #expect(renames.withLock { $0 } == 2)
    #expect(try directory.read("a", maximumBytes: 10) == [1])
    #expect(try directory.read("b", maximumBytes: 10) == nil)
    #expect(try directory.names() == ["a"])
  }

  @Test func `A symbolic link is replaced and never followed`() throws {
    scratch.write("outside", to: "outside")
    let directory = try open()
    symlink("../outside", scratch.path("feeds/a"))
    #expect(throws: SpoolError.self) { try directory.read("a", maximumBytes: 10) }
    try directory.replace("a", with: [65])
    #expect(scratch.read("outside") == "outside" && scratch.read("feeds/a") == "A")
  }

  @Test func `A file that a crash left does not hinder`() throws {
    let directory = try open()
    scratch.write("half", to: "feeds/.a.part")
    try directory.replace("a", with: [65])
    #expect(scratch.list("feeds") == ["a"])
  }

  @Test func `A directory that cannot be written is told`() throws {
    try open().verifyWritable()
    #expect(scratch.list("feeds") == [])
    let full = try open(Disk(injectedErrno: { call, _ in call == .open ? 0 : ENOSPC }))
    #expect(throws: SpoolError.self) { try full.verifyWritable() }
  }
}
