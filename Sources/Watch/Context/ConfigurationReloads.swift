import Settings

/// The source of new configurations for a running service.
package struct ConfigurationReloads: Sendable {
  /// One element per request to reload (SIGHUP).
  package var requests: AsyncStream<Void>
  /// Loads and validates the whole configuration; throws `ConfigurationError`.
  package var load: @Sendable () throws -> Configuration

  package init(
    requests: AsyncStream<Void>, load: @escaping @Sendable () throws -> Configuration
  ) {
    self.requests = requests
    self.load = load
  }
}
