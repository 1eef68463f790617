import Foundation
import Testing

@testable import ledewatch

@Suite struct FilesTests {
  @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 300_000])
  func `a file is read whole, whatever its size`(size: Int) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: url)
    #expect(try Files.read(url.path) == bytes)
  }

  @Test func `a file that grows as it is read, and has no size, is read to its end`() throws {
    #expect(try Files.read("/proc/self/maps").count > 0)
  }

  @Test func `a missing file is named, with the reason`() {
    #expect(throws: FileError.self) { try Files.read("/no/such/page.html") }
    #expect(FileError(path: "/no/such\u{1B}", code: 2).description.contains("No such file"))
  }
}
