import Glibc
import Settings
import Testing

@testable import Watch

@Suite struct SourceRegistrationTests {
  private func source(_ settings: String, files: [String: String] = [:]) throws -> Source {
    var all = files
    all["/c/ledewatch.yaml"] =
      "sources: [{name: a, url: http://a.example}]\ndefaults:\n  " + settings
    let contents = all
    let loader = ConfigurationLoader(
      environment: ["HOME": "/h"], isService: false,
      fileSystem: ConfigurationFileSystem(
        read: { (path, _) throws(ConfigurationFileSystem.FileError) in
          guard let text = contents[path] else { throw .init(errno: ENOENT) }
          return Array(text.utf8)
        },
        names: { _ in [] }, executionError: { _ in nil }))
    return try loader.load(file: "/c/ledewatch.yaml").sources[0]
  }

  @Test func `No log line contains the password of a proxy`() throws {
    let source = try source(
      "proxy: socks5h://proxy.test:1080\n  proxy_user: ann\n  proxy_password_file: secret",
      files: ["/c/secret": "p:@ss/ü\n"])
    #expect(source.route == " by socks5h://proxy.test:1080")
  }

  @Test func `Validators are discarded if the request changes`() throws {
    let plain = try source("interval: 5m").rules
    #expect(try source("interval: 6m").rules == plain)
    for change in [
      "headers: {Accept-Language: ko}", "language: ko", "charset: euc-kr", "user_agent: x",
      "fetch: {command: [x]}", "cookies: true", "date_format: \"%d.%m.%Y\"",
    ] { #expect(try source(change).rules != plain) }
  }

  @Test func `Validators are discarded if the rules for teasers change`() throws {
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

  @Test func `A changed password or authority file is used immediately`() throws {
    func secret(_ password: String) throws -> Source {
      try source("user: ann\n  password_file: pw", files: ["/c/pw": password])
    }
    #expect(try secret("s3cret").rules != secret("s3cre7").rules)
    #expect(try secret("s3cret").rules == secret("s3cret").rules)
    func trusting(_ authorities: String) throws -> Source {
      let file = "-----BEGIN CERTIFICATE-----\n\(authorities)"
      return try source("ca_file: ca.pem", files: ["/c/ca.pem": file])
    }
    let sources = try ["ours", "theirs"].map(trusting)
    #expect(Set(sources.map(\.rules)).count == 2)
    // A reload notices.
    #expect(Set(sources).count == 2)
    #expect(try trusting("ours") == trusting("ours"))
  }
}
