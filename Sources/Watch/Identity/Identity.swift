import Ledger

/// Is a teaser new? Evidence in, verdicts and their reasons out; nothing is asked, nothing kept.
///
/// Equal day and compatible lede identify; the link is evidence only, and only on sources whose
/// known ledes keep their links. A whole listing is judged at once, for two teasers of one listing
/// with one lede and day are two claims on what is known, and one known teaser satisfies one claim.
struct Identity: Sendable {
  enum Verdict: Hashable, Sendable {
    /// The article of this row, which needs nothing; `moved` when an owed article was seen under a
    /// newer link.
    case same(ArticleID, moved: Bool)
    case new
    /// The article must be fetched, and its text compared with the suspects'.
    case look([Suspect])
    /// The same link, lede and day as an earlier teaser of this listing.
    case repeated(Int)
    /// The article of this row, which came from another listing of the identity space.
    case duplicate(ArticleID)
  }

  typealias Suspect = TeaserSuspect
  typealias Reason = JudgementReason

  struct Judgement: Hashable, Sendable {
    var verdict: Verdict
    var reason: Reason
  }

  /// One judgement per teaser, in order.
  private(set) var judgements: [Judgement]

  /// Known teasers that kept their link on this listing, and those that did not.
  private(set) var kept = 0
  private(set) var changed = 0

  /// - Parameters:
  ///   - known: for each teaserKey the rows with its opening or its link.
  ///   - habit: as learned on earlier listings of the source.
  ///   - neighbours: for some teaserKeys, by index, rows of about their day whatever their lede.
  ///     Where links tell nothing, an edited lede can only be known by its likeness.
  static func judge(
    _ teaserKeys: [TeaserKey], known: [[KnownTeaser]], habit: LinkHabit,
    neighbours: [Int: [KnownTeaser]] = [:]
  ) -> Identity {
    var bench = JudgementBuilder(teaserKeys: teaserKeys, known: known, neighbours: neighbours)
    bench.findRepeats()
    bench.claimByLink()
    // Stable only while known ledes keep their links: this listing counts too.
    let stable = learn(from: habit, kept: bench.kept, changed: bench.changed) == .stable
    bench.decide(stable: stable)
    return Identity(
      judgements: bench.judgements.map { $0! }, kept: bench.kept, changed: bench.changed)
  }

  /// The teasers judged new, by index.
  var new: [Int] { judgements.indices.filter { judgements[$0].verdict == .new } }

  /// Returns the habit of the source's links after this listing.
  func habit(after habit: LinkHabit) -> LinkHabit {
    Identity.learn(from: habit, kept: kept, changed: changed)
  }

  private static func learn(from habit: LinkHabit, kept: Int, changed: Int) -> LinkHabit {
    if kept + changed == 0 { return habit }
    if kept >= 4 * changed { return .stable }
    // Nothing is known yet: what a doubt costs is a look, and the other way round an article.
    if habit == .unknown, kept >= changed { return .stable }
    // One teaser that moved is no habit.
    if changed > kept, changed >= 3 || habit == .unknown { return .changing }
    return habit
  }
}

/// The state of a judgement while it is formed.
private struct JudgementBuilder {
  let teaserKeys: [TeaserKey]
  let known: [[KnownTeaser]]
  let neighbours: [Int: [KnownTeaser]]
  var judgements: [Identity.Judgement?]
  /// Rows that a teaser of this listing has claimed.
  var claimed: Set<ArticleID> = []
  var kept = 0
  var changed = 0
  /// Teasers judged new or to be looked at, by opening: later ones are compared to them.
  var fresh: [Int64: [Int]] = [:]
  /// All teasers, by opening.
  let listed: [Int64: [Int]]

  init(teaserKeys: [TeaserKey], known: [[KnownTeaser]], neighbours: [Int: [KnownTeaser]]) {
    self.teaserKeys = teaserKeys
    self.known = known
    self.neighbours = neighbours
    judgements = Array(repeating: nil, count: teaserKeys.count)
    // A bound for pages that repeat one opening endlessly.
    listed = Dictionary(grouping: teaserKeys.indices) { teaserKeys[$0].lede.opening }
      .mapValues { Array($0.prefix(64)) }
  }

