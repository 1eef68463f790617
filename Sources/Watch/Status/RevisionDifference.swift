import Foundation
import Ledger
import News

extension ReadOnlyLedger {
  /// The differences of two revisions of an article, to read.
  /// - Parameters:
  ///   - first: a revision; nil for the one before the second.
  ///   - second: a revision; nil for the last.
  ///   - path: of the texts.
  /// - Throws: `LedgerError`; `NotFoundError` where the words are not kept.
  package func difference(
    id: String, _ first: Int?, _ second: Int?, texts path: String
  ) async throws -> String {
    guard let account = try await account(id: id) else {
      throw NotFoundError("no article has the id \(id)")
    }
    let second = second ?? account.revision
    let first = first ?? second - 1
    guard first >= 1 else { throw NotFoundError("\(id) has one revision only") }
    let kept = try await RevisionTextStore.bodies(path, id: id, revisions: [first, second])
    guard let kept else { throw NotFoundError("the texts of this ledger are not kept (\(path))") }
    let (old, new) = (
      kept[0].flatMap { RevisionText(packed: $0) }, kept[1].flatMap { RevisionText(packed: $0) }
    )
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
