import Foundation
import Testing

@testable import ledewatch

@Suite struct FilesTests {
  @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 300_000])
  func `A file of any size is read completely`(size: Int) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: url)
    #expect(try Files.read(url.path) == bytes)
  }

  @Test func `A file that reports no size is read to its end`() throws {
    #expect(try Files.read("/proc/self/maps").count > 0)
  }

  @Test func `The error of a file names it and the reason`() {
    #expect(throws: FileError(path: "/no/such/page.html", code: ENOENT)) {
      try Files.read("/no/such/page.html")
    }
    #expect(
      FileError(path: "/no/such\u{1B}", code: ENOENT).description
        == "cannot read /no/such: no such file or directory")
    #expect(
      FileError(path: "page.html", code: EACCES).description
        == "cannot read page.html: permission denied")
  }

  @Test func `An error of Foundation is described by its error code`() throws {
    let error = #expect(throws: (any Error).self) {
      try FileManager.default.createDirectory(
        atPath: "/proc/self/none", withIntermediateDirectories: false)
    }
    #expect(FileError.reason(of: try #require(error)) == "no such file or directory")
  }
}
