import Basics
import Foundation
import News
import TestSupport
import Testing
import Web

@testable import Ledger
@testable import Watch

/// The service and the rule by which failures are counted.
extension ArticleFailuresTests {
  // MARK: - The service

  @Test func `The service reports failing articles between polls`() async throws {
    publish((0..<6).map { "s\($0)" }, refused: true)
    let watcher = world.watcher { $0.sources[0].schedule.interval = .seconds(25 * 86_400) }
    world.clock.drive()
    let task = Task { try await watcher.run() }
    func pass(until isSo: () -> Bool) async {
      while !isSo() {
        world.clock.pass(.seconds(60))
        for _ in 0..<20 { await Task.yield() }
      }
    }
    await pass { health == [.sourceBlocked] }
    site.restore()
    _ = site.takeRequests()
    await pass { health == [.sourceBlocked, .sourceRecovered] }
    #expect(site.takeRequests()["/"] == nil)
    task.cancel()
    try await task.value
  }

  // MARK: - The rule itself

  private func attempts(_ text: String, from first: Int = 1) -> ArticleAttempts {
    var attempts = ArticleAttempts()
    let refusal = RoundError(.status, "http://a.test/", "HTTP 403", cause: .blocked)
    for (place, letter) in text.enumerated() {
      switch letter {
      case "+": attempts.recordSuccess()
      case "-":
        attempts.recordFailure(
          of: ArticleID(rawValue: Int64(first + place)), refusal, isFirstTry: true)
      default:
        let error = RoundError(.status, "http://a.test/", "HTTP 500")
        attempts.recordFailure(
          of: ArticleID(rawValue: Int64(first + place)), error, isFirstTry: true)
      }
    }
    return attempts
  }

  @Test(arguments: [
    ("-----", true), ("----", false), ("-?-?-?-?-", true), ("+-----", false), ("-----+", false),
    ("?????", false), ("", false), ("+", false),
  ])
  func `Enough refusals in one round block the source`(text: String, isBlocked: Bool) {
    var articleFailures = ArticleFailures(.refused)
    articleFailures.update(with: attempts(text), now: 0)
    #expect((articleFailures.verdict != nil) == isBlocked)
  }

  @Test func `Other errors count only if they last a day`() {
    var misses = ArticleFailures(.missed)
    misses.update(with: attempts("?????-???"), now: 0)
    #expect(misses.count == 9 && misses.verdict == nil)
    misses.update(with: attempts(""), now: 86_400)
    #expect(misses.verdict == nil, "nothing was tried")
    misses.update(with: attempts("?"), now: 86_400)
    #expect(misses.verdict?.contains("cannot be fetched, 9 in a row") == true)
    misses.update(with: attempts("+"), now: 86_400)
    #expect(misses.verdict == nil)
  }

  @Test func `A clock that jumps back does not change the duration of a failure`() {
    var articleFailures = ArticleFailures(.refused)
    articleFailures.update(with: attempts("---"), now: 1e9)
    articleFailures.update(with: attempts("---"), now: 1e9 - .seconds(86_400 * 7))
    #expect(articleFailures.verdict == nil)
    articleFailures.update(with: attempts("---"), now: 1e9 - .seconds(86_400 * 7 - 80_000))
    #expect(articleFailures.verdict == nil)
    articleFailures.update(with: attempts("---"), now: 1e9 - .seconds(86_400 * 6))
    #expect(articleFailures.verdict != nil)
  }

  @Test func `Each article counts once`() {
    var articleFailures = ArticleFailures(.refused)
    for _ in 0..<9 { articleFailures.update(with: attempts("----"), now: 0) }
    #expect(articleFailures.count == 4 && articleFailures.verdict == nil)
    articleFailures.update(with: attempts("-", from: 5), now: 0)
    #expect(articleFailures.count == 5 && articleFailures.verdict != nil)
    articleFailures.update(with: attempts("+"), now: 0)
    #expect(
      articleFailures == ArticleFailures(.refused, count: 0, since: nil, countedTo: 5, verdict: nil)
    )
    articleFailures.update(with: attempts("-----"), now: 0)
    #expect(articleFailures.count == 0 && articleFailures.verdict == nil)
  }
}
