import Foundation
import TestSupport
import Testing

@testable import Spool

@Suite struct SpoolDirectoryFilesTests {
  private let scratch = Scratch()
  private let entry = "20260314T101500Z-gazette-a1-r1"
  private var path: String { scratch.path("spool/new/\(entry)") }

  init() throws {
    let spool = try SpoolDirectory.open(scratch.path("spool"), expecting: nil)
    try spool.stage(
      entry,
      files: EntryFile.names.map { EntryFile(name: $0, bytes: Array("the \($0)".utf8)) })
    try spool.publish(entry)
  }

  @Test func `The files are read from new or cur, without the record and other names`() throws {
    scratch.write("x", to: "spool/new/\(entry)/evil.sh")
    for area in ["new", "cur"] {
      let files = try #require(try SpoolDirectory.files(ofEntry: path))
      #expect(files.files.map(\.name) == ["article.md", "page.html.gz", "changes.diff"], "\(area)")
      #expect(files.files.first?.bytes == Array("the article.md".utf8) && files.refusals.isEmpty)
      if area == "cur" { break }
      try FileManager.default.moveItem(atPath: path, toPath: scratch.path("spool/cur/\(entry)"))
    }
  }

  @Test func `What a consumer has put in the place of a file is refused`() throws {
    let secret = scratch.write("secret", to: "secret")
    for name in ["article.md", "page.html.gz", "changes.diff"] {
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/article.md", withDestinationPath: secret)
    try FileManager.default.linkItem(atPath: secret, toPath: "\(path)/page.html.gz")
    #expect(mkfifo("\(path)/changes.diff", 0o600) == 0)
    let files = try #require(try SpoolDirectory.files(ofEntry: path))
    #expect(files.files.isEmpty && files.refusals.count == 3)
    #expect(files.refusals[0].hasPrefix("\(path)/article.md: "))
  }

  @Test func `An entry that was taken or replaced by a link has no files`() throws {
    try FileManager.default.moveItem(atPath: path, toPath: scratch.path("elsewhere"))
    #expect(try SpoolDirectory.files(ofEntry: path) == nil)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: scratch.path("elsewhere"))
    #expect(try SpoolDirectory.files(ofEntry: path) == nil)
  }

  @Test func `Nothing is concluded from a spool that is not there`() throws {
    try FileManager.default.removeItem(atPath: scratch.path("spool/.ledewatch"))
    #expect(throws: SpoolError.self) { try SpoolDirectory.files(ofEntry: path) }
    #expect(throws: SpoolError.self) { try SpoolDirectory.files(ofEntry: "/nowhere/new/e") }
    #expect(throws: SpoolError.self) { try SpoolDirectory.files(ofEntry: "new/e") }
  }
}
