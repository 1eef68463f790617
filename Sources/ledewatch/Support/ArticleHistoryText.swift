import Basics
import Dates
import Ledger
import Watch

/// The history of an article as text for people.
struct ArticleHistoryText {
  private let history: ArticleHistory
  private let style: TerminalStyle
  private let time: TimeText

  /// The number of columns before the texts.
  private static let column = 18

  init(_ history: ArticleHistory, style: TerminalStyle, time: TimeText) {
    self.history = history
    self.style = style
    self.time = time
  }

  func write() {
    for line in lines { Output.styledLine(line) }
  }

  var lines: [String] { facts + events + deliveries }

  private var facts: [String] {
    let facts: [(name: String, text: String?)] = [
      ("id", history.id), ("source", history.source),
      ("state", history.state + (history.isWithdrawn ? "; withdrawn" : "")),
      ("reason", history.reason), ("same as", history.sameAs), ("link", history.link),
      ("headline", history.headline), ("lede", history.lede), ("date", history.date),
      ("last listed", ArticleHistoryText.lastListed(daysAgo: history.daysUnseen)),
      ("next recheck", history.nextRecheck.map { time.clock(rfc3339: $0) }),
    ]
    return facts.flatMap { lines($0.name, $0.text) }
  }

  private var events: [String] {
    history.events.flatMap { event in
      let parts = [
        event.event, event.revision.flatMap { $0 > 0 ? "revision \($0)" : nil },
        event.entry, event.note,
      ]
      return lines(
        time.clock(rfc3339: event.at), parts.compactMap(\.self).joined(separator: ", "))
    }
  }

  private var deliveries: [String] {
    history.deliveries.flatMap { delivery in
      let error = delivery.error.map { ": \($0)" } ?? ""
      return lines(
        "hook \(delivery.hook)",
        "\(delivery.event) r\(delivery.revision) \(delivery.state), "
          + "\(counted(delivery.attempts, "attempt"))\(error)")
    }
  }

  /// The ledger records the day of the last listing only once a week.
  static func lastListed(daysAgo days: Int) -> String {
    days < 7 ? "this week" : "\(counted(days / 7, "week")) ago"
  }

  private func lines(_ name: String, _ text: String?) -> [String] {
    guard let text else { return [] }
    return style.labeled(
      Terminal.safe(name), Terminal.safe(text, width: 400), column: ArticleHistoryText.column,
      margin: 2)
  }
}

extension TimeText {
  /// Returns the local form of a time in RFC 3339; the text itself if it is none.
  func clock(rfc3339 text: String) -> String {
    RFC3339.instant(from: text).map { clock(Timestamp(secondsSinceEpoch: Double($0))) } ?? text
  }

  /// The times of the present moment in the local zone.
  static var current: TimeText { TimeText(now: SystemClock().timestamp) }
}
