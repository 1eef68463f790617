import Foundation
import Logging
import News
import TestSupport
import Testing

@testable import Ledger

@Suite struct RevisionTextStoreTests {
  private let scratch = Scratch(inMemory: true)

  private func withTexts<T>(_ body: (RevisionTextStore) async -> T) async -> T {
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let texts = RevisionTextStore(scratch.path("texts.sqlite"), log: log)
    let result = await body(texts)
    await texts.close()
    return result
  }

  @Test
  func `Texts that cannot be opened are kept for the next start, and damaged ones are replaced`()
    async throws
  {
    let text = Array("The tide was high at noon.".utf8)
    await withTexts { await $0.store(text, id: "a", revision: 1, at: 0) }
    // In the way of what SQLite needs beside the file.
    let way = scratch.path("texts.sqlite-wal")
    try FileManager.default.createDirectory(atPath: way, withIntermediateDirectories: false)
    #expect(await withTexts { await $0.body(id: "a", revision: 1) } == nil)
    try FileManager.default.removeItem(atPath: way)
    #expect(await withTexts { await $0.body(id: "a", revision: 1) } == text)
    scratch.write(String(repeating: "no texts ", count: 1000), to: "texts.sqlite")
    #expect(await withTexts { await $0.body(id: "a", revision: 1) } == nil)
    await withTexts { await $0.store(text, id: "a", revision: 1, at: 0) }
    #expect(await withTexts { await $0.body(id: "a", revision: 1) } == text)
  }
}
