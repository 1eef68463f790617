import Basics

/// Zip files for tests.
enum TestArchive {
  /// Returns a zip file whose files are deflated.
  /// - Parameter declaredCount: the size that the directory has for each file; nil for the real one.
  static func zip(_ files: [(path: String, content: String)], declaredCount: Int? = nil) -> [UInt8]
  {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (path, content) in files {
      let gzip = Gzip.compress(Array(content.utf8))
      let packed = gzip.dropFirst(10).dropLast(8)
      let position = bytes.count
      var fields: [UInt8] = [20, 0, 0, 8, 8, 0, 0, 0, 0, 0] + gzip.suffix(8).prefix(4)
      fields += little(packed.count, 4) + little(declaredCount ?? content.utf8.count, 4)
      fields += little(path.utf8.count, 2) + [0, 0]
      bytes += Array("PK\u{3}\u{4}".utf8) + fields + Array(path.utf8) + packed
      directory += Array("PK\u{1}\u{2}".utf8) + [20, 3] + fields + [UInt8](repeating: 0, count: 10)
      directory += little(position, 4) + Array(path.utf8)
    }
    let end =
      Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + little(files.count, 2) + little(files.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + [0, 0]
    return bytes + directory + end
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
