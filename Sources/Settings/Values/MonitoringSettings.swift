/// The settings of metrics and of the status page.
package struct MonitoringSettings: Hashable, Sendable {
  /// The absolute path of the file with metrics; nil for none.
  package var metricsFile: String?
  /// The address at which the status page is served; nil for none.
  package var statusPage: StatusPageAddress?
  /// The permissions of the socket of the status page.
  package var statusPageMode = 0o660
  /// The host names, besides those of loopback, that a request to a port may have, in lower case.
  package var statusPageHosts: Set<String> = []

  package init() {}

  /// Whether a service with these settings must be restarted for those of another configuration.
  package func needsRestart(for other: MonitoringSettings) -> Bool {
    var same = other
    same.metricsFile = metricsFile
    return self != same
  }
}

/// An address of this machine at which the status page is served.
package enum StatusPageAddress: Hashable, Sendable {
  /// The absolute path of a Unix socket.
  case unix(String)
  /// A port of loopback: `127.0.0.1` or another address of 127.0.0.0/8.
  case ipv4(String, port: UInt16)
  /// A port of `::1`.
  case ipv6(port: UInt16)
}

extension StatusPageAddress: CustomStringConvertible {
  /// The address as in the configuration.
  package var description: String {
    switch self {
    case .unix(let path): "unix:\(path)"
    case .ipv4(let host, let port): "\(host):\(port)"
    case .ipv6(let port): "[::1]:\(port)"
    }
  }
}
