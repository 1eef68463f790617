import Foundation
import GRDB

/// All pauses, stored as one JSON object in the table `meta`. There are few of them.
struct SourcePauseTable {
  var pauses: [String: SourcePause]

  /// A text that cannot be decoded holds no pauses: a source that is polled is the lesser harm.
  init(text: String?) {
    pauses =
      text.flatMap { try? JSONDecoder().decode([String: SourcePause].self, from: Data($0.utf8)) }
      ?? [:]
  }

  init(_ db: Database) throws { self.init(text: try Meta.pauses.text(db)) }

  func save(_ db: Database) throws {
    guard !pauses.isEmpty else { return try Meta.pauses.delete(db) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try Meta.pauses.set(String(decoding: encoder.encode(pauses), as: UTF8.self), db)
  }
}
