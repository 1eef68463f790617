import Basics
import Foundation
import News
import Synchronization
import TestSupport
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// A teaser of a real page, and which article it stands for.
struct RealTeaser: Sendable {
  var teaser: Teaser
  /// Teasers of one article have one name.
  var article: String

  func reads(as other: RealTeaser) -> Bool {
    TeaserKey(teaser).agrees(with: TeaserKey(other.teaser))
  }
}

/// A listing page of the corpus, as our own detection reads it.
struct RealPage: Sendable {
  var id: String
  var host: String
  var teasers: [RealTeaser]

  /// Those on which we detect three teasers at least.
  /// - Parameters:
  ///   - step: takes each so-many-th page.
  ///   - only: takes those of whose names it is a part.
  ///   - maximum: takes so many teasers of a page.
  static func all(
    in folder: URL, step: Int, only: String?, maximum: Int
  ) throws -> [RealPage] {
    struct Truth: Decodable {
      var id: String
      var url: String
      var charset: String?
    }
    let lines = try String(contentsOf: folder.appending(path: "truth.jsonl"), encoding: .utf8)
      .split(separator: "\n")
    return try stride(from: 0, to: lines.count, by: step).compactMap { i in
      let line = lines[i]
      let truth = try JSONDecoder().decode(Truth.self, from: Data(line.utf8))
      guard only.map({ truth.id.contains($0) }) ?? true, let address = WebURL(truth.url) else {
        return nil
      }
      let bytes = try SharedCorpus.gunzip(folder.appending(path: "cases/\(truth.id).html.gz"))
      let page = Page(address: address, bytes: bytes, transportCharset: truth.charset)
      let teasers = Listing(page, context: ReadingContext(now: 1_773_480_000)).teasers
      guard teasers.count >= 3 else { return nil }
      return RealPage(
        id: truth.id, host: address.host, teasers: named(Array(teasers.prefix(maximum))))
    }
  }

  /// One link may lead to several articles, when it is a page of them.
  private static func named(_ teasers: [Teaser]) -> [RealTeaser] {
    var ledes: [String: LedeKey] = [:]
    return teasers.map { teaser in
      let link = teaser.link.identityKey
      let lede = LedeKey(teaser.text)
      let first = ledes[link, default: lede]
      ledes[link] = first
      return RealTeaser(
        teaser: teaser, article: first.isCompatible(with: lede) ? link : "\(link) \(lede.opening)")
    }
  }
}

/// What came of polling a page again.
struct PollScore: Sendable {
  var known = 0
  var fresh = 0
  var wronglyNew = 0
  var wronglyKnown = 0
  /// Of these, those whose lede was cut to the words of one of its day that is not listed any more,
  /// where links tell nothing.
  var cutAlike = 0
  /// Articles that were fetched to be compared, and were the same.
  var looks = 0
  /// New by its link, and the same by its words and day: nothing can tell.
  var alike = 0
  var pages = 0
  var faults: [String] = []

  static func + (a: PollScore, b: PollScore) -> PollScore {
    PollScore(
      known: a.known + b.known, fresh: a.fresh + b.fresh, wronglyNew: a.wronglyNew + b.wronglyNew,
      wronglyKnown: a.wronglyKnown + b.wronglyKnown, cutAlike: a.cutAlike + b.cutAlike,
      looks: a.looks + b.looks,
      alike: a.alike + b.alike, pages: a.pages + b.pages, faults: a.faults + b.faults)
  }
}

extension PollScore: CustomStringConvertible {
  var description: String {
    "\(pages) pages: of \(known) known \(wronglyNew) wrongly new, of \(fresh) new \(wronglyKnown) "
      + "wrongly known (\(cutAlike) cut to the words of one that has gone), \(looks) looks; \(alike) left out that nothing tells from a known one"
  }
}

/// A page polled three times by whole rounds: as it is; with a third of its teasers replaced, in
/// another order, cut elsewhere; and that once more.
final class SecondPoll: Sendable {
  enum Links: String, Sendable, CaseIterable { case stable, tokens }
  enum News: String, Sendable, CaseIterable {
    /// Teasers of the same site's other pages.
    case ofTheSite
    /// Teasers of the page itself that were held back.
    case heldBack
  }

  private struct State {
    var listed: [Teaser] = []
    /// By link: what is told there.
    var articles: [String: String] = [:]
    var fetched: [String] = []
  }

  private let state = Mutex(State())
  private let links: Links
  private let id: String

  init(_ id: String, links: Links) {
    self.id = id
    self.links = links
  }

