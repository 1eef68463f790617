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

  /// Moves the pause of a source to its new name, unless that name has one.
  mutating func rename(_ former: String, to name: String) {
    guard let pause = pauses.removeValue(forKey: former), pauses[name] == nil else { return }
    pauses[name] = pause
  }

  func save(_ db: Database) throws {
    guard !pauses.isEmpty else { return try Meta.pauses.delete(db) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try Meta.pauses.set(String(decoding: encoder.encode(pauses), as: UTF8.self), db)
  }
}
