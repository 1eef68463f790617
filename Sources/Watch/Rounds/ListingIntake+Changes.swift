import Basics
import Ledger
import News
import Settings

/// The changes of an intake to the ledger.
extension ListingIntake {
  /// Whether all new teasers were loaded; otherwise the next request is unconditional.
  var isComplete: Bool {
    // A page with far fewer teasers than usual may be truncated.
    !isInterrupted && firstCount * 2 >= memory.page.usualCount
  }

  /// The share of U+FFFD in the text of the teasers, which replaces bytes that are invalid in the
  /// page's charset.
  var undecodableShare: Double {
    var (lost, all) = (0, 0)
    for text in teasers.lazy.flatMap({ [$0.lede, $0.headline] }).compactMap(\.self) {
      for scalar in text.unicodeScalars {
        all += 1
        if scalar == "\u{fffd}" { lost += 1 }
      }
    }
    return all == 0 ? 0 : Double(lost) / Double(all)
  }

  func update(_ memory: inout SourceMemory) {
    guard let identity else { return }
    memory.page.linkHabit = identity.habit(after: memory.page.linkHabit)
    memory.catchUp.after = gapAfter
    memory.catchUp.attempts = gapAfter == nil ? 0 : memory.catchUp.attempts + 1
    if let gap = memory.gap, !isGapLeft, containsKnown({ $0 <= gap.lastKnown }),
      reach != .knownGround
    {
      memory.gap = nil
    }
    // The count rises at once and falls slowly; small changes are not worth a commit.
    if firstCount > memory.page.usualCount || firstCount * 4 < memory.page.usualCount * 3 {
      memory.page.usualCount = max(firstCount, memory.page.usualCount * 3 / 4)
    }
  }

  /// - Parameter notify: whether hooks receive the new articles; nil for the source's setting.
  func changes(now: Timestamp, random: () -> UInt64, notify: Bool? = nil) -> ListingChanges {
    var changes = ListingChanges()
    changes.firstSeen = now
    changes.judgedBy = judgedBy
    changes.notify = notify ?? (memory.rounds.isFirstDone || source.intake.firstRound == .notify)
    for (i, judgement) in (identity?.judgements ?? []).enumerated() {
      switch judgement.verdict {
      case .new: changes.fresh.append(newTeaser(i, suspects: [], judgement.reason, random))
      case .compare(let suspects):
        changes.fresh.append(newTeaser(i, suspects: suspects, judgement.reason, random))
      case .same(let article, let moved): addKnown(i, article: article, moved: moved, to: &changes)
      case .duplicate(let article): addListed(i, article: article, to: &changes)
      case .repeated: break
      }
    }
    // Listings show the newest teaser first; entries are published in the order of events.
    changes.fresh.reverse()
    return changes
  }

  private func newTeaser(
    _ i: Int, suspects: [Identity.Suspect], _ reason: Identity.Reason, _ random: () -> UInt64
  ) -> NewTeaser {
    NewTeaser(
      teaser: teasers[i], teaserKey: teaserKeys[i], publicID: ListingIntake.publicID(random()),
      suspects: suspects, state: state(of: i), reason: reason, index: i)
  }

  private func state(of i: Int) -> ArticleState {
    if let day = teaserKeys[i].date?.day, let first = firstDay, day < first { return .skipped }
    if case .knownGround = reach, !memory.rounds.isFirstDone, source.intake.firstRound == .skip {
      return .skipped
    }
    return .owed
  }

  /// The day before which articles are not fetched.
  private var firstDay: Int? {
    if case .since(let day) = reach { return day }
    return source.intake.since?.number
  }

  /// Records that a known teaser is still listed, at most once per period.
  private func addListed(_ i: Int, article: ArticleID, to changes: inout ListingChanges) {
    guard let before = known[i].first(where: { $0.id == article }),
      context.ledger.currentDay - before.seen >= Retention.seenGranularity
    else { return }
    changes.seen.append(article)
  }

  private func addKnown(
    _ i: Int, article: ArticleID, moved: Bool, to changes: inout ListingChanges
  ) {
    addListed(i, article: article, to: &changes)
    guard let before = known[i].first(where: { $0.id == article })?.teaserKey else { return }
    // If all links change at once, they are stored once: they may be stable from now on.
    if before.link != teaserKeys[i].link, moved || memory.page.linkHabit != .changing {
      changes.moved.append(TeaserUpdate(article, teasers[i], teaserKeys[i]))
    }
    // A longer lede is stored if it distinguishes more ledes and its article is certain.
    let lede = teaserKeys[i].lede
    guard Set(known[i].filter { $0.teaserKey.agrees(with: teaserKeys[i]) }.map(\.article)).count < 2
    else { return }
    if lede.weight >= before.lede.weight + 8, lede.isCompatible(with: before.lede) {
      changes.longer.append(TeaserUpdate(article, teasers[i], teaserKeys[i]))
    }
  }

  /// Returns 64 random bits as 13 letters and digits that are not easily confused.
  static func publicID(_ random: UInt64) -> String {
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
