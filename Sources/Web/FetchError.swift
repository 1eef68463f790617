import WebURL

/// The reason why a fetch did not get a complete response.
package struct FetchError: Error, Hashable, Sendable {
  /// The stage at which a fetch fails.
  package enum Stage: String, Sendable {
    case address, policy, dns, connect, tls, http, body, bounds, cancelled
    /// The proxy or the program that the configuration puts between this process and the host.
    case proxy, command
  }

  package var stage: Stage
  /// The URL requested, or redirected to, when the fetch failed.
  package var url: WebURL
  /// The reason as a phrase for people.
  package var reason: String
  /// Whether a time limit ended the fetch.
  package var isTimeout = false
  /// Whether there were too many redirects, or one to a URL that may not be fetched.
  package var isRedirectError = false

  /// The kind of the host's addresses if it is known: public if one was tried.
  package var addressKind: AddressKind?
  /// The address that was refused, of a host that was public when it was first seen.
  package var refusedAddress: RefusedAddress?

  package init(stage: Stage, url: WebURL, reason: String) {
    self.stage = stage
    self.url = url
    self.reason = reason
  }
}

extension FetchError {
  /// Whether the host sent no complete response, so that it, or the network, may be down.
  package var isHostFailure: Bool {
    !isLocalFailure && (isTimeout || [.dns, .connect, .tls, .http, .body].contains(stage))
  }

  /// Whether a proxy or a program failed, which says nothing about the host.
  package var isLocalFailure: Bool { stage == .proxy || stage == .command }
}

extension FetchError: CustomStringConvertible {
  package var description: String { "\(stage.rawValue): \(reason) (\(url))" }
}
