import Basics
import Ledger
import Logging
import Settings
import Testing
import WebURL

@testable import Watch

/// The policy as a table: the state of a source, an outcome, and what follows.
@Suite struct HealthPolicyTests {
  private static let now = Timestamp(secondsSinceEpoch: 1_773_480_000)
  private static let day = Duration.seconds(86_400)

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: @Sendable (inout SourceMemory) -> Void = { _ in }
    var outcome: HealthPolicy.Outcome
    var health: Health
    var event: EventKind?
    var failures = 0
    var needsCommit = true
    var check: @Sendable (HealthPolicy.Decision) -> Bool = { _ in true }
  }

  private static let source: Source = {
    var source = Source(name: "lindmar", url: WebURL("http://news.test/"))
    source.schedule.interval = .seconds(900)
    source.schedule.backOff = BackOff(initial: .seconds(60), maximum: .seconds(3600))
    return source
  }()

  private static func failure(
    _ cause: RoundError.Cause = .other, retryAfter: Duration? = nil
  ) -> HealthPolicy.Outcome {
    var error = RoundError(
      .status, "http://news.test/", "HTTP 404", cause: cause, page: [0x78])
    error.retryAfter = retryAfter
    return .listingFailed(error, jitter: 0.5)
  }

  private static func articles(
    refused: Int = 0, failed: Int = 0, succeeded: Bool = false
  ) -> HealthPolicy.Outcome {
    var attempts = ArticleAttempts()
    for row in 0..<(refused + failed) {
      attempts.recordFailure(
        of: ArticleID(rawValue: Int64(row + 1)),
        RoundError(
          .status, "http://news.test/a", "HTTP 403", cause: row < refused ? .blocked : .other,
          page: [0x79]), isFirstTry: true)
    }
    if succeeded { attempts.recordSuccess() }
    return .articlesAttempted(attempts)
  }

  static let rows: [Row] = [
    Row(
      testDescription: "a readable listing of a healthy source changes nothing",
      outcome: .listingRead, health: .ok, needsCommit: false),
    Row(
      testDescription: "the first failure degrades",
      outcome: failure(), health: .degraded, failures: 1,
      check: {
        $0.failureLogLevel == .info && $0.capturedPage == [0x78] && !$0.dropsCookies
          && $0.memory.pauses.listingUntil == now + .seconds(60 * (1 - 0.5 / 4))
          && $0.memory.health.reason == "HTTP 404 for http://news.test/"
      }),
    Row(
      testDescription: "the second failure is only counted",
      before: { ($0.health.failures, $0.health.status) = (1, .degraded) },
      outcome: failure(), health: .degraded, failures: 2,
      check: { $0.failureLogLevel == .debug && $0.capturedPage == nil && $0.transition == nil }),
    Row(
      testDescription: "the third failure breaks, and drops the cookies",
      before: { ($0.health.failures, $0.health.status) = (2, .degraded) },
      outcome: failure(), health: .broken, event: .sourceBroken, failures: 3,
      check: { $0.failureLogLevel == nil && $0.capturedPage != nil && $0.dropsCookies }),
    Row(
      testDescription: "a third refusal blocks",
      before: { ($0.health.failures, $0.health.status) = (2, .degraded) },
      outcome: failure(.blocked), health: .blocked, event: .sourceBlocked, failures: 3),
    Row(
      testDescription: "a robots.txt that disallows blocks",
      before: { ($0.health.failures, $0.health.status) = (2, .degraded) },
      outcome: failure(.disallowed), health: .blocked, event: .sourceBlocked, failures: 3),
    Row(
      testDescription: "a source that never worked is broken at once",
      before: { $0.rounds.isFirstDone = false },
      outcome: failure(), health: .broken, event: .sourceBroken, failures: 1),
    Row(
      testDescription: "a wait of days is reported immediately",
      outcome: failure(.overloaded, retryAfter: day * 2), health: .broken, event: .sourceBroken,
      failures: 1, check: { $0.memory.pauses.sourceUntil == now + day * 2 }),
    Row(
      testDescription: "a blocked source that fails otherwise for a short time stays blocked",
      before: { $0.health.status = .blocked },
      outcome: failure(), health: .blocked, failures: 1),
    Row(
      testDescription: "a host on hold costs no failure at first",
      outcome: failure(.onHold(until: now + .seconds(600))), health: .ok,
      check: { $0.memory.pauses.sourceUntil == now + .seconds(600.5) && $0.failureLogLevel == nil }),
    Row(
      testDescription: "a host that stays on hold counts as a failure",
      before: { $0.pauses.sourceUntil = now - .seconds(1) },
      outcome: failure(.onHold(until: now + .seconds(600))), health: .degraded, failures: 1,
      check: {
        $0.memory.pauses.sourceUntil == now + .seconds(600.5)
          && $0.memory.pauses.listingUntil == nil
      }
    ),
    Row(
      testDescription: "a rule without a match degrades, without back-off",
      outcome: failure(.partial), health: .degraded, failures: 1,
      check: { $0.memory.pauses.listingUntil == nil && $0.capturedPage != nil }),
    Row(
      testDescription: "a rule without a match breaks after three rounds",
      before: { ($0.health.failures, $0.health.status) = (2, .degraded) },
      outcome: failure(.partial), health: .broken, event: .sourceBroken, failures: 3),
    Row(
      testDescription: "a rule that stays without a match costs no commit",
      before: {
        ($0.health.failures, $0.health.status) = (3, .broken)
        $0.health.reason = "HTTP 404 for http://news.test/"
        $0.health.remedy = RoundError(.list, "", "", cause: .partial).remedy
      },
      outcome: failure(.partial), health: .broken, failures: 3, needsCommit: false),
    Row(
      testDescription: "a broken source recovers",
      before: { ($0.health.failures, $0.health.status) = (7, .broken) },
      outcome: .listingRead, health: .ok, event: .sourceRecovered,
      check: {
        $0.discardsCapturedPage && $0.memory.health.reason == nil
          && $0.memory.pauses.listingUntil == nil
      }),
    Row(
      testDescription: "a degraded source recovers silently",
      before: { ($0.health.failures, $0.health.status) = (1, .degraded) },
      outcome: .listingRead, health: .ok, check: { $0.transition?.logLevel == .info }),
    Row(
      testDescription: "a source without news for a month is quiet",
      before: { $0.rounds.lastNews = now - day * 31 },
      outcome: .listingRead, health: .quiet, event: .sourceQuiet,
      check: { $0.transition?.reason == "nothing new for 31 days" }),
    Row(
      testDescription: "a source whose text cannot be decoded is degraded",
      before: { $0.polling.garbled = 0.2 },
      outcome: .listingRead, health: .degraded, event: .sourceDegraded),
    Row(
      testDescription: "five refused articles block",
      outcome: articles(refused: 5), health: .blocked, event: .sourceBlocked,
      check: { $0.capturedPage == [0x79] && $0.dropsCookies && !$0.discardsCapturedPage }),
    Row(
      testDescription: "one refused article is only counted",
      outcome: articles(refused: 1), health: .ok,
      check: { $0.memory.health.refusals.count == 1 && $0.transition == nil }),
    Row(
      testDescription: "a round that reads none of its articles degrades the source at once",
      outcome: articles(refused: 4), health: .degraded,
      check: {
        $0.memory.health.refusals.count == 4 && $0.transition?.logLevel == .warning
          && $0.memory.health.reason == "4 articles found, 0 read (HTTP 403)"
      }),
    Row(
      testDescription: "an article that is read ends the warning",
      before: {
        ($0.health.status, $0.health.articleWarning) = (.degraded, "2 articles found, 0 read")
      },
      outcome: articles(failed: 3, succeeded: true), health: .ok),
    Row(
      testDescription: "a warning lasts while no article is due",
      before: {
        ($0.health.status, $0.health.articleWarning) = (.degraded, "2 articles found, 0 read")
      },
      outcome: articles(), health: .degraded, needsCommit: false),
    Row(
      testDescription: "failing articles break after a day",
      before: {
        ($0.health.misses.count, $0.health.misses.since) = (2, now - day)
      },
      outcome: articles(failed: 1), health: .broken, event: .sourceBroken),
    Row(
      testDescription: "failing articles are not reported while the listing fails",
      before: { ($0.health.failures, $0.health.status) = (1, .degraded) },
      outcome: articles(refused: 5), health: .degraded, failures: 1,
      check: { $0.memory.health.refusals.verdict != nil && $0.transition == nil }),
    Row(
      testDescription: "one fetched article unblocks",
      before: {
        $0.health.status = .blocked
        ($0.health.refusals.count, $0.health.refusals.verdict) = (5, "refused")
      },
      outcome: articles(succeeded: true), health: .ok, event: .sourceRecovered,
      check: { $0.discardsCapturedPage && $0.memory.health.refusals.count == 0 }),
    Row(
      testDescription: "a round without owed articles costs no commit",
      before: { $0.openWork.hasArticles = false },
      outcome: articles(), health: .ok, needsCommit: false),
  ]

  @Test(arguments: rows)
  func `The outcome of a round changes the health of its source`(_ row: Row) {
    var memory = SourceMemory(id: 1, name: "lindmar", rules: 0)
    memory.rounds.isFirstDone = true
    row.before(&memory)
    let before = memory.health.status
    let decision = HealthPolicy(Self.source, now: Self.now)
      .decision(for: memory, after: row.outcome)
    #expect(decision.memory.health.status == row.health)
    #expect(decision.memory.health.failures == row.failures)
    #expect(decision.transition?.event == row.event)
    #expect(decision.needsCommit == row.needsCommit)
    #expect((decision.transition != nil) == (row.health != before))
    if row.health != before { #expect(decision.memory.health.since == Self.now) }
    #expect(row.check(decision))
  }

  @Test func `The log line of a change names the source, both states and the reason`() {
    let transition = HealthTransition(
      from: .ok, to: .broken, reason: "HTTP 404 for http://news.test/")
    #expect(
      "\(transition.logMessage(for: "lindmar"))"
        == "lindmar is broken (was ok): HTTP 404 for http://news.test/")
  }
}
