import Yams

/// The settings of metrics and of the status page.
extension SettingKeys {
  static let monitoring: [Setting<ConfigurationDraft>] = [
    Setting(
      "metrics_file", .path, default: .absent,
      """
      A file with metrics for the textfile collector of Prometheus’ node_exporter. `run` writes it \
      once a minute, `once` at its end.
      """
    ) { (draft, value) throws(SettingError) in
      draft.monitoring.metricsFile = try value.path()
    },
    Setting(
      "status_page",
      .text(
        "`unix:PATH`, or a port of this machine such as `127.0.0.1:8399`",
        pattern: "^unix:.|^(127\\.[0-9.]+|[Ll]ocalhost|\\[::1\\]):[0-9]+$"), default: .absent,
      """
      The address of a status page for browsers, of metrics (`/metrics`) and of health checks \
      (`/healthz`, `/readyz`). Only `run` serves it; it can change nothing. A change takes effect \
      after a restart.
      """
    ) { (draft, value) throws(SettingError) in
      draft.monitoring.statusPage = try value.statusPageAddress()
    },
    Setting(
      "status_page_mode", .text("octal permissions", pattern: "^0?[0-7]{3}$"),
      default: .value("0660"),
      "The permissions of the socket of the status page."
    ) { (draft, value) throws(SettingError) in
      draft.monitoring.statusPageMode = try value.permissions()
    },
    Setting(
      "status_page_hosts",
      .list(.text("a host name without a port", pattern: "^[A-Za-z0-9._-]{1,253}$")),
      default: .value("[]"),
      """
      The host names, besides localhost, under which a status page on a port may be requested.
      """
    ) { (draft, value) throws(SettingError) in
      let hosts = try value.list(of: "host names ([status.example.org])") {
        (item) throws(SettingError) in try item.hostName()
      }
      draft.monitoring.statusPageHosts = Set(hosts)
    },
  ]
}

extension SettingValue {
  /// The maximum length of the path of a Unix socket on Linux, without its NUL.
  private static let maximumSocketPath = 107

  /// Decodes an address of this machine: `unix:PATH`, or a port of loopback.
  fileprivate func statusPageAddress() throws(SettingError) -> StatusPageAddress {
    let expectation = "unix:PATH or a port of this machine such as 127.0.0.1:8399"
    let text = try line(expectation)
    if text.hasPrefix("unix:") {
      let path = try with(.scalar(.init(String(text.dropFirst(5)))), mark: mark).path()
      guard path.utf8.count <= SettingValue.maximumSocketPath else {
        throw error("the path of a socket may have \(SettingValue.maximumSocketPath) bytes")
      }
      return .unix(path)
    }
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { throw expected(expectation) }
    switch text[..<colon].lowercased() {
    case "localhost": return .ipv4("127.0.0.1", port: port)
    case "[::1]": return .ipv6(port: port)
    case let host where SettingValue.isLoopback(host): return .ipv4(host, port: port)
    default:
      throw error(
        "“\(text[..<colon].prefix(80))” is not an address of loopback; to serve the page to other "
          + "machines, put a web server with access control before 127.0.0.1:\(port)")
    }
  }

  /// Whether a text is an address of 127.0.0.0/8, in its usual form.
  private static func isLoopback(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }

  /// Decodes the permissions of a file in octal digits.
  fileprivate func permissions() throws(SettingError) -> Int {
    let expectation = "octal permissions such as 0660"
    let text = try line(expectation)
    guard (3...4).contains(text.count), let mode = Int(text, radix: 8), mode & ~0o666 == 0,
      mode & 0o600 == 0o600
    else { throw expected(expectation) }
    return mode
  }

  /// Decodes the name of a host as browsers send it, without a port.
  fileprivate func hostName() throws(SettingError) -> String {
    let expectation = "a host name such as status.example.org, without a port"
    let name = try line(expectation).lowercased()
    let isValid = name.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || ".-_".utf8.contains(byte)
    }
    guard isValid, name.utf8.count <= 253 else { throw expected(expectation) }
    return name
  }
}
