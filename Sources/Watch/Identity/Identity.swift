import Ledger

/// The judgement on which teasers of a listing are new, with reasons. It is a pure function of its
/// arguments.
///
/// An equal day and a compatible lede identify an article. The link is only evidence, and only for
/// sources with stable links. A listing is judged as a whole, because two of its teasers with the same
/// lede and day are two claims, and a known teaser satisfies one claim.
struct Identity: Sendable {
  enum Verdict: Hashable, Sendable {
    /// The teaser belongs to this article. `moved` tells whether an owed article has a newer link.
    case same(ArticleID, moved: Bool)
    case new
    /// The article must be fetched and its text compared with those of the suspects.
    case compare([Suspect])
    /// The same link, lede and day as an earlier teaser of this listing.
    case repeated(Int)
    /// The teaser belongs to this article, which came from another listing of the identity space.
    case duplicate(ArticleID)
  }

  typealias Suspect = TeaserSuspect
  typealias Reason = JudgementReason

  struct Judgement: Hashable, Sendable {
    var verdict: Verdict
    var reason: Reason
  }

  /// One judgement for each teaser, in order.
  private(set) var judgements: [Judgement]

  /// The number of known teasers that kept their link on this listing.
  private(set) var kept = 0
  /// The number of known teasers whose link changed on this listing.
  private(set) var changed = 0

  /// Judges the teasers of a listing.
  /// - Parameters:
  ///   - known: the rows with the same opening or link, for each teaser.
  ///   - habit: the stability of links that was learned from earlier listings of the source.
  ///   - neighbours: rows of about the same day with any lede, by the index of some teasers. If links are
  ///     not stable, an edited lede can only be recognised by its similarity.
  static func judge(
    _ teaserKeys: [TeaserKey], known: [[KnownTeaser]], habit: LinkHabit,
    neighbours: [Int: [KnownTeaser]] = [:]
  ) -> Identity {
    var builder = JudgementBuilder(teaserKeys: teaserKeys, known: known, neighbours: neighbours)
    builder.findRepeats()
    builder.claimByLink()
    // This listing counts too.
    let stable = learn(from: habit, kept: builder.kept, changed: builder.changed) == .stable
    builder.decide(stable: stable)
    return Identity(
      judgements: builder.judgements.map { $0! }, kept: builder.kept, changed: builder.changed)
  }

  /// The teasers judged new, by index.
  var new: [Int] { judgements.indices.filter { judgements[$0].verdict == .new } }

  /// Returns the stability of the source's links after this listing.
  func habit(after habit: LinkHabit) -> LinkHabit {
    Identity.learn(from: habit, kept: kept, changed: changed)
  }

  private static func learn(from habit: LinkHabit, kept: Int, changed: Int) -> LinkHabit {
    if kept + changed == 0 { return habit }
    if kept >= 4 * changed { return .stable }
    // Nothing is known yet. A wrong “stable” costs a request; a wrong “changing” may lose an article.
    if habit == .unknown, kept >= changed { return .stable }
    // A single changed link is no evidence.
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
  /// The rows that teasers of this listing have claimed.
  var claimed: Set<ArticleID> = []
  var kept = 0
  var changed = 0
  /// The teasers judged as new or to be compared, by opening. Later teasers are compared with them.
  var fresh: [Int64: [Int]] = [:]
  /// All teasers by opening.
  let listed: [Int64: [Int]]

  init(teaserKeys: [TeaserKey], known: [[KnownTeaser]], neighbours: [Int: [KnownTeaser]]) {
    self.teaserKeys = teaserKeys
    self.known = known
    self.neighbours = neighbours
    judgements = Array(repeating: nil, count: teaserKeys.count)
    // The bound protects against pages that repeat the same opening very often.
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

  /// Claims the known teasers with the same link, a compatible lede and an agreeing day. If only one of
  /// the two has a date, they still belong together.
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
    // Teasers that agree with known ones come first, so that their claims are known. Among them, those
    // that agree with the fewest come first, so that a shortened lede does not claim the row of a longer
    // one.
    let claims = teaserKeys.indices.map { i in
      known[i].count { $0.teaserKey.agrees(with: teaserKeys[i]) }
    }
    let agreeing = teaserKeys.indices.filter { claims[$0] > 0 }
      .sorted { (claims[$0], $0) < (claims[$1], $1) }
    let others = teaserKeys.indices.filter { claims[$0] == 0 }
    for i in agreeing + others where judgements[i] == nil {
      decide(i, stable: stable)
      switch judgements[i]!.verdict {
      case .new, .compare:
        // The bound protects against pages that repeat the same opening very often.
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
      judge(i, .compare(unique(suspects)), isRedated ? .linkOtherDay : .linkOtherLede)
    } else if let first = free.first, twins.isEmpty, rivals(of: i) < free.count {
      if isOneOfManyLinks(agreeing) {
        claim(i, first, .manyLinks)
      } else if stable {
        judge(i, .compare(unique(agreeing.map { .known($0.id) })), .otherLink)
      } else if let sure = free.first(where: {
        $0.teaserKey.lede.isSurelyCompatible(with: teaserKey.lede)
      }) {
        claim(i, sure, .onceListed)
      } else {
        judge(i, .compare(unique(free.map { .known($0.id) })), .shortLede)
      }
    } else if !agreeing.isEmpty || !twins.isEmpty {
      let suspects = agreeing.map { Identity.Suspect.known($0.id) } + twins.map { .teaser($0) }
      judge(i, .compare(unique(suspects)), .twins)
    } else if let undated = sameLede.first(where: {
      ($0.teaserKey.date == nil) != (teaserKey.date == nil)
    }) {
      let suspects = [.known(undated.id)] + sameLede.map { Identity.Suspect.known($0.id) }
      judge(i, .compare(unique(suspects)), .undated)
    } else if !stable, let redated = redated(i, among: sameLede) {
      judge(i, .compare([.known(redated)]), .otherDayListed)
    } else if !stable, let like = alike(i) {
      judge(i, .compare([.known(like)]), .alike)
    } else {
      judge(i, .new, sameLede.isEmpty ? .unknown : .otherDay)
    }
  }

  /// Returns the number of undecided teasers of this listing with the same lede and day. If there are more
  /// of them than known rows, any of them may be the new one.
  private func rivals(of i: Int) -> Int {
    (listed[teaserKeys[i].lede.opening] ?? []).count { j in
      if j == i { return false }
      switch judgements[j]?.verdict {
      case nil, .compare: return teaserKeys[j].agrees(with: teaserKeys[i])
      case .same, .new, .repeated, .duplicate: return false
      }
    }
  }

  /// Returns whether comparisons found the same article under several links before, so that its link is no
  /// evidence.
  private func isOneOfManyLinks(_ rows: [KnownTeaser]) -> Bool {
    Set(rows.map(\.teaserKey.link)).count >= 3 && Set(rows.map(\.article)).count == 1
  }

  /// Returns a known teaser with this lede and another day, if the day may have been corrected.
  private func redated(_ i: Int, among sameLede: [KnownTeaser]) -> ArticleID? {
    let teaserKey = teaserKeys[i]
    guard let day = teaserKey.date?.day, teaserKey.lede.weight >= 2 * LedeKey.minimumWeight else {
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

  /// Returns the earlier unknown teasers of this listing with the same lede and day and another link.
  private func twins(of i: Int) -> [Int] {
    (fresh[teaserKeys[i].lede.opening] ?? []).filter { teaserKeys[$0].agrees(with: teaserKeys[i]) }
  }

  /// Returns a known teaser of about the same day that is not on this listing and has a similar lede.
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
