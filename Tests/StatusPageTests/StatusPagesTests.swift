import Basics
import Foundation
import News
import Settings
import TestSupport
import Testing
import WebURL

@testable import Ledger
@testable import StatusPage
@testable import Watch

/// What the pages make of text that sites, hooks and people have written.
@Suite struct StatusPagesTests {
  private static let hostile = "\"'><x onload=1>&\u{202E}\u{0}"
  private static let now: Timestamp = Timestamp(secondsSinceEpoch: 1_773_480_000)
  private let time = StatusTime(now: now)

  private func source(_ name: String, _ health: Health?) -> Status.SourceStatus {
    let text = StatusPagesTests.hostile
    return Status.SourceStatus(
      name: name, url: text, health: health, since: StatusPagesTests.now, reason: text, failures: 3,
      lastRound: StatusPagesTests.now, lastNews: nil, hold: text, movedTo: text,
      insecureRedirect: text, owed: 1, spooled: 2, error: text, gap: text)
  }

  private func overview(_ sources: [Status.SourceStatus]) -> ServiceMonitor.Overview {
    let configuration = Settings.Configuration(
      sources: sources.map { Source(name: $0.name, url: WebURL("http://a.example/")) },
      spoolPath: "/s", statePath: "/t")
    var status = Status(
      spool: "/s", ledger: "/t", sources: sources,
      hooks: [.init(name: "mail", pending: 1, parked: 2, delivered: 3)])
    status.hasLedger = true
    status.faults = [ServiceFault(reason: StatusPagesTests.hostile)]
    return ServiceMonitor.Overview(
      status: status, verdict: StatusCheck(status, configuration, now: StatusPagesTests.now),
      configuration: configuration, now: StatusPagesTests.now,
      dailyArrivals: [sources[0].name: [0, 3, 1]], version: StatusPagesTests.hostile,
      holder: LockHolder(pid: 7, command: "ledewatch run", since: 1_773_400_000))
  }

  private func expectHarmless(_ markup: Markup) {
    let html = markup.html
    #expect(!html.contains("<x") && !html.contains("\u{202E}") && !html.contains("\u{0}"))
    #expect(!html.contains("\"'>"))
    #expect(html.contains("&lt;x onload=1&gt;&amp;"))
  }

  @Test func `The text of sites is escaped on the first page`() {
    expectHarmless(OverviewPage(overview([source("a", .broken)]), page: 1).content)
  }

  @Test func `Sources with problems come first`() throws {
    let order: [(String, Health?)] = [
      ("paused", .paused), ("unknown", nil), ("quiet", .quiet), ("degraded", .degraded),
      ("blocked", .blocked),
    ]
    let page = OverviewPage(overview(order.map { source($0.0, $0.1) }), page: 1).content.html
    let names = page.matches(of: /"\/source\/(\w+)"/).map { String($0.output.1) }
    #expect(names == ["blocked", "degraded", "quiet", "unknown", "paused"])
  }

  @Test(arguments: [(-3, "s0"), (1, "s0"), (2, "s200"), (99, "s400")])
  func `Many sources are shown in parts`(number: Int, first: String) throws {
    let sources = (0..<401).map { source("s\($0)", .ok) }
    let page = OverviewPage(overview(sources), page: number).content.html
    let names = page.matches(of: /"\/source\/(\w+)"/).map { String($0.output.1) }
    #expect(names.first == first)
    #expect(page.contains("<a href=\"/?page=3\""))
  }

  @Test func `The text of sites is escaped on the page of a source`() {
    let text = StatusPagesTests.hostile
    let details = ServiceMonitor.SourceDetails(
      history: SourceHistory(
        publication: PublicationHistory([
          Arrival(time: StatusPagesTests.now, count: 1),
          Arrival(time: StatusPagesTests.now, count: 2),
        ]), events: [SourceEvent(at: StatusPagesTests.now, kind: text, note: text)]),
      articles: [
        RecentArticle(
          id: "a\"b", firstSeen: StatusPagesTests.now, headline: text, lede: nil,
          isSpooled: false, revision: 2)
      ], evidence: Array("<p>&lt;x onload=1&gt;&amp;".utf8))
    let page = SourcePage(
      source: source("a", .broken), settings: Source(name: "a", url: WebURL("http://a.example/")),
      details: details, time: time)
    expectHarmless(page.content)
    #expect(page.content.html.contains("/article/a%22b"))
    #expect(page.content.html.contains("class=\"rhythm\""))
  }

