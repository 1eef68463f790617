import Foundation
import GRDB
import News
import Web

extension LedgerStore {
  /// Returns the states of these sources by name. A missing one is created. Validators and cookies are
  /// discarded if the settings have changed.
  package func openSources(
    _ sources: [SourceRegistration]
  ) async throws -> [String: SourceMemory] {
    try await write("sources") { db in
      let pending = try LedgerStore.sourcesWithOpenArticles(db)
      let jars = try LedgerStore.jarRules(db)
      var memories: [String: SourceMemory] = [:]
      for source in sources {
        var memory = try LedgerStore.openSource(source, db)
        if let rules = jars[memory.id], rules != source.cookieRules {
          try LedgerStore.deleteJar(db, of: memory.id)
        }
        memory.openWork.nextRecheck = try LedgerStore.nextRecheck(db, of: memory.id)
        memory.openWork.hasArticles = pending.contains(memory.id)
        memories[source.name] = memory
      }
      return memories
    }
  }

  /// Stores the state of a source and the event that results from it.
  package func record(_ memory: SourceMemory, event: NewEvent? = nil) async throws {
    try await write("source") { db in
      try memory.save(db)
      if let event { try LedgerStore.record(event, db) }
    }
  }

  /// Returns the sources that share an identity space with this one, itself first.
  package nonisolated func identitySpace(of memory: SourceMemory) async throws -> [SourceID] {
    guard let space = memory.space else { return [memory.id] }
    let others = try await read { db in
      try SourceID.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id FROM source WHERE identity_space = :space AND id <> :id ORDER BY id
            """), ["space": space, "id": memory.id])
    }
    return [memory.id] + others
  }

  private static func openSource(
    _ source: SourceRegistration, _ db: Database
  ) throws -> SourceMemory {
    try db.run(
      """
      INSERT INTO source (name, rules_hash) VALUES (:name, :rules) ON CONFLICT (name) DO NOTHING
      """, ["name": source.name, "rules": source.rules])
    let select = try db.cachedStatement(sql: "SELECT * FROM source WHERE name = :name")
    let row = try Row.fetchOne(select, arguments: ["name": source.name])!
    var memory = SourceMemory(row)
    if let url = source.url, row["url"] as String? != url {
      try db.update("source", set: ["url": url], where: "id = :id", ["id": memory.id])
    }
    guard memory.rules != source.rules || memory.space != source.identitySpace else {
      return memory
    }
    memory.forgetPage()
    // The cause of failures may have been corrected. A pause that a host asked for still holds.
    if memory.rules != source.rules { memory.pauses = SourcePauses() }
    memory.rules = source.rules
    memory.polling.forgetPage()
    memory.space = source.identitySpace
    try memory.save(db)
    try memory.polling.save(db, source: memory.id, rules: source.rules)
    return memory
  }

  private static func sourcesWithOpenArticles(_ db: Database) throws -> Set<SourceID> {
    try Set(
      SourceID.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT source FROM article INDEXED BY article_pending WHERE \(Condition.articlePending)
            UNION SELECT source FROM event INDEXED BY event_staged WHERE \(Condition.eventStaged)
            """), []))
  }
}
