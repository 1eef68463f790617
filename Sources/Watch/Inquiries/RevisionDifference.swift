import Foundation
import GRDB

extension LedgerView {
  /// The differences of two revisions of an article, to read.
  /// - Parameters: the revisions; nil for the last and the one before.
  /// - Throws: `LedgerError`; `NoText` where the words are not kept.
  public func difference(id: String, _ first: Int?, _ second: Int?) async throws -> String {
    guard let account = try await account(id: id) else {
      throw NoText("no article has the id \(id)")
    }
    let second = second ?? account.revision
    let first = first ?? second - 1
    guard first >= 1 else { throw NoText("\(id) has one revision only") }
    let path = configuration.texts
    guard FileManager.default.fileExists(atPath: path),
      let texts = try? Texts.connect(path, readonly: true)
    else { throw NoText("the texts of this ledger are not kept (\(path))") }
    let (old, new) = try await texts.read { db in
      (
        try Texts.text(db, id: id, revision: first), try Texts.text(db, id: id, revision: second)
      )
    }
    guard let old else { throw NoText("the text of revision \(first) is not kept") }
    guard let new else { throw NoText("the text of revision \(second) is not kept") }
    return "--- \(id) revision \(first)\n+++ \(id) revision \(second)\n"
      + ArticleChanges.all(old, new).text
  }
}

/// What was asked for is not there; in words for a person.
public struct NoText: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String

  init(_ description: String) { self.description = description }
}
