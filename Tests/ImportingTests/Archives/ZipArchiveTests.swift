import Testing

@testable import Importing

@Suite struct ZipArchiveTests {
  private func contents(_ bytes: [UInt8]) throws -> [String] {
    try ZipArchive(bytes).files { !$0.hasSuffix("/") }.map {
      String(decoding: $0.content, as: UTF8.self)
    }
  }

  @Test func `Files are chosen by their paths and expanded`() throws {
    let archive = try ZipArchive(TestArchive.zip([("a/b/x.json", "one"), ("y.txt", "two")]))
    let files = try archive.files { $0.hasSuffix(".json") }
    #expect(files.map(\.name) == ["x.json"] && files.map(\.folder) == ["b"])
    #expect(files.map { String(decoding: $0.content, as: UTF8.self) } == ["one"])
  }

  @Test func `A file that is compressed too well is refused`() {
    let zeros = String(repeating: "0", count: 20 << 20)
    let error = #expect(throws: ImportError.self) { try contents(TestArchive.zip([("x", zeros)])) }
    #expect(error?.description.contains("compressed too well") == true)
  }

  @Test(arguments: [0, 2, 4, 0xFFFF_FFFF])
  func `A wrong size in the directory is refused`(size: Int) {
    #expect(throws: ImportError.self) {
      try contents(TestArchive.zip([("x", "abc")], declaredCount: size))
    }
  }

  @Test func `No damage of an archive ends the program`() {
    let bytes = TestArchive.zip([("url-watches.json", "{\"watching\": {}}"), ("b", "c")])
    for count in 0..<bytes.count { _ = try? contents(Array(bytes.prefix(count))) }
    for index in bytes.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        _ = try? contents(damaged)
      }
    }
  }
}
