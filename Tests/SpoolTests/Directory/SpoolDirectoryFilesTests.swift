import Foundation
import TestSupport
import Testing

@testable import Spool

@Suite struct SpoolDirectoryFilesTests {
  private let scratch = Scratch()
  private let entry = "20260314T101500Z-gazette-a1-r1"
  private static let image = "media-0123456789abcdef01234567.jpg"
  private var path: String { scratch.path("spool/new/\(entry)") }

  init() throws {
    let spool = try SpoolDirectory.open(scratch.path("spool"), expecting: nil)
    try spool.stage(
      entry,
      files: (EntryFile.names + [SpoolDirectoryFilesTests.image]).map {
        EntryFile(name: $0, bytes: Array("the \($0)".utf8))
      })
    try spool.publish(entry)
  }

  @Test func `The files are read from new or cur, without the record and other names`() throws {
    for name in ["evil.sh", "media-0.jpg", "media-0123456789abcdef01234567.svg", "media-.jpg"] {
      scratch.write("x", to: "spool/new/\(entry)/\(name)")
    }
    let names = EntryFile.names + [SpoolDirectoryFilesTests.image]
    for area in ["new", "cur"] {
      let files = try #require(try SpoolDirectory.files(ofEntry: path))
      #expect(
        files.files.map(\.name) == names.filter { $0 != EntryFile.record }.sorted(), "\(area)")
      #expect(files.files.first?.bytes == Array("the article.eml".utf8) && files.refusals.isEmpty)
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
    #expect(files.files.count == EntryFile.names.count - 3 && files.refusals.count == 3)
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
