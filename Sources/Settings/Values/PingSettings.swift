import WebURL

/// The dead man's switch that is told of runs.
package struct PingSettings: Hashable, Sendable {
  /// The URL of the check; nil for none.
  package var url: WebURL?
  /// The shortest time between two pings of success by a service.
  package var interval = Duration.seconds(5 * 60)

  package init() {}
}