  mutating func findRepeats() {
    var byLink: [Int64: [Int]] = [:]
    for (i, teaserKey) in teaserKeys.enumerated() {
      if let first = byLink[teaserKey.link]?.first(where: { teaserKeys[$0].agrees(with: teaserKey) }
      ) {
        judge(i, .repeated(first), .repeated)
      } else if byLink[teaserKey.link, default: []].count < 16 {
        byLink[teaserKey.link, default: []].append(i)
      }
    }
  }

  /// A compatible lede and an equal day under a known link need no further thought. Undated where
  /// the date was known, or the other way round, is no contradiction under one link.
  mutating func claimByLink() {
    for (i, teaserKey) in teaserKeys.enumerated() where judgements[i] == nil {
      let sameLink = known[i].filter { $0.teaserKey.link == teaserKey.link }
      let match =
        sameLink.first { $0.teaserKey.agrees(with: teaserKey) }
        ?? sameLink.first {
          ($0.teaserKey.date == nil) != (teaserKey.date == nil)
            && $0.teaserKey.lede.isCompatible(with: teaserKey.lede)
        }
      guard let match else { continue }
      claimed.insert(match.id)
      if match.isForeign {
        judge(i, .duplicate(match.id), .otherListing)
      } else {
        kept += 1
        judge(i, .same(match.id, moved: false), .allKnown)
      }
    }
    for (i, teaserKey) in teaserKeys.enumerated() where judgements[i] == nil {
      if known[i].contains(where: {
        !$0.isForeign && $0.teaserKey.agrees(with: teaserKey) && !claimed.contains($0.id)
      }) {
        changed += 1
      }
    }
  }

  mutating func decide(stable: Bool) {
    // Those that agree with something known come first: what they claim is taken. Of these, those
    // that agree with the fewest: a lede cut short leaves to a longer one what is the longer one's.
    let claims = teaserKeys.indices.map { i in
      known[i].count { $0.teaserKey.agrees(with: teaserKeys[i]) }
    }
    let agreeing = teaserKeys.indices.filter { claims[$0] > 0 }
      .sorted { (claims[$0], $0) < (claims[$1], $1) }
    let others = teaserKeys.indices.filter { claims[$0] == 0 }
    for i in agreeing + others where judgements[i] == nil {
      decide(i, stable: stable)
      switch judgements[i]!.verdict {
      case .new, .look:
        // A bound for pages that repeat one opening endlessly.
        if fresh[teaserKeys[i].lede.opening, default: []].count < 16 {
          fresh[teaserKeys[i].lede.opening, default: []].append(i)
        }
      case .same, .repeated, .duplicate: break
      }
    }
  }

