import Basics
import GRDB
import News
import WebURL

/// The ledger's answer about a link, a lede or an id.
package struct IdentityExplanation: Codable, Hashable, Sendable {
  package struct Match: Codable, Hashable, Sendable {
    /// `id`, `link`, or `lede`.
    package var by: String
    package var article: ArticleHistory
  }

  /// The judgement that a teaser with these values would get, as a phrase for people.
  package var verdict: String
  package var matches: [Match]
}

extension ReadOnlyLedger {
  /// - Parameter text: an article's id, its link, or the beginning of its lede.
  package func explain(_ text: String) async throws -> IdentityExplanation {
    if let history = try await history(id: text) {
      return IdentityExplanation(
        verdict: "an article of the ledger", matches: [.init(by: "id", article: history)])
    }
    if let link = WebURL(text) { return try await explain(link) }
    return try await explain(lede: text)
  }

  private func explain(_ link: WebURL) async throws -> IdentityExplanation {
    let key = StableHash.of(link.identityKey)
    let found = try await matches(
      by: "link",
      sql: """
        SELECT article.id FROM source CROSS JOIN article
        WHERE article.source = source.id AND link_key = :key ORDER BY article.id DESC LIMIT 50
        """, ["key": key])
    let verdict =
      found.isEmpty
      ? "unknown link: a teaser with it is new unless its lede and day are known"
      : "known link: a teaser with this link, lede and day is the same article; if the lede or day "
        + "differs, the article is fetched and its text decides"
    return IdentityExplanation(verdict: verdict, matches: found)
  }

  private func explain(lede text: String) async throws -> IdentityExplanation {
    let key = LedeKey(text)
    let byOpening = try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT article.* FROM source CROSS JOIN article
          WHERE article.source = source.id AND opening = :opening ORDER BY day DESC LIMIT 500
          """, arguments: ["opening": key.opening]
      ).filter { TeaserKey($0).lede.isCompatible(with: key) }.map { $0["id"] as ArticleID }
    }
    var found = try await histories(byOpening, by: "lede")
    if found.isEmpty {
      // The words may be from the middle of a lede; words are kept for a limited time.
      let words = text.replacing("%", with: "").replacing("_", with: " ")
      found = try await matches(
        by: "words",
        sql: """
          SELECT id FROM story WHERE lede LIKE :words OR headline LIKE :words ORDER BY id DESC LIMIT 50
          """, ["words": "%\(words)%"])
      return IdentityExplanation(
        verdict: found.isEmpty
          ? "unknown lede: a teaser with it is new unless its link is known"
          : "articles that contain the words; a lede is recognised by its beginning",
        matches: found)
    }
    return IdentityExplanation(
      verdict:
        "known lede: a teaser with this lede is the same article if its day is the same; with another "
        + "day and another link it is new",
      matches: found)
  }

  private func matches(
    by what: String, sql: String, _ arguments: StatementArguments
  ) async throws -> [IdentityExplanation.Match] {
    let rows = try await read { try ArticleID.fetchAll($0, sql: sql, arguments: arguments) }
    return try await histories(rows, by: what)
  }

  private func histories(
    _ articles: [ArticleID], by what: String
  ) async throws -> [IdentityExplanation.Match] {
    try await read { db in
      try articles.prefix(50).compactMap { id in
        try ArticleHistory(db, article: id).map { IdentityExplanation.Match(by: what, article: $0) }
      }
    }
  }
}
