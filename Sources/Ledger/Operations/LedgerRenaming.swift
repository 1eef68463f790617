import GRDB

extension LedgerStore {
  /// Gives the rows of former names the names of the sources that have them now. The pauses of those
  /// sources follow. A source that is known keeps its own row.
  /// - Parameter sources: all configured sources; their names are no former names.
  /// - Returns: the former names by the new ones.
  package func renameSources(_ sources: [SourceRegistration]) async throws -> [String: String] {
    let configured = Set(sources.map(\.name))
    // Most reloads rename nothing, and then nothing is written.
    let renamed = try await read { db in
      try sources.filter { try LedgerStore.formerName(of: $0, unless: configured, db) != nil }
    }
    guard !renamed.isEmpty else { return [:] }
    return try await write("sources renamed") { db in
      var table = try SourcePauseTable(db)
      var formerNames: [String: String] = [:]
      for source in renamed {
        guard let former = try LedgerStore.formerName(of: source, unless: configured, db) else {
          continue
        }
        try db.update(
          "source", set: ["name": source.name], where: "name = :former", ["former": former])
        table.rename(former, to: source.name)
        formerNames[source.name] = former
      }
      try table.save(db)
      return formerNames
    }
  }

  /// Returns the name of the row that is this source's; nil if the source is known, or new.
  private static func formerName(
    of source: SourceRegistration, unless configured: Set<String>, _ db: Database
  ) throws -> String? {
    let known = try db.cachedStatement(sql: "SELECT 1 FROM source WHERE name = :name")
    guard try Int.fetchOne(known, arguments: ["name": source.name]) == nil else { return nil }
    let candidates: [String]
    switch source.formerName {
    case .none: return nil
    case .name(let name):
      candidates = try Int.fetchOne(known, arguments: ["name": name]) == nil ? [] : [name]
    case .ofSameURL:
      guard let url = source.url else { return nil }
      candidates = try String.fetchAll(
        db.cachedStatement(
          sql: "SELECT name FROM source WHERE url = :url ORDER BY last_round DESC"),
        arguments: ["url": url])
    }
    return candidates.first { !configured.contains($0) }
  }
}
