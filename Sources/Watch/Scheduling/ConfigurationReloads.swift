import Settings

/// How a service that runs comes by a new configuration.
package struct ConfigurationReloads: Sendable {
  /// Asked for, once each.
  package var requests: AsyncStream<Void>
  /// Reads it, whole.
  package var read: @Sendable () throws -> Configuration

  package init(
    requests: AsyncStream<Void>, read: @escaping @Sendable () throws -> Configuration
  ) {
    self.requests = requests
    self.read = read
  }
}