  static func play(
    _ page: RealPage, others: [RealTeaser], links: Links, news: News, seed: UInt64
  ) async throws -> PollScore {
    var random = Shuffler(seed: seed ^ UInt64(bitPattern: StableHash.of(page.id)))
    for _ in 0..<4 { _ = random.next() }
    let plan = Plan(page, others: others, links: links, news: news, &random)
    let poll = SecondPoll(page.id, links: links)
    let world = poll.world()
    let shown = poll.show(plan.first, load: 1, &random)
    try await world.once(FakeWorld.onlySpooling)
    var score = PollScore(pages: 1)
    score.alike = plan.fresh.count - plan.told.count
    let new = Set(plan.told.map(\.article))
    score.known = Set(plan.second.map(\.article)).intersection(plan.first.map(\.article)).count
    score.fresh = new.count
    var spooled: [String] = []
    var seen: [String: RealTeaser] = [:]
    for load in 2...3 {
      let now = poll.show(plan.second, load: load, &random)
      if load == 2 { seen = now }
      _ = poll.takeFetched()
      let added = try await world.once(FakeWorld.onlySpooling).spooled.compactMap {
        poll.article($0.address)
      }
      score.looks += poll.takeFetched() - added.count
      spooled += added
    }
    let wrong = spooled.filter { !new.contains($0) }
    score.wronglyNew = wrong.count + spooled.count - Set(spooled).count
    let missed = new.subtracting(spooled)
    score.wronglyKnown = missed.count
    if links == .tokens {
      score.cutAlike = missed.count { article in
        shown.contains { seen[$0.key] == nil && seen[article]?.reads(as: $0.value) == true }
      }
    }
    score.faults = wrong.map { "\(page.id): wrongly new \(plan.message(about: $0))" }
    score.faults += missed.map { "\(page.id): wrongly known \(plan.message(about: $0))" }
    return score
  }

  /// What the page lists at each poll.
  private struct Plan {
    /// What the first poll shows.
    let first: [RealTeaser]
    /// What is published between the polls.
    let fresh: [RealTeaser]
    /// ``fresh`` without what nothing tells from a known teaser.
    let told: [RealTeaser]
    /// What the other polls show.
    let second: [RealTeaser]

    init(
      _ page: RealPage, others: [RealTeaser], links: Links, news: News, _ random: inout Shuffler
    ) {
      let mixed = page.teasers.shuffled(using: &random)
      let third = max(1, mixed.count / 3)
      let gone = Set(mixed.prefix(third).map(\.article))
      let first: [RealTeaser]
      var fresh: [RealTeaser]
      switch news {
      case .ofTheSite:
        first = page.teasers
        let own = Set(first.map(\.article))
        fresh = Array(
          others.filter { !own.contains($0.article) }.shuffled(using: &random).prefix(third))
      case .heldBack:
        let held = Set(mixed.dropFirst(third).prefix(third).map(\.article))
        first = page.teasers.filter { !held.contains($0.article) }
        fresh = page.teasers.filter { held.contains($0.article) }
      }
      var names: Set<String> = []
      fresh = fresh.filter { names.insert($0.article).inserted }
      // Where the link tells nothing, equal words of an equal day are equal.
      told =
        links == .stable ? fresh : fresh.filter { new in !first.contains { $0.reads(as: new) } }
      second = first.filter { !gone.contains($0.article) } + told
      self.first = first
      self.fresh = fresh
    }

    /// - Returns: An article and its teasers for a message.
    func message(about article: String) -> String {
      article + ": "
        + (first + fresh).filter { $0.article == article }.map {
          let date = $0.teaser.date.map { "\($0.day.number) \($0.isRelative)" } ?? "undated"
          return "\(date) “\($0.teaser.text.prefix(300))”"
        }.joined(separator: " / ")
    }
  }

  // MARK: - The site

  /// - Returns: What is shown of each article.
  private func show(
    _ teasers: [RealTeaser], load: Int, _ random: inout Shuffler
  ) -> [String: RealTeaser] {
    let length = 60 + Int(random.next() % 141)
    let mark = ["", "…", "..."][Int(random.next() % 3)]
    let listed = teasers.shuffled(using: &random).map { real in
      var teaser = real.teaser
      if let lede = teaser.lede, lede.count > length { teaser.lede = lede.prefix(length) + mark }
      if links == .tokens {
        teaser.link = WebURL("http://news.test/r/\(StableHash.of("\(load) \(real.article)"))")
      }
      return (teaser, real.article)
    }
    return state.withLock { state in
      state.listed = listed.map(\.0)
      for (teaser, article) in listed { state.articles[teaser.link.string] = article }
      return Dictionary(
        listed.map { ($0.1, RealTeaser(teaser: $0.0, article: $0.1)) }, uniquingKeysWith: { $1 })
    }
  }

  /// A text of its own for each article, its name first.
  private static func text(_ article: String) -> String {
    let seed = StableHash.of(article)
    return article + "\n"
      + (0..<60).map { "w\(UInt64(bitPattern: seed ^ Int64($0)))" }.joined(separator: " ")
  }

  private func article(_ address: String) -> String? {
    state.withLock { $0.articles[address] }
  }

  private func takeFetched() -> Int {
    state.withLock { state in
      defer { state.fetched = [] }
      return state.fetched.count
    }
  }

  private func world() -> FakeWorld {
    FakeWorld(
      fetch: { [self] request in
        state.withLock { state in
          if request.url == "http://news.test/" {
            let body = Array("\(StableHash.of("\(state.listed)"))".utf8)
            return Response(url: request.url, status: 200, body: body)
          }
          state.fetched.append(request.url.string)
          let text = state.articles[request.url.string].map(Self.text)
          return Response(
            url: request.url, status: text == nil ? 404 : 200,
            body: Array((text ?? "x").utf8))
        }
      },
      reader: PageReader(
        listing: { [self] _, _, _ in Listing(teasers: state.withLock { $0.listed }) },
        article: { page, _, _ in
          Article(body: .init(text: String(decoding: page.bytes, as: UTF8.self)))
        }))
  }
}
