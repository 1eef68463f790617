/// Why there was no answer.
public struct FetchError: Error, Hashable, Sendable {
  public enum Stage: String, Sendable {
    case address, policy, dns, connect, tls, http, body, bounds, robots, cancelled
  }

  public var stage: Stage
  /// The address asked for (or redirected to) when it failed.
  public var address: String
  /// In words for a person.
  public var reason: String

  public init(stage: Stage, address: String, reason: String) {
    self.stage = stage
    self.address = address
    self.reason = reason
  }
}

extension FetchError: CustomStringConvertible {
  public var description: String { "\(stage.rawValue): \(reason) (\(address))" }
}
