import Foundation
import Glibc
import TestSupport
import Testing

@testable import Spool

@Suite struct DiskTests {
  private let scratch = Scratch(inMemory: true)

  @Test func `A file that exists is not overwritten`() throws {
    let disk = Disk()
    let directory = try disk.openDirectory(scratch.path)
    try disk.write(Array("first".utf8), to: "file", in: directory, mode: 0o600)
    let error = try #require(
      #expect(throws: SpoolError.self) {
        try disk.write(Array("second".utf8), to: "file", in: directory, mode: 0o600)
      })
    #expect(error.errno == EEXIST)
    #expect(scratch.read("file") == "first")
  }

  @Test func `A file is not written through a symbolic link`() throws {
    let target = scratch.path("target")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: target)
    let disk = Disk()
    let directory = try disk.openDirectory(scratch.path)
    #expect(throws: SpoolError.self) {
      try disk.write(Array("text".utf8), to: "link", in: directory, mode: 0o600)
    }
    #expect(scratch.list() == ["link"])
  }
}
