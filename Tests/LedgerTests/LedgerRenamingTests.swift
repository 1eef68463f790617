import Basics
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerRenamingTests {
  private let scratch = Scratch(inMemory: true)

  private func open() throws -> LedgerStore {
    try LedgerStore.open(
      scratch.path("ledger.sqlite"), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: 1_773_480_000)
  }

  private func registration(
    _ name: String, was formerName: FormerName = .ofSameURL, url: String = "http://news.test/"
  ) -> SourceRegistration {
    SourceRegistration(name: name, url: url, formerName: formerName, rules: 1)
  }

  /// Renames and opens the sources of a configuration.
  private func opened(
    _ sources: [SourceRegistration], by ledger: LedgerStore
  ) async throws -> (ids: [String: SourceID], formerNames: [String: String]) {
    let formerNames = try await ledger.renameSources(sources)
    return (try await ledger.openSources(sources).mapValues(\.id), formerNames)
  }

  @Test func `A source that is renamed keeps its row, by its URL or by its former name`()
    async throws
  {
    let ledger = try open()
    let old = try await opened([registration("old")], by: ledger)
    #expect(old.formerNames.isEmpty)
    let new = try await opened([registration("new")], by: ledger)
    #expect(new.ids["new"] == old.ids["old"] && new.formerNames == ["new": "old"])
    #expect(try await opened([registration("new")], by: ledger).formerNames.isEmpty)
    let moved = try await opened(
      [registration("third", was: .name("new"), url: "http://other.test/")], by: ledger)
    #expect(moved.ids["third"] == old.ids["old"])
  }

  @Test func `A source is new if its former name is configured, unknown or denied`() async throws {
    let ledger = try open()
    let old = try await opened([registration("old")], by: ledger).ids["old"]
    let twin = try await opened([registration("old"), registration("twin")], by: ledger)
    #expect(twin.ids["old"] == old && twin.ids["twin"] != old)
    for source in [
      registration("new", was: .none), registration("next", was: .name("never")),
      registration("other", url: "http://other.test/"),
    ] { #expect(try await opened([source], by: ledger).formerNames.isEmpty) }
  }

  @Test func `Of two new sources with one URL, only one takes the row of the former source`()
    async throws
  {
    let ledger = try open()
    let old = try await opened([registration("old")], by: ledger).ids["old"]
    let new = try await opened([registration("a"), registration("b")], by: ledger)
    #expect(new.formerNames == ["a": "old"])
    #expect(new.ids["a"] == old && new.ids["b"] != old)
  }

  @Test func `A pause follows a source to its new name, unless that name has one`() async throws {
    let ledger = try open()
    _ = try await opened([registration("old")], by: ledger)
    let pause = SourcePause(since: 1, until: nil, reason: "redesign")
    _ = try await PauseRequest(names: ["old"], pause: pause).apply(toLedger: ledger.path, now: 1)
    _ = try await opened([registration("new")], by: ledger)
    #expect(try await ledger.pauses(now: 2) == ["new": pause])
    let other = SourcePause(since: 2, until: nil, reason: "other")
    _ = try await PauseRequest(names: ["third"], pause: other).apply(toLedger: ledger.path, now: 2)
    _ = try await opened([registration("third", was: .name("new"))], by: ledger)
    #expect(try await ledger.pauses(now: 2) == ["third": other])
  }
}
