import Foundation
import GRDB
import News

extension ReadOnlyLedger {
  /// The differences of two revisions of an article, to read.
  /// - Parameters: the revisions; nil for the last and the one before.
  /// - Throws: `LedgerError`; `NotFoundError` where the words are not kept.
  package func difference(id: String, _ first: Int?, _ second: Int?) async throws -> String {
    guard let account = try await account(id: id) else {
      throw NotFoundError("no article has the id \(id)")
    }
    let second = second ?? account.revision
    let first = first ?? second - 1
    guard first >= 1 else { throw NotFoundError("\(id) has one revision only") }
    let path = configuration.texts
    guard FileManager.default.fileExists(atPath: path),
      let texts = try? RevisionTextStore.connect(path, readonly: true)
    else { throw NotFoundError("the texts of this ledger are not kept (\(path))") }
    let (old, new) = try await texts.read { db in
      (
        try RevisionTextStore.text(db, id: id, revision: first),
        try RevisionTextStore.text(db, id: id, revision: second)
      )
    }
    guard let old else { throw NotFoundError("the text of revision \(first) is not kept") }
    guard let new else { throw NotFoundError("the text of revision \(second) is not kept") }
    return "--- \(id) revision \(first)\n+++ \(id) revision \(second)\n"
      + ArticleChanges.all(old, new).text
  }
}

/// What was asked for is not there; in words for a person.
package struct NotFoundError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }
}
