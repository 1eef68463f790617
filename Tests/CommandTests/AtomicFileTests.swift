import Foundation
import TestSupport
import Testing

@testable import ledewatch

@Suite struct AtomicFileTests {
  private let scratch = Scratch(inMemory: true)

  @Test func `A file appears when it is complete, and replaces an older one`() throws {
    let path = scratch.write("old", to: "export.jsonl")
    let file = try AtomicFile(path)
    try file.write(Array("new".utf8))
    #expect(scratch.read("export.jsonl") == "old")
    try file.finish()
    #expect(scratch.read("export.jsonl") == "new" && scratch.list() == ["export.jsonl"])
  }

  @Test func `Nothing is left of a file that is not finished`() throws {
    do {
      let file = try AtomicFile(scratch.path("export.jsonl"))
      try file.write([1, 2, 3])
    }
    #expect(scratch.list() == [])
  }

  @Test func `Only a regular file is written`() throws {
    let link = scratch.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
    for path in ["/dev/null", scratch.path, link, scratch.path("none/file"), "", "."] {
      #expect(throws: CommandError.self) { try AtomicFile(path) }
    }
  }
}