  @Test func `The text of sites is escaped on the page of an article`() {
    let text = StatusPagesTests.hostile
    let history = ArticleHistory(
      id: text, source: text, state: text, reason: text, link: text, headline: text, lede: text,
      date: text, firstSeen: text, daysUnseen: 0, sameAs: text, revision: 2,
      events: [.init(at: text, event: text, revision: 2, entry: text, note: text)],
      deliveries: [
        .init(hook: text, event: text, revision: 1, state: text, attempts: 1, error: text)
      ], nextRecheck: text, isWithdrawn: false)
    let details = ServiceMonitor.ArticleDetails(
      history: history,
      text: RevisionText(headline: text, authors: [text], day: nil, text: text, image: nil),
      changes: [(2, "[-\(text)-]{+\(text)+}")])
    expectHarmless(ArticlePage(details, time: time).content)
    expectHarmless(StatusLayout(title: ArticlePage(details, time: time).title).page(.empty))
  }

  @Test func `The page of deliveries links the feeds of hooks`() {
    let queue = QueueReport(owed: [], deliveries: [])
    let hooks = [Status.HookStatus(name: "feeds", pending: 0, parked: 0, delivered: 3)]
    let html = DeliveriesPage(hooks: hooks, queue: queue, time: time, feeds: ["feeds"]).content.html
    #expect(html.contains("<a href=\"/feeds/feeds/sources.opml\">OPML</a>"))
    #expect(
      !DeliveriesPage(hooks: hooks, queue: queue, time: time).content.html.contains("/feeds/"))
  }

  @Test func `The page of deliveries tells of digests, quiet hours and joined deliveries`() {
    func delivery(_ hook: String, batch: String? = nil) -> QueueReport.Pending {
      .init(
        hook: hook, event: "new", source: "a", id: "x", revision: 1, state: "pending", attempts: 0,
        since: "2026-03-14T09:00:00Z", batch: batch)
    }
    func page(_ deliveries: [QueueReport.Pending]) -> String {
      let later = StatusPagesTests.now + .seconds(600)
      let hooks = [
        Status.HookStatus(
          name: "morning", pending: 1, parked: 0, delivered: 0, nextDigest: later),
        Status.HookStatus(name: "phone", pending: 1, parked: 0, delivered: 0, quietUntil: later),
      ]
      return DeliveriesPage(hooks: hooks, queue: QueueReport(deliveries: deliveries), time: time)
        .content.html
    }
    let digests = page([delivery("morning")])
    #expect(digests.contains("data-label=\"Waits for\">the digest at <time"))
    #expect(digests.contains("data-label=\"Waits for\">the end of quiet hours at <time"))
    #expect(digests.contains("data-label=\"Next attempt\">in the digest at <time"))
    let joined = page([delivery("morning", batch: "batch-1")])
    #expect(joined.contains("data-label=\"Next attempt\">– (in one message with others)"))
    #expect(page([delivery("phone")]).contains("data-label=\"Next attempt\"><time"))
  }

  @Test func `The text of sites is escaped on the page of deliveries`() {
    let text = StatusPagesTests.hostile
    let queue = QueueReport(
      owed: [
        .init(
          source: text, id: text, link: text, text: text, firstSeen: text, attempts: 1,
          nextAttempt: text, error: text)
      ],
      deliveries: ["pending", "parked"].map {
        .init(
          hook: text, event: text, source: text, id: text, revision: 1, state: $0, attempts: 1,
          since: text, nextAttempt: text, error: text)
      })
    let hooks = [Status.HookStatus(name: text, pending: 1, parked: 1, delivered: 1, error: text)]
    expectHarmless(DeliveriesPage(hooks: hooks, queue: queue, time: time).content)
  }
}
