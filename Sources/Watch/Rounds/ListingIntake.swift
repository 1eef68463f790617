import Basics
import Ledger
import News
import Settings
import Web
import WebURL

/// The teasers of a listing, its next pages included, with the judgement on each.
struct ListingIntake {
  let source: Source
  let memory: SourceMemory
  let isForced: Bool
  let context: RoundContext

  /// How far a listing is read.
  enum Reach: Hashable, Sendable {
    /// To what is known, while everything is new.
    case knownGround
    /// So many further pages.
    case pages(Int)
    /// To the page of which every dated teaser is older than this day.
    case since(Int)
  }

  private let reach: Reach
  private(set) var teasers: [Teaser] = []
  private var teaserKeys: [TeaserKey] = []
  private var known: [[KnownTeaser]] = []
  private var identity: Identity?
  private var firstCount = 0
  /// Where the teasers stand in the first page.
  private(set) var place: String?
  /// What the first page was read in.
  private(set) var charset: PageCharset?
  /// This source's row, then those of its identity space.
  private var members: [Int64] = []
  /// The last row when the judgement began.
  private var judgedBy: Int64?
  /// The last row known before a gap that is open now.
  private var gapAfter: Int64?
  private(set) var isGapLeft = false
  private var interrupted: RoundError?
  /// Feeds that the first page names.
  private(set) var feeds: [WebURL] = []
  /// A rule of the source that finds nothing on the first page.
  private(set) var ruleFault: RoundError?
  /// Why teasers may be missing, for a person.
  private(set) var doubt: RoundError?

  /// Teasers of one page that are looked at.
  static let longestPage = 1000
  /// Rounds in which next pages that fail are asked for again.
  static let gapTries = 5
  /// Further pages read in one go, however far is to be gone.
  static let mostPages = 1000

  init(
    source: Source, memory: SourceMemory, isForced: Bool, context: RoundContext,
    reach: Reach = .knownGround
  ) {
    self.source = source
    self.memory = memory
    self.isForced = isForced
    self.context = context
    self.reach = reach
    gapAfter = memory.catchUp.after
  }

  /// Takes in the first page and, while everything is new, the next ones: to known ground, to the
  /// end, or to the bound.
  /// - Throws: `RoundError` when the first page is no listing.
  mutating func read(from page: Page) async throws {
    members = try await context.ledger.members(of: memory)
    if memory.space != nil { judgedBy = try await context.ledger.lastRow() }
    try await readOn(from: page)
    try await compareToNeighbours()
  }

  private mutating func readOn(from page: Page) async throws {
    let texts = try await context.ledger.lastTexts(source: memory.id)
    var listing = read(page, texts)
    feeds = listing.feeds
    if let words = listing.ruleErrors.first {
      ruleFault = .rule(words, of: source, page: page.bytes)
    }
    guard !listing.teasers.isEmpty else {
      let feed = feeds.first.map { "; the page names a feed: \($0)" } ?? ""
      throw RoundError(
        .list, page.address.string, (listing.emptyReason ?? "no teasers") + feed, page: page.bytes)
    }
    try await add(listing.teasers)
    firstCount = teasers.count
    place = listing.place
    charset = listing.charset
    // A source that is new has no known ground to be reached.
    guard memory.rounds.isFirstDone || reach != .knownGround else { return }
    var visited: Set = [page.address.identityKey]
    var pages = 0
    while !isReached(listing, pages: pages) {
      guard let next = listing.nextPage, visited.insert(next.identityKey).inserted else {
        return end(at: page.address, "the listing has no further page")
      }
      guard
        pages < (reach == .knownGround ? source.intake.maximumNextPages : ListingIntake.mostPages)
      else {
        return end(at: next, "\(pages) next pages were read, which is the bound")
      }
      pages += 1
      do {
        let reply = try await context.fetcher.ask(next, for: source, force: isForced)
        listing = read(
          try source.page(of: reply, now: context.wall, expecting: charset), texts)
      } catch let fault as RoundError where fault.isGone {
        return end(at: next, "the next page is not there")
      } catch let fault as RoundError {
        return try await interrupt(fault)
      }
      let before = newCount
      try await add(listing.teasers)
      if newCount == before, !isReached(listing, pages: pages) {
        return end(at: next, "the next page shows no more")
      }
    }
    gapAfter = nil
  }

  private func isReached(_ listing: Listing, pages: Int) -> Bool {
    switch reach {
    case .knownGround: return hasKnownGround
    case .pages(let count): return pages >= count
    case .since(let day):
      let days = listing.teasers.compactMap { $0.date?.day.number }
      return !days.isEmpty && days.allSatisfy { $0 < day }
    }
  }

