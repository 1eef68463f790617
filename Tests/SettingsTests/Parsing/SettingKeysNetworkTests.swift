import News
import TestSupport
import Testing
import Web
import WebURL

@testable import Settings

@Suite struct NetworkSettingsTests {
  private func source(_ settings: String, files: [String: String] = [:]) throws -> Source {
    try read(
      "sources: [{name: a, url: http://a.example}]\ndefaults:\n  " + settings, files: files
    ).sources[0]
  }

  private func fault(_ settings: String, files: [String: String] = [:]) -> String {
    do {
      _ = try source(settings, files: files)
      return ""
    } catch { return (error as? ConfigurationError)?.diagnostics.first?.message ?? "\(error)" }
  }

  private func faultOfAddress(_ address: String) -> String {
    do {
      _ = try read("sources: [{name: a, url: '\(address)'}]", files: [:])
      return ""
    } catch { return (error as? ConfigurationError)?.diagnostics.first?.message ?? "\(error)" }
  }

  @Test func `An interval is a duration or learned`() throws {
    #expect(try source("interval: 5m").schedule.interval == 300)
    #expect(try !source("interval: 5m").schedule.isAdaptive)
    let adaptive = try source("interval: adaptive\n  interval_shortest: 2m\n  interval_longest: 1d")
    #expect(adaptive.schedule.isAdaptive)
    #expect((adaptive.schedule.minimumInterval, adaptive.schedule.maximumInterval) == (120, 86_400))
    #expect(try source("interval_shortest: 8h").schedule.maximumInterval == 8 * 3600)
    #expect(fault("interval: adaptiv").contains("is wanted here"))
    #expect(
      fault("interval_shortest: 2h\n  interval_longest: 1h").contains("at least interval_shortest"))
  }

  @Test func `Windows are a list of days and hours`() throws {
    let windows = try source("windows: [Mon-Fri 07:00-22:00, Sat]").schedule.windows
    #expect(windows == [TimeWindow("Mon-Fri 07:00-22:00")!, TimeWindow("Sat")!])
    #expect(fault("windows: [Mon-Fry 07:00-22:00]").contains("not “Mon-Fry 07:00-22:00”"))
    #expect(fault("windows: Mon").contains("a list is wanted here"))
  }

  @Test func `Headers go to the listing's own origin only`() throws {
    let source = try source(
      "headers: {Accept-Language: ko}\n  header_files: {X-Key: key}", files: ["/c/key": "s3cret\n"])
    #expect(source.request.headers == ["Accept-Language": "ko", "X-Key": "s3cret"])
    #expect(
      source.makeRequest(for: source.url).headers.map(\.name) == ["Accept-Language", "X-Key"])
    #expect(source.makeRequest(for: WebURL("http://b.example/")).headers.isEmpty)
  }

  @Test(arguments: ["User-Agent", "host", "If-None-Match", "Accept-Encoding", "Range"])
  func `Some headers are not a source's to set`(name: String) {
    #expect(fault("headers: {\(name): x}").contains("is not set here"))
  }

  @Test func `What is no header is refused`() {
    #expect(fault("headers: {\"X A\": x}").contains("are no header"))
    #expect(fault("headers: {X: \"a\\nb\"}").contains("of one line is wanted here"))
  }

  @Test func `Passwords in addresses are refused, and not repeated`() {
    let address = faultOfAddress("http://ann:s3cret@b.example/")
    #expect(address.contains("see user, password_file") && !address.contains("s3cret"))
    let proxy = fault("proxy: socks5://ann:s3c@ret@b.example")
    #expect(proxy.contains("“…@b.example”") && !proxy.contains("s3c"))
  }

  @Test func `A program may fetch, the address an argument of its own`() throws {
    let source = try source("fetch: {command: [browser, --dump-dom, \"{url}\"]}")
    #expect(source.request.fetchCommand == ["browser", "--dump-dom", "{url}"])
    #expect(fault("fetch: {command: [browser, \"--url={url}\"]}").contains("a whole argument"))
    #expect(fault("fetch: {command: [\"{url}\"]}").contains("the program comes first"))
    #expect(fault("fetch: {program: x}").contains("there are: command"))
  }

  @Test func `TLS has a minimum`() throws {
    #expect(
      try source("language: en").makeRequest(for: WebURL("http://a.example/")).minimumTLS
        == .oneTwo)
    #expect(
      try source("tls_minimum: 1.3").makeRequest(for: WebURL("http://a.example/")).minimumTLS
        == .oneThree)
    #expect(fault("tls_minimum: 1.1").contains("one of 1.2, 1.3"))
  }

  @Test func `A proxy's password is read from a file, and stands in no address`() throws {
    let way = "proxy: socks5h://proxy.test:1080\n  "
    let files = ["/c/secret": "p:@ss/ü\n"]
    let whole = try source(
      way + "proxy_user: ann\n  proxy_password_file: secret", files: files)
    #expect(whole.network.proxy == "socks5h://ann:p%3a%40ss%2f%c3%bc@proxy.test:1080")
    #expect(try source(way + "proxy_user: ann").network.proxy == "socks5h://ann@proxy.test:1080")
    #expect(
      fault("proxy: http://eve@proxy.test\n  proxy_user: ann").contains("has a user already"))
    #expect(fault(way + "proxy_user: 'a:b'").contains("without “:”"))
    #expect(fault(way + "proxy_password_file: none").contains("/c/none: No such file"))
  }

  @Test func `Another proxy than that of the defaults is not told its password`() throws {
    let sources = try read(
      """
      defaults: {proxy: "http://a.test", proxy_user: ann, proxy_password_file: secret}
      sources:
      - {name: a, url: "http://a.example"}
      - {name: b, url: "http://b.example", proxy: "http://b.test"}
      - {name: c, url: "http://c.example", proxy: "http://c.test", proxy_user: eve}
      """, files: ["/c/secret": "s3cret"]
    ).sources
    #expect(
      sources.map(\.network.proxy) == [
        "http://ann:s3cret@a.test", "http://b.test", "http://eve@c.test",
      ])
  }

  @Test func `Certificate authorities are looked into`() throws {
    let pem = ["/c/ca.pem": "-----BEGIN CERTIFICATE-----\nMII", "/c/key.pem": "-----BEGIN KEY"]
    #expect(try source("ca_file: ca.pem", files: pem).network.authoritiesPath == "/c/ca.pem")
    #expect(
      fault("ca_file: none.pem", files: pem).hasSuffix("/c/none.pem: No such file or directory"))
    #expect(fault("ca_file: key.pem", files: pem).contains("holds no certificate"))
  }

  @Test func `A user's name has no colon`() {
    #expect(fault("user: 'ann:s3cret'").contains("a user's name without “:”"))
  }

  @Test func `What is hardly meant is said once, where it stands`() throws {
    func warnings(_ settings: String) throws -> [String] {
      try read(
        """
        defaults: {\(settings)}
        sources: [{name: a, url: "http://a.example"}, {name: b, url: "http://b.example"}]
        """, files: ["/c/pw": "s3cret"]
      ).warnings.map { "\($0.line): \($0.message)" }
    }
    #expect(
      try warnings("fetch: {command: [nope-prog]}") == ["1: nope-prog: not found in PATH"])
    #expect(
      try warnings("user: ann") == ["1: user: without password_file an empty password is sent"])
    #expect(try warnings("password_file: pw") == ["1: password_file: without user it is not sent"])
    #expect(
      try warnings("proxy_user: ann, proxy_password_file: pw")
        == ["1: proxy_user: there is no proxy"])
    #expect(try warnings("user: ann, password_file: pw, fetch: {command: [/bin/true]}") == [])
  }

  @Test func `The first pause is not longer than the longest`() throws {
    for (name, path) in [
      ("retry", \SourceSettings.articles.retry), ("back_off", \.schedule.backOff),
    ] {
      func pauses(_ settings: String) throws -> BackOff {
        try source(settings)[dynamicMember: path]
      }
      #expect(
        fault("\(name)_first: 2m\n  \(name)_longest: 90s")
          == "\(name)_longest: at least \(name)_first, 2m")
      // What is not said gives way.
      #expect(try pauses("\(name)_first: 12h") == BackOff(initial: 43_200, maximum: 43_200))
      #expect(try pauses("\(name)_longest: 5s") == BackOff(initial: 5, maximum: 5))
    }
  }

  @Test func `A longer fetch has more time for each of its parts`() throws {
    let times = try ["10s", "40s", "1m", "5m"].map { limit in
      let bounds = try source("fetch_limit: \(limit)").request.bounds
      return [bounds.totalTime, bounds.connectTime, Double(bounds.lowSpeedTime)]
    }
    #expect(times == [[10, 10, 10], [40, 20, 30], [60, 20, 30], [300, 100, 150]])
  }

  @Test func `A value that is cut in a message ends so`() {
    let long = String(repeating: "a", count: 100)
    #expect(fault("interval: \(long)").hasSuffix("not “\(String(repeating: "a", count: 39))…”"))
  }
}
