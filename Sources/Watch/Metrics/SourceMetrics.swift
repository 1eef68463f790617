import Basics
import Ledger

/// The metrics of one source. Values that are unknown have no sample.
struct SourceMetrics: Hashable, Sendable {
  /// The result of a round.
  enum RoundResult: String, CaseIterable, Sendable {
    /// The listing was read.
    case read
    /// The listing was the same as before.
    case unchanged
    case failed
  }

  /// The events of articles that are counted.
  static let articleEvents: [EventKind] = [.new, .revised, .withdrawn, .restored]

  /// The health; nil before the first round.
  var health: Health?
  var lastSuccess: Timestamp?
  var lastArticle: Timestamp?
  var nextRound: Timestamp?
  /// The number of teasers of the last listing.
  var teasers: Int?
  /// The number of articles that are still to be fetched.
  var owed: Int?
  /// The number of entries ever spooled.
  var entries: Int?
  /// The number of events of articles since the start of the process, by kind.
  var articles: [EventKind: Int] = [:]
  /// The number of rounds since the start of the process, by result.
  var rounds: [RoundResult: Int] = [:]
}

extension SourceMetrics {
  /// The samples of a source as text, so that a scrape only joins them.
  struct Text: Sendable {
    private var bytes: [UInt8] = []
    /// The end of the section of each family, then of the health in OpenMetrics.
    private var ends: [Int] = []

    /// The size of the text in any format, in bytes.
    var maximumSize: Int { bytes.count }

    fileprivate mutating func endSection(_ samples: MetricSamples) {
      bytes += samples.bytes
      ends.append(bytes.count)
    }

    /// Appends the samples of a family.
    func append(_ family: Int, _ format: MetricsFormat, to output: inout [UInt8]) {
      let isStateSet = SourceFamily.all[family].kind == .stateSet
      let section = isStateSet && format == .openMetrics ? family + 1 : family
      output += bytes[(section == 0 ? 0 : ends[section - 1])..<ends[section]]
    }
  }

  func text(source: String) -> Text {
    var text = Text()
    for family in SourceFamily.all {
      text.endSection(samples(of: family, source: source, .prometheus))
    }
    text.endSection(samples(of: SourceFamily.health, source: source, .openMetrics))
    return text
  }

  private func samples(
    of family: MetricFamily, source: String, _ format: MetricsFormat
  ) -> MetricSamples {
    var samples = MetricSamples()
    let label = (name: "source", value: source)
    switch family.name {
    case SourceFamily.articles.name:
      for event in SourceMetrics.articleEvents {
        samples.add(family.sample, [label, ("event", event.rawValue)], articles[event] ?? 0)
      }
    case SourceFamily.rounds.name:
      for result in RoundResult.allCases {
        samples.add(family.sample, [label, ("result", result.rawValue)], rounds[result] ?? 0)
      }
    case SourceFamily.health.name:
      for state in Health.allCases {
        var labels = [label, ("state", state.rawValue)]
        // OpenMetrics requires the name of the family as the label of a state. `state` stays, so that
        // rules and dashboards do not depend on the format.
        if format == .openMetrics { labels.append((family.name, state.rawValue)) }
        samples.add(family.sample, labels, state == health ? 1 : 0)
      }
    default:
      if let value = value(of: family) { samples.add(family.sample, [label], value) }
    }
    return samples
  }

  private func value(of family: MetricFamily) -> Double? {
    switch family.name {
    case SourceFamily.lastSuccess.name: lastSuccess?.secondsSinceEpoch
    case SourceFamily.lastArticle.name: lastArticle?.secondsSinceEpoch
    case SourceFamily.nextRound.name: nextRound?.secondsSinceEpoch
    case SourceFamily.teasers.name: teasers.map(Double.init)
    case SourceFamily.owed.name: owed.map(Double.init)
    case SourceFamily.entries.name: entries.map(Double.init)
    default: nil
    }
  }
}
