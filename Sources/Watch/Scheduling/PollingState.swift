import Ledger
import News
import Settings
import Web
import WebURL

extension PollingState {
  /// A broken character here and there is in many a good page.
  var isGarbled: Bool { garbled > 0.01 }

  /// Why the text is not well, where so much of it is lost that ledes and articles can't be told.
  var loss: String? {
    guard garbled > 0.05 else { return nil }
    let name = charset.map { " as \($0.name)" } ?? ""
    return "\(Int((garbled * 100).rounded())) % of the teasers' text can't be decoded\(name); "
      + "“charset” may have to be set"
  }
}

extension PollingState.Move {
  var isConfirmed: Bool { rounds >= 3 }

  fileprivate mutating func noteAgain(at now: Double) {
    if rounds < 2 || now - since >= 86_400 { rounds += 1 }
  }
}

// MARK: - When

extension PollingState {
  /// Seconds for which the page is fresh yet.
  func freshTime(now: Double) -> Double {
    let time = (freshUntil ?? now) - now
    // What lies further ahead was noted by a clock that has jumped since.
    return time > Source.longestFreshness ? 0 : max(0, time)
  }
}

// MARK: - What to ask for

extension PollingState {
  /// The longest time for which 304s are believed, seconds.
  static let longestTrust = 86_400.0

  /// Once a day the page is asked for whole, and at its configured address: servers have been seen
  /// that answer 304 for ever, and redirects that went away again.
  func isWholeDue(now: Double) -> Bool {
    guard let lastWhole else { return false }
    // One that lies ahead was noted by a clock that has jumped since.
    return now - lastWhole >= PollingState.longestTrust || lastWhole > now + 1
  }

  /// Where the listing is asked for.
  func address(of source: Source, now: Double) -> WebURL {
    guard let move, move.isConfirmed, !isWholeDue(now: now),
      let address = WebURL(move.to)
    else { return source.url }
    return address
  }
}

// MARK: - What an answer tells

extension PollingState {
  /// An answer that held the listing, or said that it has not changed.
  /// - Returns: True when a move is confirmed by it.
  mutating func note(_ reply: Response, asked: WebURL, source: Source, now: Double) -> Bool {
    if !reply.isNotModified || lastWhole == nil { lastWhole = now }
    let wasConfirmed = move?.isConfirmed ?? false
    let permanent = reply.redirects.prefix { [301, 308].contains($0.status) }
    if let last = permanent.last, PollingState.isSafe(last.url, from: source.url) {
      if move?.to != last.url.string {
        move = Move(to: last.url.string, status: last.status, since: now, rounds: 0)
      }
      move?.noteAgain(at: now)
    } else if asked == source.url {
      move = nil
    }
    return !wasConfirmed && move?.isConfirmed == true
  }

  /// Never from https to http: one forged answer would do it for good.
  private static func isSafe(_ target: WebURL, from url: WebURL) -> Bool {
    target.string.utf8.count <= 2048 && (target.isSecure || !url.isSecure)
  }

  /// No listing where it had moved to: back to where it is configured.
  mutating func doubtMove() { move?.rounds = 0 }
}