  private mutating func decide(_ i: Int, stable: Bool) {
    let teaserKey = teaserKeys[i]
    let sameLink = known[i].filter { $0.teaserKey.link == teaserKey.link }
    let sameLede = known[i].filter { $0.teaserKey.lede.isCompatible(with: teaserKey.lede) }
    let agreeing = sameLede.filter { $0.teaserKey.agrees(with: teaserKey) }
    let free = agreeing.filter { !claimed.contains($0.id) }
    let twins = twins(of: i)

    if !sameLink.isEmpty {
      let suspects = (sameLink + agreeing).map { Identity.Suspect.known($0.id) }
      let isRedated = sameLede.contains { $0.teaserKey.link == teaserKey.link }
      judge(i, .look(unique(suspects)), isRedated ? .linkOtherDay : .linkOtherLede)
    } else if let first = free.first, twins.isEmpty, rivals(of: i) < free.count {
      if isOneOfManyLinks(agreeing) {
        claim(i, first, .manyLinks)
      } else if stable {
        judge(i, .look(unique(agreeing.map { .known($0.id) })), .otherLink)
      } else if let sure = free.first(where: {
        $0.teaserKey.lede.isSurelyCompatible(with: teaserKey.lede)
      }) {
        claim(i, sure, .onceListed)
      } else {
        judge(i, .look(unique(free.map { .known($0.id) })), .shortLede)
      }
    } else if !agreeing.isEmpty || !twins.isEmpty {
      let suspects = agreeing.map { Identity.Suspect.known($0.id) } + twins.map { .teaser($0) }
      judge(i, .look(unique(suspects)), .twins)
    } else if let undated = sameLede.first(where: {
      ($0.teaserKey.date == nil) != (teaserKey.date == nil)
    }) {
      let suspects = [.known(undated.id)] + sameLede.map { Identity.Suspect.known($0.id) }
      judge(i, .look(unique(suspects)), .undated)
    } else if !stable, let redated = redated(i, among: sameLede) {
      judge(i, .look([.known(redated)]), .otherDayListed)
    } else if !stable, let like = alike(i) {
      judge(i, .look([.known(like)]), .alike)
    } else {
      judge(i, .new, sameLede.isEmpty ? .unknown : .otherDay)
    }
  }

  /// Others of this listing with its lede and day that have not been settled. When there are more
  /// of them than known ones to satisfy them, any may be the one that is new.
  private func rivals(of i: Int) -> Int {
    (listed[teaserKeys[i].lede.opening] ?? []).count { j in
      if j == i { return false }
      switch judgements[j]?.verdict {
      case nil, .look: return teaserKeys[j].agrees(with: teaserKeys[i])
      case .same, .new, .repeated, .duplicate: return false
      }
    }
  }

  /// Whether looks found this article under other links before: there, links tell nothing.
  private func isOneOfManyLinks(_ rows: [KnownTeaser]) -> Bool {
    Set(rows.map(\.teaserKey.link)).count >= 3 && Set(rows.map(\.article)).count == 1
  }

  /// A known teaser with this lede and another day, when that may be one day put right.
  private func redated(_ i: Int, among sameLede: [KnownTeaser]) -> ArticleID? {
    let teaserKey = teaserKeys[i]
    guard let day = teaserKey.date?.day, teaserKey.lede.weight >= 2 * LedeKey.least else {
      return nil
    }
    return sameLede.first { known in
      guard let other = known.teaserKey.date?.day, !known.isForeign, !claimed.contains(known.id)
      else { return false }
      return abs(day - other) <= TeaserDay.redating
    }?.id
  }

  private mutating func claim(_ i: Int, _ known: KnownTeaser, _ reason: Identity.Reason) {
    claimed.insert(known.id)
    if known.isForeign {
      judge(i, .duplicate(known.id), .otherListing)
    } else {
      judge(i, .same(known.id, moved: known.isOwed), reason)
    }
  }

  /// Earlier teasers of this listing with its lede and day under other links, which are not known
  /// either.
  private func twins(of i: Int) -> [Int] {
    (fresh[teaserKeys[i].lede.opening] ?? []).filter { teaserKeys[$0].agrees(with: teaserKeys[i]) }
  }

  /// A known teaser of about the day that is not on this listing and reads like this one.
  private func alike(_ i: Int) -> ArticleID? {
    let teaserKey = teaserKeys[i]
    return neighbours[i]?.first { neighbour in
      !claimed.contains(neighbour.id) && neighbour.teaserKey.lede.isSimilar(to: teaserKey.lede)
    }?.id
  }

  private func unique(_ suspects: [Identity.Suspect]) -> [Identity.Suspect] {
    var seen: Set<Identity.Suspect> = []
    return Array(suspects.filter { seen.insert($0).inserted }.prefix(32))
  }

  private mutating func judge(_ i: Int, _ verdict: Identity.Verdict, _ reason: Identity.Reason) {
    judgements[i] = Identity.Judgement(verdict: verdict, reason: reason)
  }
}
