import News
import Testing
import Web

@testable import Watch

@Suite struct NetworkSettingsTests {
  private func source(_ settings: String, files: [String: String] = [:]) throws -> Source {
    try read(
      "sources: [{name: a, url: http://a.example}]\ndefaults:\n  " + settings, files: files
    ).sources[0]
  }

  private func fault(_ settings: String) -> String {
    do {
      _ = try source(settings)
      return ""
    } catch { return (error as? ConfigurationError)?.faults.first?.message ?? "\(error)" }
  }

  private func faultOfAddress(_ address: String) -> String {
    do {
      _ = try read("sources: [{name: a, url: '\(address)'}]", files: [:])
      return ""
    } catch { return (error as? ConfigurationError)?.faults.first?.message ?? "\(error)" }
  }

  @Test func `An interval is a duration or learned`() throws {
    #expect(try source("interval: 5m").interval == 300)
    #expect(try !source("interval: 5m").isAdaptive)
    let adaptive = try source("interval: adaptive\n  interval_shortest: 2m\n  interval_longest: 1d")
    #expect(adaptive.isAdaptive)
    #expect((adaptive.shortestInterval, adaptive.longestInterval) == (120, 86_400))
    #expect(try source("interval_shortest: 8h").longestInterval == 8 * 3600)
    #expect(fault("interval: adaptiv").contains("is wanted here"))
    #expect(
      fault("interval_shortest: 2h\n  interval_longest: 1h").contains("at least interval_shortest"))
  }

  @Test func `Windows are a list of days and hours`() throws {
    let windows = try source("windows: [Mon-Fri 07:00-22:00, Sat]").windows
    #expect(windows == [TimeWindow("Mon-Fri 07:00-22:00")!, TimeWindow("Sat")!])
    #expect(fault("windows: [Mon-Fry 07:00-22:00]").contains("not “Mon-Fry 07:00-22:00”"))
    #expect(fault("windows: Mon").contains("a list is wanted here"))
  }

  @Test func `Headers go to the listing's own origin only`() throws {
    let source = try source(
      "headers: {Accept-Language: ko}\n  header_files: {X-Key: key}", files: ["/c/key": "s3cret\n"])
    #expect(source.headers == ["Accept-Language": "ko", "X-Key": "s3cret"])
    #expect(source.request(source.url).headers.map(\.name) == ["Accept-Language", "X-Key"])
    #expect(source.request(Address("http://b.example/")!).headers.isEmpty)
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
    #expect(source.fetchCommand == ["browser", "--dump-dom", "{url}"])
    #expect(fault("fetch: {command: [browser, \"--url={url}\"]}").contains("a whole argument"))
    #expect(fault("fetch: {command: [\"{url}\"]}").contains("the program comes first"))
    #expect(fault("fetch: {program: x}").contains("there are: command"))
  }

  @Test func `TLS has a minimum`() throws {
    #expect(try source("language: en").request(Address("http://a.example/")!).minimumTLS == .oneTwo)
    #expect(
      try source("tls_minimum: 1.3").request(Address("http://a.example/")!).minimumTLS == .oneThree)
    #expect(fault("tls_minimum: 1.1").contains("one of 1.2, 1.3"))
  }

  @Test func `Validators are void where something else is asked for`() throws {
    let plain = try source("interval: 5m").rules
    #expect(try source("interval: 6m").rules == plain)
    for change in [
      "headers: {Accept-Language: ko}", "language: ko", "charset: euc-kr", "user_agent: x",
      "fetch: {command: [x]}", "cookies: true", "date_format: \"%d.%m.%Y\"",
    ] { #expect(try source(change).rules != plain) }
  }

  @Test func `Validators are void where teasers are found by other rules`() throws {
    let parts = ["link", "headline", "lede", "date", "image", "next"].flatMap { part in
      [
        "\(part): a", "\(part): b", "\(part): {attribute: a}", "\(part): {pattern: (a)}",
        "\(part): {pattern: (a), template: $1}", "\(part): {pattern: (a), template: /$1}",
      ]
    }
    let rules = ["item: li", "item: tr"] + parts
    let hashes = try rules.map { try source("teasers: {\($0)}").rules }
    #expect(Set(hashes).count == rules.count)
    let plain = try source("interval: 5m").rules
    #expect(!hashes.contains(plain))
    let again = try rules.map { try source("teasers: {\($0)}").rules }
    #expect(hashes == again)
  }

  @Test func `Another password, or other authorities in the same file, are tried at once`() throws {
    func secret(_ password: String) throws -> Source {
      try source("user: ann\n  password_file: pw", files: ["/c/pw": password])
    }
    #expect(try secret("s3cret").rules != secret("s3cre7").rules)
    #expect(try secret("s3cret").rules == secret("s3cret").rules)
    func trusting(_ authorities: String?) throws -> Source {
      try source("ca_file: ca.pem", files: authorities.map { ["/c/ca.pem": $0] } ?? [:])
    }
    let sources = try [nil, "ours", "theirs"].map(trusting)
    #expect(Set(sources.map(\.rules)).count == 3)
    // A reload notices.
    #expect(Set(sources).count == 3)
    #expect(try trusting("ours") == trusting("ours"))
  }
}
