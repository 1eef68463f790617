import Foundation
import Ledger

/// The history of an article as text for people.
struct ArticleHistoryText {
  let history: ArticleHistory

  init(_ history: ArticleHistory) { self.history = history }

  func write() {
    line("id", history.id)
    line("source", history.source)
    line("state", history.state + (history.isWithdrawn ? "; withdrawn" : ""))
    line("reason", history.reason)
    line("same as", history.sameAs)
    line("link", history.link)
    line("headline", history.headline)
    line("lede", history.lede)
    line("date", history.date)
    line("last listed", ArticleHistoryText.lastListed(daysAgo: history.daysUnseen))
    line("next recheck", history.nextRecheck)
    for event in history.events {
      let parts = [
        event.event, event.revision.flatMap { $0 > 0 ? "revision \($0)" : nil },
        event.entry, event.note,
      ].compactMap(\.self).joined(separator: "  ")
      line(event.at, parts)
    }
    for delivery in history.deliveries {
      let error = delivery.error.map { ": \($0)" } ?? ""
      line(
        "hook \(delivery.hook)",
        "\(delivery.event) r\(delivery.revision) \(delivery.state), "
          + "\(counted(delivery.attempts, "attempt"))\(error)")
    }
  }

  /// The ledger records the day of the last listing only once a week.
  static func lastListed(daysAgo days: Int) -> String {
    days < 7 ? "this week" : "\(counted(days / 7, "week")) ago"
  }

  private func line(_ name: String, _ text: String?) {
    guard let text else { return }
    let name = Terminal.safe(name)
    let padded = name.padding(toLength: max(20, name.count), withPad: " ", startingAt: 0)
    Output.line("  \(padded)  \(Terminal.safe(text, width: 400))")
  }
}
