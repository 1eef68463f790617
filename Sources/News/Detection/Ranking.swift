/// The candidates of a page, best first.
struct Ranking {
  private(set) var candidates: [Candidate]

  init(_ survey: PageSurvey) {
    candidates = []
    guard survey.links.count >= 2 else { return }
    var found = CandidateSearch(survey: survey).run()
    var strategies: [UInt64: Set<Candidate.Strategy>] = [:]
    let prints = found.map { $0.fingerprint(survey) }
    for (candidate, print) in zip(found, prints) {
      strategies[print, default: []].insert(candidate.strategy)
    }
    var extractor = FeatureExtractor(survey)
    for i in found.indices {
      found[i].features = extractor.features(
        of: found[i], agreement: strategies[prints[i]]?.count ?? 1)
      found[i].score = found[i].features.score
    }
    candidates = found.sorted { $0.score > $1.score }
    preferLargest(survey)
  }

  /// The maximum score difference at which a larger candidate replaces the best one whose teasers
  /// it contains; such a small difference does not separate two versions of one list.
  private static let scoreTolerance = 0.3
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
      if others.count > size, shared * 100 >= members.count * Ranking.minimumOverlap {
        choice = i
        size = others.count
      }
    }
    candidates.insert(candidates.remove(at: choice), at: 0)
  }
}
