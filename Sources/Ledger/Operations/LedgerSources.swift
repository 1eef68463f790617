import Foundation
import GRDB
import News
import Web

extension LedgerStore {
  /// The memories of these sources by name, made where there are none; validators and cookies are
  /// void where the rules have changed.
  package func sources(_ sources: [SourceRegistration]) async throws -> [String: SourceMemory] {
    try await write("sources") { db in
      let pending = try LedgerStore.sourcesWithOpenArticles(db)
      let jars = try LedgerStore.jars(db)
      var memories: [String: SourceMemory] = [:]
      for source in sources {
        var memory = try LedgerStore.memory(of: source, db)
        if let rules = jars[memory.id], rules != source.cookieRules {
          try LedgerStore.forgetJar(db, source: memory.id)
        }
        memory.openWork.nextRecheck = try LedgerStore.nextRecheck(db, source: memory.id)
        memory.openWork.hasArticles = pending.contains(memory.id)
        memories[source.name] = memory
      }
      return memories
    }
  }

  /// Stores what is remembered of a source, with an event that follows from it.
  package func save(_ memory: SourceMemory, telling event: NewEvent? = nil) async throws {
    try await write("source") { db in
      try memory.save(db)
      if let event { try event.insertAndDeliver(db) }
    }
  }

  private static func memory(
    of source: SourceRegistration, _ db: Database
  ) throws -> SourceMemory {
    try db.run(
      "INSERT INTO source (name, rules) VALUES (:name, :rules) ON CONFLICT (name) DO NOTHING",
      ["name": source.name, "rules": source.rules])
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM source WHERE name = :name"),
      arguments: ["name": source.name])
    var memory = SourceMemory(row!)
    guard memory.rules != source.rules || memory.space != source.identitySpace else {
      return memory
    }
    memory.forgetPage()
    // What made it fail may have been corrected. Hosts that asked for a pause still get it.
    if memory.rules != source.rules { memory.pauses = SourcePauses() }
    memory.rules = source.rules
    memory.polling.forgetPage()
    memory.space = source.identitySpace
    try memory.save(db)
    try memory.polling.save(db, source: memory.id, rules: source.rules)
    return memory
  }

  private static func sourcesWithOpenArticles(_ db: Database) throws -> Set<Int64> {
    try Set(
      Int64.fetchAll(
        db,
        sql: """
          SELECT source FROM article INDEXED BY article_pending WHERE state < 2
          UNION SELECT source FROM event INDEXED BY event_staged WHERE is_settled = 0
          """))
  }
}

extension SourceMemory {
  init(_ row: Row) {
    self.init(id: row["id"], name: row["name"], rules: row["rules"])
    space = row["space"]
    page = PageMemory(row)
    layout.current = row["place"]
    layout.previous = row["place_before"]
    catchUp.after = row["gap_after"]
    catchUp.attempts = row["gap_tries"]
    if let text = row["gap"] as String? {
      gap = RecordedGap(text: text, since: row["gap_since"] ?? 0, row: row["gap_row"] ?? 0)
    }
    health = HealthMemory(row)
    rounds.isFirstDone = row["first_round_done"]
    rounds.last = row["last_round"]
    rounds.lastNews = row["last_news"]
    rounds.seenDay = row["seen"]
    pauses.listingUntil = row["not_before"]
    pauses.sourceUntil = row["quiet_until"]
    polling = PollingState(row)
  }

  func save(_ db: Database) throws {
    let own: ColumnValues = [
      "rules": rules, "space": space, "place": layout.current, "place_before": layout.previous,
      "gap_after": catchUp.after, "gap_tries": catchUp.attempts,
      "gap": gap?.text, "gap_since": gap?.since, "gap_row": gap?.row,
      "first_round_done": rounds.isFirstDone, "last_round": rounds.last,
      "last_news": rounds.lastNews, "seen": rounds.seenDay,
      "not_before": pauses.listingUntil, "quiet_until": pauses.sourceUntil,
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
    reason = row["fault"]
    failures = row["failures"]
    ruleError = row["rule_fault"]
    refusals = ArticleFailures(
      .refused, count: row["refused"], since: row["refused_since"], countedTo: row["refused_to"],
      verdict: row["refused_why"])
    misses = ArticleFailures(
      .missed, count: row["missed"], since: row["missed_since"], countedTo: row["missed_to"],
      verdict: row["missed_why"])
  }

  fileprivate var columns: ColumnValues {
    [
      "health": status.rawValue, "health_since": since, "fault": reason, "failures": failures,
      "rule_fault": ruleError,
      "refused": refusals.count, "refused_since": refusals.since,
      "refused_to": refusals.countedTo, "refused_why": refusals.verdict,
      "missed": misses.count, "missed_since": misses.since, "missed_to": misses.countedTo,
      "missed_why": misses.verdict,
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
  }

  var columns: ColumnValues {
    [
      "etag": validators.etag, "last_modified": validators.lastModified, "body_hash": bodyHash,
      "link_habit": linkHabit.rawValue, "usual_count": usualCount,
    ]
  }
}
