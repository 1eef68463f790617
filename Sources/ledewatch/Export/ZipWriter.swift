import Basics
import Foundation
import Ledger
import Spool

/// A zip file (PKWARE's APPNOTE 6.3, without the extension for large files) with `ENTRY/article.json` and
/// `ENTRY/article.md`.
struct ZipWriter: ExportWriter {
  private static let maximumFiles = 65_535
  private static let maximumBytes = Int(UInt32.max)
  private static let filesPerArticle = 2

  /// The central directory, and the number of files in it.
  private var directory: [UInt8] = []
  private var count = 0
  /// The position in the file.
  private var position = 0

  let hasEntriesOnly = true
  var maximumCount: Int? { ZipWriter.maximumFiles / ZipWriter.filesPerArticle }

  mutating func add(
    _ article: ArchivedArticle, packed: [UInt8], record: [UInt8]
  ) throws -> [UInt8] {
    let isName = EntryName.components(of: article.entry) != nil
    let folder = isName ? article.entry : "article-\(article.number)"
    var bytes = try add("\(folder)/article.json", gzip: packed, at: article.archived)
    if let document = try? EntryDocument(decoding: record) {
      bytes += try add(
        "\(folder)/article.md", gzip: Gzip.compress(document.markdown()), at: article.archived)
    }
    return bytes
  }

  /// Adds a file whose content is compressed by gzip, without a name: a header of ten bytes, the deflated
  /// content, its CRC and its size (RFC 1952), which are those of the zip file.
  private mutating func add(
    _ name: String, gzip: [UInt8], at time: Timestamp
  ) throws -> [UInt8] {
    let content = gzip.dropFirst(10).dropLast(8)
    var fields: [UInt8] = []
    // Version 2.0, names in UTF-8, deflated.
    for value in [20, 0x800, 8] { fields.append(value, bytes: 2) }
    fields.append(ZipWriter.dosTime(time), bytes: 4)
    fields += gzip.suffix(8).prefix(4)
    fields.append(content.count, bytes: 4)
    fields += gzip.suffix(4)
    fields.append(name.utf8.count, bytes: 2)
    fields.append(0, bytes: 2)
    let local = Array("PK\u{3}\u{4}".utf8) + fields + Array(name.utf8)
    directory += "PK\u{1}\u{2}".utf8
    // Made by version 2.0 on Unix.
    directory.append(0x0314, bytes: 2)
    directory += fields
    // No comment, disk 0, no internal attributes; a regular file with mode 0644.
    directory.append(0, bytes: 6)
    directory.append(0o100644 << 16, bytes: 4)
    directory.append(position, bytes: 4)
    directory += name.utf8
    count += 1
    position += local.count + content.count
    guard position + directory.count <= ZipWriter.maximumBytes else {
      throw CommandError(
        "a zip file has room for 4 GiB; choose fewer articles by --since, --until or --source",
        .usage)
    }
    return local + content
  }

  func end() -> [UInt8] {
    var end = Array("PK\u{5}\u{6}".utf8)
    end.append(0, bytes: 4)
    end.append(count, bytes: 2)
    end.append(count, bytes: 2)
    end.append(directory.count, bytes: 4)
    end.append(position, bytes: 4)
    end.append(0, bytes: 2)
    return directory + end
  }

  /// Returns the time in UTC, and the date, as MS-DOS stores them: two seconds to years since 1980.
  static func dosTime(_ time: Timestamp) -> Int {
    var seconds = time_t(time.wholeSeconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let years = Int(parts.tm_year) - 80
    guard (0...127).contains(years) else { return 1 << 21 | 1 << 16 }
    let date = years << 9 | Int(parts.tm_mon + 1) << 5 | Int(parts.tm_mday)
    return date << 16 | Int(parts.tm_hour) << 11 | Int(parts.tm_min) << 5 | Int(parts.tm_sec) / 2
  }
}

extension [UInt8] {
  /// Appends an integer with its lowest byte first.
  fileprivate mutating func append(_ value: Int, bytes: Int) {
    for shift in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
  }
}
