/// The families of the metrics of sources.
enum SourceFamily {
  static let lastSuccess = MetricFamily(
    "source_last_success_timestamp_seconds",
    help: "Time of the last round that read the listing or found it unchanged.")
  static let lastArticle = MetricFamily(
    "source_last_article_timestamp_seconds",
    help: "Time of the last round that found a new article.")
  static let nextRound = MetricFamily(
    "source_next_round_timestamp_seconds", help: "Time of the next round.")
  static let teasers = MetricFamily(
    "source_teasers", help: "Teasers of the last listing that was read.")
  static let owed = MetricFamily(
    "source_owed_articles", help: "Articles that are found but not spooled yet.")
  static let entries = MetricFamily(
    "source_entries", .counter, help: "Entries that were ever spooled, as the ledger counts them.")
  static let articles = MetricFamily(
    "source_articles", .counter, help: "Events of articles since the start of the service.")
  static let rounds = MetricFamily(
    "source_rounds", .counter, help: "Rounds since the start of the service.")
  static let health = MetricFamily(
    "source_health", .stateSet,
    help: "Health of a source: 1 for the current state, 0 for the others.")

  /// All families, in the order of the sections of `SourceMetrics.Text`. The first ones are counts of this process.
  static let all = [
    articles, rounds, lastSuccess, lastArticle, nextRound, teasers, owed, entries, health,
  ]
  /// The number of families at the start of `all` that only a service has.
  static let countedCount = 2
}
