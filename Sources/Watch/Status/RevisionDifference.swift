import Foundation
import Ledger
import News

extension ReadOnlyLedger {
  /// Returns the readable differences of two revisions of an article.
  /// - Parameters:
  ///   - first: the number of a revision; nil for the one before `second`.
  ///   - second: the number of a revision; nil for the last one.
  ///   - path: the path of the revision texts.
  /// - Throws: `LedgerError`; `NotFoundError` if a text is not stored.
  package func difference(
    id: String, _ first: Int?, _ second: Int?, texts path: String
  ) async throws -> String {
    guard let history = try await history(id: id) else {
      throw NotFoundError("no article has the id \(id)")
    }
    let second = second ?? history.revision
    let first = first ?? second - 1
    guard min(first, second) >= 1, max(first, second) <= history.revision else {
      throw NotFoundError(
        history.revision == 1
          ? "\(id) has only one revision" : "\(id) has the revisions 1 to \(history.revision)")
    }
    let bodies = try await RevisionTextStore.bodies(path, id: id, revisions: [first, second])
    guard let bodies else { throw NotFoundError("no revision texts are stored at \(path)") }
    let (old, new) = (
      bodies[0].flatMap { RevisionText(packed: $0) },
      bodies[1].flatMap { RevisionText(packed: $0) }
    )
    guard let old else { throw NotFoundError("the text of revision \(first) is not stored") }
    guard let new else { throw NotFoundError("the text of revision \(second) is not stored") }
    return "--- \(id) revision \(first)\n+++ \(id) revision \(second)\n"
      + ArticleChanges.all(old, new).text
  }
}

/// A request for an article, revision or text that does not exist.
package struct NotFoundError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }
}
