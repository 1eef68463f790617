/// The candidates of a page, best first.
struct Ranking {
  private(set) var candidates: [Candidate]

  init(_ survey: PageSurvey) {
    candidates = []
    guard survey.links.count >= 2 else { return }
    var found = CandidateSearch(survey: survey).run()
    var prints = IDTable(capacity: found.count)
    let ids = found.map { prints.id(of: $0.fingerprint(survey)).id }
    // The strategies that find the same teasers, as bits.
    var strategies = [UInt8](repeating: 0, count: prints.count)
    for (candidate, id) in zip(found, ids) { strategies[id] |= 1 << candidate.strategy.number }
    var extractor = FeatureExtractor(survey)
    // Several strategies find the same links in the same blocks.
    var lists = IDTable(capacity: found.count)
    var rated: [Int] = []
    for (i, id) in ids.enumerated() {
      let (list, isNew) = lists.id(of: found[i].hash)
      if isNew { rated.append(i) }
      let first = rated[list]
      found[i].features =
        isNew
        ? extractor.features(of: found[i], agreement: strategies[id].nonzeroBitCount)
        : found[first].features
      found[i].score = isNew ? found[i].features.score : found[first].score
    }
    candidates = found.sorted { $0.score > $1.score }
    preferLargest(survey)
    preferDatedRecords(survey)
    preferVisible(survey)
  }

  /// The maximum score difference at which a larger candidate replaces the best one whose teasers
  /// it contains; such a small difference does not separate two versions of one list.
  private static let scoreTolerance = 0.6
  /// The percentage of the best candidate's teasers that the larger one must contain; the best one
  /// may have outliers.
  private static let minimumOverlap = 85

  private mutating func preferLargest(_ survey: PageSurvey) {
    guard let best = candidates.first else { return }
    func addresses(_ candidate: Candidate) -> Set<Int32> {
      Set(candidate.links.map { survey.links[Int($0)].address })
    }
    let members = addresses(best)
    var choice = 0
    var size = members.count
    for (i, candidate) in candidates.enumerated().dropFirst() {
      guard candidate.score >= best.score - Ranking.scoreTolerance else { break }
      let others = addresses(candidate)
      let shared = members.count { others.contains($0) }
      if others.count > size, shared * 100 >= members.count * Ranking.minimumOverlap,
        !addsOtherZone(candidate, members, survey)
      {
        choice = i
        size = others.count
      }
    }
    candidates.insert(candidates.remove(at: choice), at: 0)
  }

  /// Whether all links that a larger candidate adds are apart from the main content, and those of the
  /// best one are not.
  private func addsOtherZone(
    _ candidate: Candidate, _ members: Set<Int32>, _ survey: PageSurvey
  ) -> Bool {
    func isApart(_ link: Int32) -> Bool {
      !survey.links[Int(link)].zone.isDisjoint(with: Zone.apart)
    }
    let added = candidate.links.filter { !members.contains(survey.links[Int($0)].address) }
    return added.allSatisfy(isApart) && !candidates[0].links.contains(where: isApart)
  }

  /// The maximum score by which a hidden list may exceed a visible one of its like.
  private static let hiddenTolerance = 6.0

  /// Prefers a visible list to a hidden one whose addresses have the same pattern: portals contain
  /// lists for both states of a switch, or for narrow windows.
  private mutating func preferVisible(_ survey: PageSurvey) {
    guard let best = candidates.first else { return }
    func hiddenShare(_ candidate: Candidate) -> Double {
      let count = candidate.links.count { survey.links[Int($0)].zone.contains(.hidden) }
      return Double(count) / Double(candidate.links.count)
    }
    guard hiddenShare(best) >= 0.8 else { return }
    let patterns = Set(best.links.map { survey.links[Int($0)].patternGroup })
    let index = candidates.indices.prefix(Ranking.maximumRecordCandidates).dropFirst().first {
      let candidate = candidates[$0]
      return candidate.score >= best.score - Ranking.hiddenTolerance
        && hiddenShare(candidate) == 0 && candidate.links.count * 2 >= best.links.count
        && candidate.links.count { patterns.contains(survey.links[Int($0)].patternGroup) } * 5
          >= candidate.links.count * 4
    }
    if let index { candidates.insert(candidates.remove(at: index), at: 0) }
  }

  /// The maximum number of candidates that are compared with the best one.
  private static let maximumRecordCandidates = 40

  /// Prefers dated records with a link of their own to the undated links inside them, such as the
  /// talks of each meeting.
  private mutating func preferDatedRecords(_ survey: PageSurvey) {
    guard let best = candidates.first, best.features[.dates] < 0.5 else { return }
    let members = best.links.sorted()
    let index = candidates.indices.prefix(Ranking.maximumRecordCandidates).dropFirst().first {
      let candidate = candidates[$0]
      guard candidate.score > 0, candidate.features[.dates] >= 0.8, candidate.links.count >= 3,
        candidate.links.count * 2 <= members.count
      else { return false }
      let counts = zip(candidate.links, candidate.blocks).map { link, block in
        let range = survey.links(in: Int(block))
        let before = members.partitioningIndex { $0 >= Int32(range.lowerBound) }
        let after = members.partitioningIndex { $0 >= Int32(range.upperBound) }
        return members[before..<after].contains(link) ? 0 : after - before
      }
      return counts.reduce(0, +) * 5 >= members.count * 4
        && counts.count { $0 >= 2 } * 2 >= candidate.links.count
    }
    if let index { candidates.insert(candidates.remove(at: index), at: 0) }
  }
}

extension Array {
  /// Returns the first index whose element satisfies a condition, which all later ones satisfy, too.
  fileprivate func partitioningIndex(_ condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
