/// How a service that runs comes by a new configuration.
public struct Reloads: Sendable {
  /// Asked for, once each.
  public var requests: AsyncStream<Void>
  /// Reads it, whole.
  public var read: @Sendable () throws -> Configuration

  public init(
    requests: AsyncStream<Void>, read: @escaping @Sendable () throws -> Configuration
  ) {
    self.requests = requests
    self.read = read
  }
}
