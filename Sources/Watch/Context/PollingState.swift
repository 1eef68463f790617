import Basics
import Ledger
import News
import Settings
import Web
import WebURL

// MARK: - Text

extension PollingState {
  /// Whether part of the text cannot be decoded. Many good pages have a few broken characters.
  var isGarbled: Bool { garbled > 0.01 }

  /// The reason why the text is unusable; nil unless so much of it cannot be decoded that ledes and
  /// articles cannot be compared.
  var garbledTextReason: String? {
    guard garbled > 0.05 else { return nil }
    let name = charset.map { " as \($0.name)" } ?? ""
    return "\(Int((garbled * 100).rounded())) % of the teasers' text cannot be decoded\(name); "
      + "set “charset”"
  }
}

// MARK: - Freshness

extension PollingState {
  /// The maximum time for which the `max-age` of a listing delays the next poll. Servers set it
  /// for many kinds of pages, and a day-old listing of news is useless.
  static let maximumFreshness = Duration.seconds(3600)

  /// Returns the time for which the page is still fresh.
  func freshTime(now: Timestamp) -> Duration {
    let time = (freshUntil ?? now) - now
    // A longer time was stored before the clock was corrected.
    return time > PollingState.maximumFreshness ? .zero : max(.zero, time)
  }
}

// MARK: - Requests

extension PollingState {
  /// The time for which 304 responses are trusted.
  static let maximumTrust = Duration.seconds(86_400)

  /// Returns whether the page must be requested without validators and at its configured address.
  /// This happens once a day, because some servers answer 304 forever, and some redirects go away.
  func isUnconditionalRequestDue(now: Timestamp) -> Bool {
    guard let lastWhole else { return false }
    // A time in the future was stored before the clock was corrected.
    return now - lastWhole >= PollingState.maximumTrust || lastWhole > now + .seconds(1)
  }

  /// Returns the address to request: the target of a confirmed move, or the configured address.
  func address(of source: Source, now: Timestamp) -> WebURL {
    guard let move, move.isConfirmed, !isUnconditionalRequestDue(now: now),
      let address = WebURL(move.to)
    else { return source.url }
    return address
  }
}

// MARK: - Moves

extension PollingState.Move {
  var isConfirmed: Bool { rounds >= 3 }

  fileprivate mutating func confirm(at now: Timestamp) {
    if rounds < 2 || now - since >= .seconds(86_400) { rounds += 1 }
  }
}

extension PollingState {
  /// Records a response that contains the listing or says that it is unchanged.
  /// - Returns: True if the response confirms a move.
  mutating func record(_ reply: Response, requested: WebURL, source: Source, now: Timestamp) -> Bool
  {
    if !reply.isNotModified || lastWhole == nil { lastWhole = now }
    let wasConfirmed = move?.isConfirmed ?? false
    insecureRedirect = reply.insecureRedirect(from: requested).map {
      InsecureRedirect(
        to: $0.url.string, status: $0.status, since: insecureRedirect?.since ?? now)
    }
    guard insecureRedirect == nil else {
      move = nil
      return false
    }
    let permanent = reply.redirects.prefix { [301, 308].contains($0.status) }
    if let last = permanent.last, PollingState.isAcceptable(last.url, from: source.url) {
      if move?.to != last.url.string {
        move = Move(to: last.url.string, status: last.status, since: now, rounds: 0)
      }
      move?.confirm(at: now)
    } else if requested == source.url {
      move = nil
    }
    return !wasConfirmed && move?.isConfirmed == true
  }

  /// Returns whether a move may be followed. A move from https to http is never followed, because a
  /// single forged response would make it permanent.
  private static func isAcceptable(_ target: WebURL, from url: WebURL) -> Bool {
    target.string.utf8.count <= 2048 && (target.isSecure || !url.isSecure)
  }

  /// Returns to the configured address after the target of a move had no listing.
  mutating func rejectMove() { move?.rounds = 0 }
}
