import Basics

/// A zip file (PKWARE's APPNOTE 6.3) that may be hostile: all its numbers are verified, and only small files
/// are expanded. Encrypted files and the extension for large files are not supported.
struct ZipArchive {
  /// A file of an archive that was expanded.
  struct File {
    /// The path in the archive.
    var path: String
    var content: [UInt8]

    private var components: [Substring] { path.split(separator: "/") }
    /// The last component of the path.
    var name: String { components.last.map(String.init) ?? "" }
    /// The name of the directory.
    var folder: String { components.dropLast().last.map(String.init) ?? "" }
  }

  private struct Entry {
    var path: String
    var flags: Int
    var method: Int
    var packedCount: Int
    var count: Int
    var position: Int
  }

  private static let maximumFiles = 20_000
  private static let maximumFileBytes = 32 << 20
  private static let maximumTotalBytes = 128 << 20
  /// The largest ratio of a file's size to that of its compressed form. JSON has about 20.
  private static let maximumRatio = 200
  private static let endLength = 22
  private static let entryLength = 46
  private static let maximumComment = 65_535

  private let bytes: [UInt8]
  private var entries: [Entry] = []

  init(_ bytes: [UInt8]) throws(ImportError) {
    self.bytes = bytes
    guard let end = endOfDirectory else { throw ZipArchive.damaged }
    let count = try number(end + 10, bytes: 2)
    var at = try number(end + 16, bytes: 4)
    guard count < 0xFFFF, at < 0xFFFF_FFFF else {
      throw ImportError(
        "the archive has more than 65,534 files; extract it, and import url-watches.json")
    }
    for _ in 0..<count {
      guard try number(at, bytes: 4) == 0x0201_4B50 else { throw ZipArchive.damaged }
      let nameLength = try number(at + 28, bytes: 2)
      let extraLength = try number(at + 30, bytes: 2) + number(at + 32, bytes: 2)
      let path = try slice(at + ZipArchive.entryLength, count: nameLength)
      entries.append(
        Entry(
          path: String(decoding: path, as: UTF8.self), flags: try number(at + 8, bytes: 2),
          method: try number(at + 10, bytes: 2), packedCount: try number(at + 20, bytes: 4),
          count: try number(at + 24, bytes: 4), position: try number(at + 42, bytes: 4)))
      at += ZipArchive.entryLength + nameLength + extraLength
    }
  }

  /// Returns the content of the files that a function chooses by their paths.
  func files(where isWanted: (String) -> Bool) throws(ImportError) -> [File] {
    let wanted = entries.filter { isWanted($0.path) }
    guard wanted.count <= ZipArchive.maximumFiles else {
      throw ImportError("the archive has more than \(ZipArchive.maximumFiles) files of watches")
    }
    var total = 0
    var files: [File] = []
    for entry in wanted {
      total += entry.count
      guard total <= ZipArchive.maximumTotalBytes else {
        throw ImportError("the files of the archive are larger than 128 MB")
      }
      files.append(File(path: entry.path, content: try content(of: entry)))
    }
    return files
  }

  private func content(of entry: Entry) throws(ImportError) -> [UInt8] {
    guard entry.count <= ZipArchive.maximumFileBytes,
      entry.count <= max(1 << 16, entry.packedCount * ZipArchive.maximumRatio)
    else { throw ImportError("a file of the archive is too large, or compressed too well") }
    guard entry.flags & 1 == 0 else { throw ImportError("the archive is encrypted") }
    guard try number(entry.position, bytes: 4) == 0x0403_4B50 else { throw ZipArchive.damaged }
    let start =
      entry.position + 30
      + (try number(entry.position + 26, bytes: 2)) + (try number(entry.position + 28, bytes: 2))
    let packed = Array(try slice(start, count: entry.packedCount))
    switch entry.method {
    case 0 where packed.count == entry.count: return packed
    case 8:
      // The size in the directory may be wrong, so it bounds what is expanded.
      guard let content = Gzip.inflate(packed, maximumBytes: entry.count),
        content.count == entry.count
      else { throw ZipArchive.damaged }
      return content
    default: throw ImportError("a file of the archive is compressed by an unknown method")
    }
  }

  // MARK: - Bytes

  private static let damaged = ImportError("the archive is damaged or incomplete")

  /// The position of the record that ends the directory; a comment may follow it.
  private var endOfDirectory: Int? {
    let last = bytes.count - ZipArchive.endLength
    guard last >= 0 else { return nil }
    for at in stride(from: last, through: max(0, last - ZipArchive.maximumComment), by: -1)
    where bytes[at] == 0x50 && bytes[at + 1] == 0x4B && bytes[at + 2] == 5 && bytes[at + 3] == 6 {
      return at
    }
    return nil
  }

  private func slice(_ start: Int, count: Int) throws(ImportError) -> ArraySlice<UInt8> {
    guard start >= 0, count >= 0, start <= bytes.count, count <= bytes.count - start else {
      throw ZipArchive.damaged
    }
    return bytes[start..<start + count]
  }

  /// Returns an integer whose lowest byte comes first.
  private func number(_ at: Int, bytes count: Int) throws(ImportError) -> Int {
    try slice(at, count: count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