  private func read(_ page: Page, _ texts: [String]) -> Listing {
    let readingContext = source.readingContext(now: Int64(clamping: context.wall))
    return context.dependencies.reader.listing(page, readingContext, texts)
  }

  private mutating func add(_ more: [Teaser]) async throws {
    let more = Array(more.prefix(ListingIntake.longestPage))
    let sights = more.map { TeaserKey($0) }
    known += try await context.ledger.known(sights, sources: members)
    teasers += more
    teaserKeys += sights
    identity = Identity.judge(teaserKeys, known: known, habit: memory.page.linkHabit)
  }

  /// Where links change, what seems new may be a known teaser with its lede edited: a last look at
  /// what was published at about its time.
  private mutating func compareToNeighbours() async throws {
    guard let identity, identity.habit(after: memory.page.linkHabit) == .changing,
      !identity.new.isEmpty
    else { return }
    let neighbours = try await context.ledger.neighbours(
      identity.new.prefix(100).map { ($0, teaserKeys[$0]) }, source: memory.id)
    self.identity = Identity.judge(
      teaserKeys, known: known, habit: memory.page.linkHabit, neighbours: neighbours)
  }

  /// Judges all teasers by what is known now.
  mutating func judgeAnew() async throws {
    judgedBy = try await context.ledger.lastRow()
    known = try await context.ledger.known(teaserKeys, sources: members)
    identity = Identity.judge(teaserKeys, known: known, habit: memory.page.linkHabit)
    try await compareToNeighbours()
  }

  private var newCount: Int {
    identity?.judgements.count { if case .repeated = $0.verdict { false } else { true } } ?? 0
  }

  /// Whether something listed was known before the gap, if one is open, or at all.
  private var hasKnownGround: Bool { knows { row in gapAfter.map { row <= $0 } ?? true } }

  private func knows(_ isGround: (Int64) -> Bool) -> Bool {
    guard let identity else { return false }
    return identity.judgements.contains { judgement in
      switch judgement.verdict {
      case .same(let row, _), .duplicate(let row): isGround(row)
      case .look(let suspects):
        suspects.contains { if case .row(let row) = $0 { isGround(row) } else { false } }
      case .new, .repeated: false
      }
    }
  }

  /// Everything looks new though the source has a history: another language, an error page, or
  /// indeed another day. It is looked at twice before anything of it is believed.
  var isImplausible: Bool {
    memory.rounds.isFirstDone && memory.page.usualCount > 2 && !knows { _ in true }
  }

  /// The articles for which a teaser stands that need not be looked at.
  var claimed: Set<Int64> {
    Set(
      (identity?.judgements ?? []).enumerated().compactMap { i, judgement in
        guard case .same(let row, _) = judgement.verdict else { return nil }
        return known[i].first { $0.row == row }?.article
      })
  }

  /// Whether this is about what that showed.
  func agrees(with other: ListingIntake) -> Bool {
    let ledes = Set(other.teaserKeys.map(\.lede.digest))
    let common = teaserKeys.count { ledes.contains($0.lede.digest) }
    return common * 4 >= min(teaserKeys.count, other.teaserKeys.count)
  }

  /// There is nothing more to read, though no known ground was reached.
  private mutating func end(at address: WebURL, _ reason: String) {
    gapAfter = nil
    guard reach == .knownGround else { return }
    isGapLeft = true
    doubt = RoundError(
      .list, address.string,
      "all \(newCount) teasers are new and \(reason): some may be missing between them and what "
        + "was known")
  }

  /// A next page failed: what was read is taken, and the listing read on in the next rounds.
  private mutating func interrupt(_ fault: RoundError) async throws {
    guard reach == .knownGround else {
      doubt = fault
      return
    }
    guard memory.catchUp.attempts + 1 < ListingIntake.gapTries else {
      return end(at: source.url, "the next page can't be had (\(fault.description))")
    }
    if gapAfter == nil { gapAfter = try await context.ledger.lastRow() }
    interrupted = fault
    doubt = fault
  }
}

// MARK: - What is written down

extension ListingIntake {
  /// Whether all that is new was read: else the page is asked for unconditionally next time.
  var isWhole: Bool {
    // Far fewer teasers than usual: perhaps a page that was cut short.
    interrupted == nil && firstCount * 2 >= memory.page.usualCount
  }

