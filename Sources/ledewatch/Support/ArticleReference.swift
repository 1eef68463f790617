import Foundation
import Ledger
import Settings
import Spool
import Watch
import WebURL

import struct Settings.Configuration

/// The text by which a person names an article: its id, the id with a revision, or the name or path of an
/// entry or of a file in it.
enum ArticleReference {
  /// Returns the id of the article; the text itself if it is none of these forms.
  static func id(in text: String) -> String {
    // A URL is no path of an entry.
    guard !text.contains("://") else { return text }
    for component in text.split(separator: "/").reversed() {
      if let name = EntryName.components(of: String(component)) { return name.id }
    }
    guard let hyphen = text.lastIndex(of: "-"), text[hyphen...].dropFirst().first == "r",
      let revision = Int(text[hyphen...].dropFirst(2)), revision > 0
    else { return text }
    return String(text[..<hyphen])
  }

  /// Returns the number of the revision that a text names; nil if it names none.
  static func revision(in text: String) -> Int? {
    guard id(in: text) != text else { return nil }
    let name = text.split(separator: "/").last { $0.contains("-r") } ?? ""
    return name.range(of: "-r", options: .backwards).flatMap { Int(name[$0.upperBound...]) }
  }

  /// Returns what is archived of the article that a text names by one of these forms, or by its link; the
  /// oldest first.
  /// - Throws: `ArchiveError`, `LedgerError`; `CommandError` if there is nothing.
  static func archived(
    _ text: String, in archive: ReadOnlyArchive, _ configuration: Configuration
  ) async throws -> [ArchivedArticle] {
    let id = id(in: text)
    var articles = try await archive.articles(id: id)
    if articles.isEmpty, WebURL(id) != nil {
      // A teaser's link may lead to another address, which only the ledger knows.
      let match = try await ReadOnlyLedger(configuration.ledgerPath).explain(id).matches.first
      if let match { articles = try await archive.articles(id: match.article.id) }
      if articles.isEmpty, let found = try await archive.id(ofAddress: id) {
        articles = try await archive.articles(id: found)
      }
    }
    guard !articles.isEmpty else {
      throw CommandError(
        "no article in the archive has the id or link \(Terminal.safe(id, width: 200)); “ledewatch list” "
          + "shows the ids, and “ledewatch search WORDS” finds them", .badData)
    }
    return articles
  }

  /// Returns the article that a text names by one of these forms, or by its link.
  /// - Throws: `LedgerError`; `CommandError` if there is none.
  static func article(_ text: String, in ledger: ReadOnlyLedger) async throws -> ArticleHistory {
    let id = id(in: text)
    if let history = try await ledger.history(id: id) { return history }
    if WebURL(id) != nil, let match = try await ledger.explain(id).matches.first {
      return match.article
    }
    throw CommandError(
      "no article has the id or link \(Terminal.safe(id)); “ledewatch list” shows the ids, and "
        + "“ledewatch search WORDS” finds them", .badData)
  }
}
