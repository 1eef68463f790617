import Foundation
import Glibc
import TestSupport
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

  @Test(arguments: [99, 100, 101, 40_000])
  func `A file that is larger than allowed is an error that names the setting`(size: Int) throws {
    let scratch = Scratch()
    let path = scratch.write(String(repeating: "x", count: size), to: "page.html")
    guard size > 100 else {
      #expect(try Files.read(path, maximumBytes: 100).count == size)
      return
    }
    let error = #expect(throws: FileError.self) { try Files.read(path, maximumBytes: 100) }
    #expect(error?.isTooLarge == true)
    #expect(error?.description == "cannot read \(path): larger than page_limit, 100 bytes")
  }

  @Test func `A file that reports no size may not be larger than allowed, either`() {
    let error = #expect(throws: FileError.self) {
      try Files.read("/proc/self/maps", maximumBytes: 50)
    }
    #expect(error?.isTooLarge == true)
  }

  @Test func `A FIFO, a device or a directory is refused`() {
    let scratch = Scratch()
    mkfifo(scratch.path("fifo"), 0o600)
    for (path, reason) in [
      (scratch.path("fifo"), "it is a FIFO, not a file; “-” stands for standard input"),
      ("/dev/zero", "it is a device, not a file; “-” stands for standard input"),
      (scratch.path, "is a directory"),
    ] {
      let error = #expect(throws: FileError.self) { try Files.read(path) }
      #expect(error?.description == "cannot read \(path): \(reason)")
    }
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
