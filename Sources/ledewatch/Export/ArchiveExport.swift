import Basics
import Ledger

/// The copy of articles of the archive to a file. One article is in memory at a time.
struct ArchiveExport {
  private let archive: ReadOnlyArchive
  private let filter: ArchiveFilter

  /// The number of articles whose descriptions are read at a time.
  private static let articlesAtATime = 200

  init(_ archive: ReadOnlyArchive, _ filter: ArchiveFilter) {
    self.archive = archive
    self.filter = filter
  }

  /// Writes the articles, the oldest first.
  /// - Parameter path: the path of the file; nil for standard output.
  /// - Returns: the number of records.
  func write(_ format: ExportFormat, to path: String?) async throws -> Int {
    var writer = format.makeWriter()
    var filter = filter
    filter.hasEntriesOnly = writer.hasEntriesOnly
    if let maximum = writer.maximumCount {
      let count = try await archive.count(filter)
      guard count <= maximum else {
        throw CommandError(
          "a \(format.rawValue) file has room for \(maximum) articles, and \(count) match; "
            + "choose fewer by --since, --until or --source", .usage)
      }
    }
    guard let path else {
      return try await copy(filter, &writer) { Output.write($0) }
    }
    let file = try AtomicFile(path, advice: "without --output, standard output is used")
    let count = try await copy(filter, &writer) { try file.write($0) }
    try file.finish()
    return count
  }

  private func copy(
    _ filter: ArchiveFilter, _ writer: inout any ExportWriter, _ write: ([UInt8]) throws -> Void
  ) async throws -> Int {
    var count = 0
    var last: Int64 = 0
    while true {
      let articles = try await archive.oldest(
        filter, after: last, limit: ArchiveExport.articlesAtATime)
      guard let end = articles.last else { break }
      for article in articles {
        try Task.checkCancellation()
        // An article may be deleted meanwhile.
        guard let packed = try await archive.packedRecord(of: article.number),
          let record = ReadOnlyArchive.unpacked(packed)
        else { continue }
        try write(writer.add(article, packed: packed, record: record))
        count += 1
      }
      last = end.number
    }
    try write(writer.end())
    return count
  }
}
