import Ledger
import Spool
import Watch
import WebURL

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

  /// Returns the article that a text names by one of these forms, or by its link.
  /// - Throws: `LedgerError`; `CommandError` if there is none.
  static func article(_ text: String, in ledger: ReadOnlyLedger) async throws -> ArticleHistory {
    let id = id(in: text)
    if let history = try await ledger.history(id: id) { return history }
    if WebURL(id) != nil, let match = try await ledger.explain(id).matches.first {
      return match.article
    }
    throw CommandError("no article has the id or link \(Terminal.safe(id))", .badData)
  }
}
