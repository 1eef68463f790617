import GRDB
import Web

extension SourceMemory {
  init(_ row: Row) {
    self.init(row: row["id"], name: row["name"], rules: row["rules"])
    validators = Validators(etag: row["etag"], lastModified: row["last_modified"])
    bodyHash = row["body_hash"]
    isFirstRoundDone = row["first_round_done"]
    linkHabit = LinkHabit(rawValue: row["link_habit"]) ?? .unknown
    usualCount = row["usual_count"]
    gapAfter = row["gap_after"]
    gapTries = row["gap_tries"]
    failures = row["failures"]
    notBefore = row["not_before"]
    quietUntil = row["quiet_until"]
    health = Health(rawValue: row["health"]) ?? .ok
    healthSince = row["health_since"]
    fault = row["fault"]
    ruleFault = row["rule_fault"]
    lastRound = row["last_round"]
    lastNews = row["last_news"]
    polling = PollingState(row)
    space = row["space"]
    place = row["place"]
    placeBefore = row["place_before"]
    gap = row["gap"]
    gapSince = row["gap_since"]
    gapRow = row["gap_row"]
    seen = row["seen"]
    articleFailures = ArticleFailures(
      .refused, count: row["refused"], since: row["refused_since"], countedTo: row["refused_to"],
      verdict: row["refused_why"])
    misses = ArticleFailures(
      .missed, count: row["missed"], since: row["missed_since"], countedTo: row["missed_to"],
      verdict: row["missed_why"])
  }

  func save(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE source SET rules = ?, etag = ?, last_modified = ?, body_hash = ?,
          first_round_done = ?, link_habit = ?, usual_count = ?, gap_after = ?, gap_tries = ?,
          failures = ?, not_before = ?, quiet_until = ?, health = ?, health_since = ?, fault = ?,
          rule_fault = ?, last_round = ?, last_news = ?, space = ?, place = ?, place_before = ?,
          gap = ?, gap_since = ?, gap_row = ?, seen = ?,
          refused = ?, refused_since = ?, refused_to = ?, refused_why = ?,
          missed = ?, missed_since = ?, missed_to = ?, missed_why = ?
        WHERE id = ?
        """
    ).execute(arguments: [
      rules, validators.etag, validators.lastModified, bodyHash, isFirstRoundDone,
      linkHabit.rawValue, usualCount, gapAfter, gapTries, failures, notBefore, quietUntil,
      health.rawValue, healthSince, fault, ruleFault, lastRound, lastNews, space, place,
      placeBefore, gap, gapSince, gapRow, seen, articleFailures.count, articleFailures.since,
      articleFailures.countedTo, articleFailures.verdict, misses.count, misses.since,
      misses.countedTo,
      misses.verdict, row,
    ])
  }
}

extension LedgerStore {
  /// The memories of these sources, made where there are none; validators and cookies are void where
  /// the rules have changed.
  package func sources(_ sources: [SourceRegistration]) async throws -> [String: SourceMemory] {
    try await write("sources") { db in
      let insert = try db.cachedStatement(
        sql: "INSERT INTO source (name, rules) VALUES (?, ?) ON CONFLICT (name) DO NOTHING")
      let select = try db.cachedStatement(sql: "SELECT * FROM source WHERE name = ?")
      let pending = try Set(
        Int64.fetchAll(
          db,
          sql: """
            SELECT source FROM article INDEXED BY article_pending WHERE state < 2
            UNION SELECT source FROM event INDEXED BY event_staged WHERE is_settled = 0
            """))
      let recheck = try db.cachedStatement(sql: "SELECT min(at) FROM recheck WHERE source = ?")
      let jars = try LedgerStore.jars(db)
      var memories: [String: SourceMemory] = [:]
      for source in sources {
        let (name, rules, space) = (source.name, source.rules, source.identitySpace)
        try insert.execute(arguments: [name, rules])
        guard let row = try Row.fetchOne(select, arguments: [name]) else { continue }
        var memory = SourceMemory(row)
        if memory.rules != rules || memory.space != space {
          memory.forgetPage()
          // What made it fail may be set right; hosts that want to be left alone are, all the same.
          if memory.rules != rules { (memory.notBefore, memory.quietUntil) = (nil, nil) }
          memory.rules = rules
          memory.polling.forgetPage()
          memory.space = space
          try memory.save(db)
          try memory.polling.save(db, source: memory.row, rules: rules)
        }
        if let found = jars[memory.row], found != source.cookieRules {
          try LedgerStore.forgetJar(db, source: memory.row)
        }
        memory.nextRecheck = try Double.fetchOne(recheck, arguments: [memory.row])
        memory.hasPending = pending.contains(memory.row)
        memories[name] = memory
      }
      return memories
    }
  }

  package func save(
    _ memory: SourceMemory, telling event: NewEvent? = nil
  ) async throws {
    try await write("source") { db in
      try memory.save(db)
      if let event { try event.insertAndDeliver(db) }
    }
  }
}
