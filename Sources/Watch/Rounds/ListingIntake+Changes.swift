import Ledger
import News
import Settings

/// What an intake changes in the ledger.
extension ListingIntake {
  /// Whether all new teasers were loaded; otherwise the next request is unconditional.
  var isComplete: Bool {
    // A page with far fewer teasers than usual may be truncated.
    !isInterrupted && firstCount * 2 >= memory.usualCount
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
    memory.linkHabit = identity.habit(after: memory.linkHabit)
    memory.gapAfter = gapAfter
    memory.gapTries = gapAfter == nil ? 0 : memory.gapTries + 1
    if let row = memory.gapRow, !isGapLeft, containsKnown({ $0 <= row }), reach != .knownGround {
      memory.gap = nil
      memory.gapSince = nil
      memory.gapRow = nil
    }
    // The count rises at once and falls slowly; small changes are not worth a commit.
    if firstCount > memory.usualCount || firstCount * 4 < memory.usualCount * 3 {
      memory.usualCount = max(firstCount, memory.usualCount * 3 / 4)
    }
  }

  /// - Parameter notify: whether hooks receive the new articles; nil for the source's setting.
  func changes(now: Double, random: () -> UInt64, notify: Bool? = nil) -> ListingChanges {
    var changes = ListingChanges()
    changes.firstSeen = now
    changes.judgedBy = judgedBy
    changes.notify = notify ?? (memory.isFirstRoundDone || source.intake.firstRound == .notify)
    for (i, judgement) in (identity?.judgements ?? []).enumerated() {
      switch judgement.verdict {
      case .new: changes.fresh.append(newTeaser(i, suspects: [], judgement.reason, random))
      case .look(let suspects):
        changes.fresh.append(newTeaser(i, suspects: suspects, judgement.reason, random))
      case .same(let row, let moved): addKnown(i, row: row, moved: moved, to: &changes)
      case .duplicate(let row): addListed(i, row: row, to: &changes)
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
    if case .knownGround = reach, !memory.isFirstRoundDone, source.intake.firstRound == .skip {
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
  private func addListed(_ i: Int, row: Int64, to changes: inout ListingChanges) {
    guard let before = known[i].first(where: { $0.row == row }),
      context.ledger.age - before.seen >= LedgerAge.grain
    else { return }
    changes.seen.append(row)
  }

  private func addKnown(
    _ i: Int, row: Int64, moved: Bool, to changes: inout ListingChanges
  ) {
    addListed(i, row: row, to: &changes)
    guard let before = known[i].first(where: { $0.row == row })?.teaserKey else { return }
    // If all links change at once, they are stored once: they may be stable from now on.
    if before.link != teaserKeys[i].link, moved || memory.linkHabit != .changing {
      changes.moved.append((row, teasers[i], teaserKeys[i]))
    }
    // A longer lede is stored if it distinguishes more ledes and its article is certain.
    let lede = teaserKeys[i].lede
    guard Set(known[i].filter { $0.teaserKey.agrees(with: teaserKeys[i]) }.map(\.article)).count < 2
    else { return }
    if lede.weight >= before.lede.weight + 8, lede.isCompatible(with: before.lede) {
      changes.longer.append((row, teasers[i], teaserKeys[i]))
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
