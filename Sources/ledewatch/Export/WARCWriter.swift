import Basics
import Ledger
import Spool

/// A WARC file (ISO 28500:2017) of what was read of each article: a `conversion` record with the record as
/// JSON, because the archive does not have the pages as they were received.
struct WARCWriter: ExportWriter {
  private var file: WARCFile

  init(now: Timestamp = SystemClock().timestamp) {
    file = WARCFile(
      name: "export", date: now,
      information: [
        ("software", "Ledewatch \(ProgramVersion.current)"),
        ("description", "Articles as Ledewatch has read them, as items of JSON Feed 1.1"),
      ])
  }

  mutating func add(_ article: ArchivedArticle, packed: [UInt8], record: [UInt8]) -> [UInt8] {
    file.append(
      WARCRecord(
        .conversion, date: article.archived, target: article.url ?? "urn:ledewatch:\(article.id)",
        contentType: "application/json", block: record))
    return takeBytes()
  }

  /// The bytes of a file without articles are those of its first record.
  func end() -> [UInt8] { file.bytes }

  private mutating func takeBytes() -> [UInt8] {
    defer { file.bytes = [] }
    return file.bytes
  }
}
