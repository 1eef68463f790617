import Basics
import GRDB
import Web

extension SourceMemory {
  init(_ row: Row) {
    self.init(id: row["id"], name: row["name"], rules: row["rules_hash"])
    space = row["identity_space"]
    page = PageMemory(row)
    layout.current = row["layout"]
    layout.previous = row["layout_before"]
    catchUp.after = row["catch_up_after"]
    catchUp.attempts = row["catch_up_attempts"]
    if let text = row["gap"] as String? {
      gap = RecordedGap(
        text: text, since: row["gap_since"] ?? .epoch, lastKnown: row["gap_last_known"] ?? 0)
    }
    health = HealthMemory(row)
    refusedAddress = row["refused_address"]
    rounds.isFirstDone = row["first_round_done"]
    rounds.last = row["last_round"]
    rounds.lastNews = row["last_news"]
    rounds.seenDay = row["seen_day"]
    pauses.listingUntil = row["listing_paused_until"]
    pauses.sourceUntil = row["source_paused_until"]
    polling = PollingState(row)
  }

  func save(_ db: Database) throws {
    let own: ColumnValues = [
      "rules_hash": rules, "identity_space": space,
      "layout": layout.current, "layout_before": layout.previous,
      "catch_up_after": catchUp.after, "catch_up_attempts": catchUp.attempts,
      "gap": gap?.text, "gap_since": gap?.since, "gap_last_known": gap?.lastKnown,
      "refused_address": refusedAddress,
      "first_round_done": rounds.isFirstDone, "last_round": rounds.last,
      "last_news": rounds.lastNews, "seen_day": rounds.seenDay,
      "listing_paused_until": pauses.listingUntil, "source_paused_until": pauses.sourceUntil,
    ]
    try db.update(
      "source", set: own + page.columns + health.columns, where: "id = :id", ["id": id])
  }
}

extension HealthMemory {
  fileprivate init(_ row: Row) {
    self.init()
    status = Health(rawValue: row["health"]) ?? .ok
    since = row["health_since"]
    reason = row["health_reason"]
    remedy = row["health_remedy"]
    reminded = row["reminded_at"]
    failures = row["failures"]
    ruleError = row["rule_error"]
    articleWarning = row["article_warning"]
    quality = ArticleQuality(stored: row["article_quality"])
    refusals = ArticleFailures(
      .refused, count: row["refusals"], since: row["refusals_since"],
      countedTo: row["refusals_counted_to"], verdict: row["refusals_verdict"])
    misses = ArticleFailures(
      .missed, count: row["misses"], since: row["misses_since"],
      countedTo: row["misses_counted_to"], verdict: row["misses_verdict"])
  }

  fileprivate var columns: ColumnValues {
    [
      "health": status.rawValue, "health_since": since, "health_reason": reason,
      "health_remedy": remedy, "reminded_at": reminded,
      "failures": failures, "rule_error": ruleError,
      "article_warning": articleWarning, "article_quality": quality.stored,
      "refusals": refusals.count, "refusals_since": refusals.since,
      "refusals_counted_to": refusals.countedTo, "refusals_verdict": refusals.verdict,
      "misses": misses.count, "misses_since": misses.since,
      "misses_counted_to": misses.countedTo, "misses_verdict": misses.verdict,
    ]
  }
}

extension PageMemory {
  fileprivate init(_ row: Row) {
    self.init()
    validators = Validators(etag: row["etag"], lastModified: row["last_modified"])
    bodyHash = row["body_hash"]
    linkHabit = LinkHabit(rawValue: row["link_habit"]) ?? .unknown
    usualCount = row["usual_count"]
    yield = (row["yield"] as String?).flatMap { ListingYield(stored: $0) } ?? ListingYield()
  }

  var columns: ColumnValues {
    [
      "etag": validators.etag, "last_modified": validators.lastModified, "body_hash": bodyHash,
      "link_habit": linkHabit.rawValue, "usual_count": usualCount, "yield": yield.stored,
    ]
  }
}
