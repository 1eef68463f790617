import Basics
import Logging
import TestSupport
import Testing

@testable import Ledger

@Suite struct LedgerBatchesTests {
  private let scratch = Scratch(inMemory: true)
  private let now: Timestamp = 1_773_500_000
  private let keys = Locked(0)

  private func open(_ sizes: [Int]) async throws -> LedgerStore {
    let ledger = try LedgerStore.open(
      scratch.path("ledger.sqlite"), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: now)
    let source = SourceRegistration(name: "a", rules: 1)
    let id = try #require(try await ledger.openSources([source])["a"]).id
    try await ledger.write("events") { db in
      for (i, size) in sizes.enumerated() {
        try LedgerStore.record(
          NewEvent(
            kind: .gap, source: id, publicID: "id\(i)", at: 1_773_480_000, note: "",
            record: Array(repeating: 0x20, count: size), recipients: ["tell"]), db)
      }
    }
    return ledger
  }

  private func join(
    _ ledger: LedgerStore, minimum: Int = 1, busy: CallsInProgress = CallsInProgress()
  ) async throws -> [HookCall] {
    try await ledger.joinDeliveries(
      hook: "tell", now: now, longest: .seconds(60), busy: busy, minimum: minimum,
      key: {
        keys.withLock {
          $0 += 1
          return "batch-\($0)"
        }
      })
    return try await ledger.dueCalls(
      hook: "tell", now: now, longest: .seconds(60), busy: busy, limit: 10)
  }

  @Test func `A flood of any number is divided into messages`() async throws {
    let ledger = try await open(Array(repeating: 2, count: LedgerStore.maximumBatchCount + 5))
    let calls = try await join(ledger, minimum: 21)
    #expect(calls.map(\.deliveries.count) == [LedgerStore.maximumBatchCount, 5])
    #expect(calls.map(\.batch) == ["batch-1", "batch-2"])
    await ledger.close()
  }

  @Test func `A message has a maximum size, but at least one delivery`() async throws {
    let large = LedgerStore.maximumBatchBytes
    let ledger = try await open([large / 2, large / 2, 2, large + 1, 2])
    #expect(try await join(ledger).map(\.deliveries.count) == [2, 1, 1, 1])
    await ledger.close()
  }

  @Test func `Fewer deliveries than the minimum, and those under way, are not joined`() async throws
  {
    let ledger = try await open([2, 2, 2])
    #expect(try await join(ledger, minimum: 4).map(\.batch) == [nil, nil, nil])
    var busy = CallsInProgress()
    busy.insert(
      HookCall(
        batch: nil, deliveries: [try #require(try await join(ledger, minimum: 4).first).first]))
    #expect(try await join(ledger, busy: busy).map(\.deliveries.count) == [2])
    var other = CallsInProgress()
    other.insert(try #require(try await join(ledger, busy: busy).first))
    #expect(try await join(ledger, minimum: 4, busy: other).map(\.batch) == [nil])
    await ledger.close()
  }

  @Test func `Messages are dissolved except for those under way`() async throws {
    let ledger = try await open([2, 2])
    let call = try #require(try await join(ledger).first)
    var busy = CallsInProgress()
    busy.insert(call)
    try await ledger.dissolveBatches(ofHook: "tell", busy: busy)
    #expect(try await join(ledger, minimum: 9).map(\.batch) == ["batch-1"])
    try await ledger.dissolveBatches(ofHook: "tell", busy: CallsInProgress())
    #expect(try await join(ledger, minimum: 9).map(\.batch) == [nil, nil])
    await ledger.close()
  }
}
