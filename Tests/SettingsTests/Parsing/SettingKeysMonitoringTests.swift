import Testing

@testable import Settings

@Suite struct SettingKeysMonitoringTests {
  private func monitoring(_ line: String) throws -> MonitoringSettings {
    try load("spool: /s\nstate: /t\n\(line)\n").monitoring
  }

  @Test func `Nothing is written or served without a setting`() throws {
    #expect(try monitoring("") == MonitoringSettings())
  }

  @Test(arguments: [
    ("unix:/run/ledewatch/status.sock", "unix:/run/ledewatch/status.sock"),
    ("unix:status.sock", "unix:/c/status.sock"), ("127.0.0.1:8399", "127.0.0.1:8399"),
    ("localhost:80", "127.0.0.1:80"), ("127.1.2.3:65535", "127.1.2.3:65535"),
    ("\"[::1]:8399\"", "[::1]:8399"),
  ])
  func `The status page has an address of this machine`(value: String, address: String) throws {
    #expect(try monitoring("status_page: \(value)").statusPage?.description == address)
  }

  @Test(arguments: [
    "0.0.0.0:8399", "192.168.1.2:8399", "\"[::]:8399\"", "example.org:8399", "127.0.0.256:1",
    "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "\":8399\"", "8399", "\"unix:\"", "127.00.0.1:1",
    "unix:/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678",
  ])
  func `Any other address is an error`(value: String) {
    #expect(throws: ConfigurationError.self) { try monitoring("status_page: \(value)") }
  }

  @Test func `The mode of the socket is octal and lets its owner in`() throws {
    #expect(try monitoring("").statusPageMode == 0o660)
    #expect(try monitoring("status_page_mode: 0666").statusPageMode == 0o666)
    #expect(try monitoring("status_page_mode: \"600\"").statusPageMode == 0o600)
    for value in ["060", "0777", "rw", "68", "-660"] {
      #expect(throws: ConfigurationError.self) { try monitoring("status_page_mode: \(value)") }
    }
  }

  @Test func `Host names are compared in lower case and have no port`() throws {
    let hosts = try monitoring("status_page_hosts: [Status.Example.org]").statusPageHosts
    #expect(hosts == ["status.example.org"])
    for value in ["a b", "a:80", "a/b", "ü.example"] {
      #expect(throws: ConfigurationError.self) {
        try monitoring("status_page_hosts: [\"\(value)\"]")
      }
    }
  }

  @Test func `Only the status page needs a restart`() throws {
    let old = try monitoring("status_page: 127.0.0.1:1")
    #expect(try !old.needsRestart(for: monitoring("status_page: 127.0.0.1:1\nmetrics_file: /m")))
    #expect(try old.needsRestart(for: monitoring("status_page: 127.0.0.1:2")))
    #expect(try old.needsRestart(for: monitoring("")))
  }
}
