import ArgumentParser
import Ledger

/// The formats of `ledewatch export`.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case jsonl, mbox, warc, zip

  func makeWriter() -> any ExportWriter {
    switch self {
    case .jsonl: JSONLinesWriter()
    case .mbox: MailboxWriter()
    case .warc: WARCWriter()
    case .zip: ZipWriter()
    }
  }
}

/// A writer of one format, which returns the bytes of each article and of the end of the file.
protocol ExportWriter {
  /// Whether the file contains entries only, and no marks of withdrawn and restored articles.
  var hasEntriesOnly: Bool { get }
  /// The largest number of articles that the format can contain; nil for any number.
  var maximumCount: Int? { get }

  /// - Throws: `CommandError` if the format cannot contain the article.
  mutating func add(_ article: ArchivedArticle, packed: [UInt8], record: [UInt8]) throws -> [UInt8]
  func end() -> [UInt8]
}

extension ExportWriter {
  var hasEntriesOnly: Bool { false }
  var maximumCount: Int? { nil }
  func end() -> [UInt8] { [] }
}
