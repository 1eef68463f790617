import Basics
import Dates
import Watch

/// Times as elements of a page: a phrase for people, and the time itself for programs and as a tip.
struct StatusTime {
  let text: TimeText

  init(now: Timestamp) { text = TimeText(now: now) }

  /// Returns "2 h ago", or "never" for nil.
  func ago(_ time: Timestamp?) -> Markup {
    guard let time else { return "never" }
    return element(time, text.ago(time))
  }

  /// Returns "in 12 min".
  func ahead(_ time: Timestamp?) -> Markup {
    guard let time else { return "–" }
    return element(time, text.ahead(time))
  }

  /// Returns the local time: "3 Mar 14:05".
  func clock(_ time: Timestamp) -> Markup { element(time, text.clock(time)) }

  /// Returns the local time of a time in RFC 3339.
  func clock(_ time: String) -> Markup {
    guard let seconds = RFC3339.instant(from: time) else { return "\(time)" }
    return clock(Timestamp(secondsSinceEpoch: Double(seconds)))
  }

  private func element(_ time: Timestamp, _ phrase: String) -> Markup {
    "<time datetime=\"\(RFC3339.string(from: time))\" title=\"\(text.clock(time))\">\(phrase)</time>"
  }
}
