import WebURL

/// Why there was no answer.
package struct FetchError: Error, Hashable, Sendable {
  package enum Stage: String, Sendable {
    case address, policy, dns, connect, tls, http, body, bounds, cancelled
    /// What the configuration puts between us and the host: a proxy, a program that fetches.
    case proxy, command
  }

  package var stage: Stage
  /// The URL requested, or redirected to, when the fetch failed.
  package var url: WebURL
  /// In words for a person.
  package var reason: String
  /// Nothing came for so long that a bound of time ended it.
  package var isTimeout = false
  /// Redirects led on and on, or to where nothing is fetched.
  package var isAstray = false

  package init(stage: Stage, url: WebURL, reason: String) {
    self.stage = stage
    self.url = url
    self.reason = reason
  }
}

extension FetchError {
  /// No answer came, or none to its end: the host, or the way to it, may be ill.
  package var isSilence: Bool {
    !isOfWay && (isTimeout || [.dns, .connect, .tls, .http, .body].contains(stage))
  }

  /// It failed before the host was asked: that tells nothing of the host.
  package var isOfWay: Bool { stage == .proxy || stage == .command }
}

extension FetchError: CustomStringConvertible {
  package var description: String { "\(stage.rawValue): \(reason) (\(url))" }
}