  /// The share of U+FFFD in the teasers' text: of bytes that mean nothing in the page's charset.
  var garbled: Double {
    var (lost, all) = (0, 0)
    for text in teasers.lazy.flatMap({ [$0.lede, $0.headline] }).compactMap(\.self) {
      for scalar in text.unicodeScalars {
        all += 1
        if scalar == "\u{fffd}" { lost += 1 }
      }
    }
    return all == 0 ? 0 : Double(lost) / Double(all)
  }

  func settle(_ memory: inout SourceMemory) {
    guard let identity else { return }
    memory.page.linkHabit = identity.habit(after: memory.page.linkHabit)
    memory.catchUp.after = gapAfter
    memory.catchUp.attempts = gapAfter == nil ? 0 : memory.catchUp.attempts + 1
    if let gap = memory.gap, !isGapLeft, knows({ $0 <= gap.row }), reach != .knownGround {
      memory.gap = nil
    }
    // Rises at once, falls slowly; small changes are not worth a commit.
    if firstCount > memory.page.usualCount || firstCount * 4 < memory.page.usualCount * 3 {
      memory.page.usualCount = max(firstCount, memory.page.usualCount * 3 / 4)
    }
  }

  /// - Parameter notify: whether hooks are told of what is new; nil for what the source says.
  func changes(now: Double, random: () -> UInt64, notify: Bool? = nil) -> ListingChanges {
    var changes = ListingChanges()
    changes.firstSeen = now
    changes.judgedBy = judgedBy
    changes.notify = notify ?? (memory.rounds.isFirstDone || source.intake.firstRound == .notify)
    for (i, judgement) in (identity?.judgements ?? []).enumerated() {
      switch judgement.verdict {
      case .new: changes.fresh.append(fresh(i, suspects: [], judgement.reason, random))
      case .look(let suspects):
        changes.fresh.append(fresh(i, suspects: suspects, judgement.reason, random))
      case .same(let row, let moved): note(i, row: row, moved: moved, in: &changes)
      case .duplicate(let row): see(i, row: row, in: &changes)
      case .repeated: break
      }
    }
    // Listings show the newest first; entries come in the order in which things happened.
    changes.fresh.reverse()
    return changes
  }

  private func fresh(
    _ i: Int, suspects: [Identity.Suspect], _ reason: Identity.Reason, _ random: () -> UInt64
  ) -> NewTeaser {
    NewTeaser(
      teaser: teasers[i], teaserKey: teaserKeys[i], publicID: ListingIntake.id(random()),
      suspects: suspects, state: state(of: i), reason: reason, index: i)
  }

  private func state(of i: Int) -> ArticleState {
    if let day = teaserKeys[i].date?.day, let first = firstDay, day < first { return .skipped }
    if case .knownGround = reach, !memory.rounds.isFirstDone, source.intake.firstRound == .skip {
      return .skipped
    }
    return .owed
  }

  /// What is older is only remembered.
  private var firstDay: Int? {
    if case .since(let day) = reach { return day }
    return source.intake.since
  }

  private func see(_ i: Int, row: Int64, in changes: inout ListingChanges) {
    guard let before = known[i].first(where: { $0.row == row }),
      context.ledger.age - before.seen >= LedgerAge.grain
    else { return }
    changes.seen.append(row)
  }

  private func note(_ i: Int, row: Int64, moved: Bool, in changes: inout ListingChanges) {
    see(i, row: row, in: &changes)
    guard let before = known[i].first(where: { $0.row == row })?.teaserKey else { return }
    // Where all links change at once they are learned anew, once: they may be stable from here on.
    if before.link != teaserKeys[i].link, moved || memory.page.linkHabit != .changing {
      changes.moved.append((row, teasers[i], teaserKeys[i]))
    }
    // Worth keeping when it tells more ledes apart than before; and no guess.
    let lede = teaserKeys[i].lede
    guard Set(known[i].filter { $0.teaserKey.agrees(with: teaserKeys[i]) }.map(\.article)).count < 2
    else { return }
    if lede.weight >= before.lede.weight + 8, lede.isCompatible(with: before.lede) {
      changes.longer.append((row, teasers[i], teaserKeys[i]))
    }
  }

  /// 64 bits at random in 13 letters and digits, none of which is taken for another.
  static func id(_ random: UInt64) -> String {
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var rest = random
    var out: [UInt8] = []
    for _ in 0..<13 {
      out.append(digits[Int(rest & 31)])
      rest >>= 5
    }
    return String(decoding: out.reversed(), as: UTF8.self)
  }
}
