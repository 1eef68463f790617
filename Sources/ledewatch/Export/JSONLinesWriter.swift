import Ledger

/// JSON Lines (https://jsonlines.org): one record on each line.
struct JSONLinesWriter: ExportWriter {
  func add(_ article: ArchivedArticle, packed: [UInt8], record: [UInt8]) -> [UInt8] {
    JSONLinesWriter.line(record)
  }

  /// Returns a record on one line. Texts in JSON have no line breaks, so that each is one of the layout, as
  /// are the spaces after it.
  static func line(_ record: [UInt8]) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(record.count)
    for part in record.split(separator: UInt8(ascii: "\n")) {
      line += part.drop { $0 == UInt8(ascii: " ") }
    }
    return line + [UInt8(ascii: "\n")]
  }
}
