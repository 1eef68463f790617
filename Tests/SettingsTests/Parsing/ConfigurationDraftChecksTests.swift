import Testing

@testable import Settings

@Suite struct ConfigurationDraftChecksTests {
  private func warnings(_ text: String, files: [String: String] = [:]) throws -> [String] {
    try load(text, files: files).warnings.map { withoutMainFile("\($0)") }
  }

  @Test func `Names that occur twice are reported with the place of the first`() {
    #expect(
      diagnostics("hooks: [{name: h, run: [a]}, {name: h, run: [b]}]") == [
        "1:37: duplicate name “h”; the first hook with this name is at /c/ledewatch.yaml:1"
      ])
  }

  @Test func `Sources with the same URL and programs that cannot run are warnings`() throws {
    let warnings = try warnings(
      """
      sources:
      - {name: a, url: "http://a.example"}
      - {name: b, url: "http://a.example/"}
      hooks:
      - {name: x, run: [/no/such/hook]}
      - {name: y, run: [no-such-program]}
      - {name: z, run: [true]}
      """)
    #expect(
      warnings == [
        "3:10: “b” has the same URL as “a”",
        "5:18: cannot run /no/such/hook: no such file or directory",
        "6:18: cannot run no-such-program: not found in PATH",
      ])
  }

  @Test func `Sources whose URLs differ in little are a warning`() throws {
    let warnings = try warnings(
      """
      sources:
      - {name: a, url: "http://a.example/news"}
      - {name: b, url: "https://www.a.example/news/"}
      - {name: c, url: "https://a.example/news?page=2"}
      """)
    #expect(
      warnings == [
        "3:10: the URL of “b” differs from that of “a” only by the scheme, “www.” or a last slash"
      ])
  }

  @Test func `A configuration without sources is a warning`() throws {
    #expect(
      try load("").warnings.map(\.message) == ["no sources are configured; nothing is watched"])
  }

  @Test func `A configuration may say that it has no sources`() throws {
    let configuration = try load("sources: []")
    #expect(configuration.warnings.count == 1)
    #expect(configuration.saysNoSources)
    #expect(try !load("sources:").saysNoSources)
  }

  @Test func `The ping has a URL and an interval`() throws {
    let ping = try load("{ping: 'https://hc.example/x', ping_interval: 1m}").ping
    #expect(ping.url?.string == "https://hc.example/x")
    #expect(ping.interval == .seconds(60))
    #expect(
      diagnostics("{ping: hc.example, ping_interval: 1s}") == [
        "1:8: ping: expected a URL that begins with http:// or https://, not “hc.example”; "
          + "did you mean “https://hc.example/”?",
        "1:35: ping_interval: must be at least 10s",
      ])
  }

  @Test func `A warning about the defaults is reported once, where they are`() throws {
    func warnings(_ settings: String) throws -> [String] {
      try self.warnings(
        """
        defaults: {\(settings)}
        sources: [{name: a, url: "http://a.example"}, {name: b, url: "http://b.example"}]
        """, files: ["/c/pw": "s3cret"])
    }
    #expect(
      try warnings("fetch: {command: [nope-prog]}")
        == ["1:29: cannot run nope-prog: not found in PATH"])
    #expect(
      try warnings("user: ann")
        == ["1:18: user: “password_file” is not set; an empty password is sent"])
    #expect(
      try warnings("password_file: pw")
        == ["1:27: password_file: “user” is not set; the password is not sent"])
    #expect(
      try warnings("proxy_user: ann, proxy_password_file: pw")
        == ["1:24: proxy_user: “proxy” is not set"])
    #expect(try warnings("user: ann, password_file: pw, fetch: {command: [/bin/true]}") == [])
  }
}
