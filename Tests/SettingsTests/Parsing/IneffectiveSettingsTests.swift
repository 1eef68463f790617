import Testing

@testable import Settings

@Suite struct IneffectiveSettingsTests {
  private func warnings(_ text: String) throws -> [String] {
    try load(text).warnings.map { withoutMainFile("\($0)") }
  }

  @Test(arguments: [("keep", 0), ("link", 1), ("none", 1)])
  func `Images are kept only if articles have images`(mode: String, count: Int) throws {
    let warnings = try warnings(
      "sources: [{name: a, url: http://a.example, media: keep, remote_images: \(mode)}]\n")
    let expected = "1:51: media: it has no effect without “remote_images: keep”"
    #expect(warnings == Array(repeating: expected, count: count))
  }

  @Test func `Settings that other settings make ineffective are warnings`() throws {
    let warnings = try warnings(
      """
      ping_interval: 1m
      status_page_mode: "0600"
      status_page_hosts: [a.example]
      sources:
      - name: a
        url: http://a.example
        interval_shortest: 5m
        interval_longest: 6h
        revisions: off
        min_change: 4
      hooks:
      - {name: x, run: [true], events: []}
      - {name: y, run: [true], sources: []}
      """)
    #expect(
      warnings == [
        "1:16: ping_interval: it has no effect without “ping”",
        "2:19: status_page_mode: it has no effect without “status_page”",
        "3:20: status_page_hosts: it has no effect without “status_page”",
        "7:22: interval_shortest: it has no effect without “interval: adaptive”",
        "8:21: interval_longest: it has no effect without “interval: adaptive”",
        "10:15: min_change: it has no effect with “revisions: off”",
        "12:34: events: the list is empty, so the hook is never called",
        "13:35: sources: the list is empty, so the hook is never called",
      ])
  }

  @Test(arguments: [
    ("unix:/run/s", "status_page_hosts: it has no effect if “status_page” is a socket"),
    ("127.0.0.1:8399", "status_page_mode: it has no effect if “status_page” is a port"),
  ])
  func `A status page needs hosts for a port and a mode for a socket`(
    address: String, message: String
  ) throws {
    let warnings = try warnings(
      """
      status_page: \(address)
      status_page_mode: "0600"
      status_page_hosts: [a.example]
      sources: [{name: a, url: "http://a.example"}]
      """)
    #expect(warnings.count == 1 && warnings[0].hasSuffix(message))
  }

  @Test func `Settings that have an effect, and defaults, are no warnings`() throws {
    #expect(
      try warnings(
        """
        ping: http://a.example
        ping_interval: 1m
        status_page_hosts: []
        defaults: {interval_shortest: 5m, min_change: 3}
        sources:
        - {name: a, url: "http://a.example", interval: adaptive, interval_longest: 6h}
        - {name: b, url: "http://b.example", revisions: off}
        """
      ).isEmpty)
  }
}
