import Basics
import Foundation
import Ledger
import Settings
import Watch

/// The status of one source as text for people: what it is, how it publishes, and what happened to it.
struct SourceScreen {
  private let source: Source
  private let status: Status.SourceStatus
  private let nextRound: String
  /// The history; nil if only the status file can be read.
  private let history: SourceHistory?
  private let time: TimeText
  private let style: TerminalStyle

  /// The number of events that are shown.
  private static let maximumEvents = 10
  private static let bars = Array(" ▁▂▃▄▅▆▇█")
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// - Throws: `CommandError` if there is no such source, `LedgerError`.
  init(
    _ name: String, _ status: Status, _ configuration: Settings.Configuration, now: Timestamp
  ) async throws {
    guard let index = configuration.sources.firstIndex(where: { $0.name == name }),
      let sourceStatus = status.sources.first(where: { $0.name == name })
    else {
      let error = UnknownSource(name: name, known: configuration.sources.map(\.name))
      throw CommandError(Terminal.safe("\(error)"), .usage)
    }
    source = configuration.sources[index]
    self.status = sourceStatus
    time = TimeText(now: now)
    let clock =
      status.holder != nil ? sourceStatus.nextRound.map { TimeText(now: now).clock($0) } : nil
    nextRound =
      StatusScreen.nextRound(of: sourceStatus, in: status, TimeText(now: now))
      + (clock.map { " (\($0))" } ?? "")
    style = .ofStandardOutput
    history = try await SourceHistory.load(
      name, configuration, eventLimit: SourceScreen.maximumEvents)
  }

  func write() {
    for line in heading + facts + publishing + events { Output.styledLine(line) }
  }

  private var heading: [String] {
    let word = StatusScreen.word(status.health)
    return style.joined(
      [(source.name, nil), (word, StatusScreen.color(status.health))], indent: 2)
      + StatusDetails(status, time: time).texts.flatMap {
        style.wrapped(Terminal.safe($0, width: 300), indent: 2)
      }
  }

  private var facts: [String] {
    var facts = [
      ("url", status.url),
      (
        "interval",
        source.schedule.isAdaptive
          ? "adaptive, \(source.schedule.minimumInterval.shortDescription) to "
            + source.schedule.maximumInterval.shortDescription
          : source.schedule.interval.shortDescription
      ),
      ("last round", status.lastRound.map { "\(time.ago($0)) (\(time.clock($0)))" } ?? "never"),
      ("last article", status.lastNews.map { "\(time.ago($0)) (\(time.clock($0)))" } ?? "never"),
      ("articles", "\(status.spooled) spooled, \(status.owed) to fetch"),
    ]
    if let shares = status.failureShares {
      facts.append(("failed rounds", SourceScreen.text(of: shares)))
    }
    if status.health != .paused { facts.insert(("next round", nextRound), at: 4) }
    return facts.flatMap { name, text in
      style.labeled(name, Terminal.safe(text), column: 16, margin: 2)
    }
  }

  /// Returns `4 %: dns 3 %, status 1 %`, the largest share first.
  private static func text(of shares: [String: Double]) -> String {
    func percent(_ share: Double) -> String {
      share < 0.01 ? "under 1 %" : "\(Int((share * 100).rounded())) %"
    }
    return percent(shares.values.reduce(0, +)) + ": "
      + RoundFailures.ranking(shares).map { "\($0.stage) \(percent($0.share))" }
      .joined(separator: ", ")
  }

  // MARK: - Publishing

  private var publishing: [String] {
    guard let history, history.publication.arrivals.count > 1 else { return [] }
    let publication = history.publication
    let pauses = publication.pauses.sorted()
    var lines = [
      "",
      "  \(counted(publication.arrivals.reduce(0) { $0 + $1.count }, "article")) since "
        + "\(time.clock(publication.arrivals[0].time)); pauses: usually "
        + "\(TimeText.length(pauses[pauses.count / 2])), at most \(TimeText.length(pauses.last!))",
    ]
    let counts = publication.articlesByHour(in: time.zone)
    let maximum = counts.max() ?? 0
    guard maximum > 0 else { return lines }
    lines.append("      0     6     12    18")
    for (day, name) in SourceScreen.weekdays.enumerated() {
      let bars = counts[(24 * day)..<(24 * day + 24)].map { count in
        count == 0 ? " " : SourceScreen.bars[1 + count * (SourceScreen.bars.count - 2) / maximum]
      }
      lines.append("  \(name) " + String(bars))
    }
    return lines
  }

  // MARK: - Events

  private var events: [String] {
    guard let history else {
      return ["", "  the history is in the ledger, which only its user can read"]
    }
    guard !history.events.isEmpty else { return [] }
    return [""]
      + history.events.flatMap { event in
        style.wrapped(
          "\(time.clock(event.at))  \(event.kind)"
            + (event.note.map { ": " + Terminal.safe($0, width: 200) } ?? ""), indent: 2)
      }
  }
}
