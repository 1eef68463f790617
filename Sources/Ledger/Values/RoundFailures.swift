/// The shares of a source's last rounds that failed, by stage.
package struct RoundFailures: Hashable, Sendable {
  /// The number of rounds over which a share is averaged. Older ones fade.
  package static let maximumCount = 100
  /// The share below which a stage is forgotten.
  private static let minimumShare = 0.001

  /// The number of rounds that are counted, up to the maximum.
  package private(set) var count = 0
  /// The share of failed rounds, 0 to 1, by the stage at which they failed (`dns`, `status`, `list`).
  package private(set) var shares: [String: Double] = [:]

  package init() {}

  /// Records a round.
  /// - Parameter stage: the stage at which it failed; nil if it succeeded.
  package mutating func record(failedAt stage: String?) {
    count = min(count + 1, RoundFailures.maximumCount)
    let weight = 1 / Double(count)
    guard stage != nil || !shares.isEmpty else { return }
    shares = shares.mapValues { $0 * (1 - weight) }.filter {
      $0.value >= RoundFailures.minimumShare
    }
    if let stage { shares[stage, default: 0] += weight }
  }

  /// Returns shares with the largest first.
  package static func ranking(_ shares: [String: Double]) -> [(stage: String, share: Double)] {
    shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}

// MARK: - Storage

extension RoundFailures {
  /// The number of rounds, then each stage with its share to four decimals: `40 dns:0.025 list:0.1`.
  var stored: String? {
    guard count > 0 else { return nil }
    let items = RoundFailures.ranking(shares).map {
      "\($0.stage):\(($0.share * 10_000).rounded() / 10_000)"
    }
    return (["\(count)"] + items).joined(separator: " ")
  }

  init?(stored text: String) {
    let items = text.split(separator: " ")
    guard let first = items.first, let count = Int(first), count > 0 else { return nil }
    self.count = min(count, RoundFailures.maximumCount)
    for item in items.dropFirst() {
      let parts = item.split(separator: ":")
      guard parts.count == 2, let share = Double(parts[1]), share > 0, share <= 1 else {
        return nil
      }
      shares[String(parts[0])] = share
    }
  }
}
