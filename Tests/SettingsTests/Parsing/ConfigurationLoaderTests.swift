import Basics
import Foundation
import Glibc
import News
import TestSupport
import Testing
import Web
import WebURL

@testable import Settings

@Suite struct ConfigurationLoaderTests {
  @Test func `A source needs a name and a URL; everything else has a default`() throws {
    let configuration = try load("sources:\n- name: gazette\n  url: http://Gazette.example\n")
    #expect(
      configuration
        == Configuration(
          sources: [Source(name: "gazette", url: WebURL("http://gazette.example/"))],
          spoolPath: "/home/ann/.local/state/ledewatch/spool",
          statePath: "/home/ann/.local/state/ledewatch", files: ["/c/ledewatch.yaml"]))
    #expect(configuration.ledgerPath == "/home/ann/.local/state/ledewatch/ledger.sqlite")
  }

  private static let manyDefaults =
    """
    sources:
    - {name: a, url: "http://a.example"}
    - {name: b, url: "http://b.example", interval: 1h30m, host_pause: 0, first_round: notify}
    defaults:
      interval: 0.2
      timezone: Asia/Seoul
      language: ko
      date_order: YMD
      charset: euc-kr
      fetch_limit: 10s
      page_limit: 2M
      allow: [10.0.0.0/8, "fd00::/8", 192.0.2.7]
      retry_first: 100ms
      retry_longest: 1.5
      back_off_first: 2s
      back_off_longest: 1w
      patience: 1d
      next_pages: 3
      robots: no
      paused: true
      contact: ann@example.org
    """

  @Test func `Sources inherit the defaults and may differ from them`() throws {
    let sources = try load(ConfigurationLoaderTests.manyDefaults).sources
    #expect(sources.map(\.schedule.interval) == [.milliseconds(200), .seconds(5400)])
    #expect(sources.map(\.politeness.hostPause) == [.seconds(2), .zero])
    #expect(sources.map(\.intake.firstRound) == [.spool, .notify])
    for source in sources {
      #expect(source.dates.timeZone.identifier == "Asia/Seoul")
      #expect(source.detection.language == "ko" && source.detection.charset == "euc-kr")
      #expect(source.dates.order == .yearMonthDay)
      let bounds = source.request.bounds
      #expect(bounds.maximumDuration == .seconds(10))
      #expect(bounds.maximumConnectDuration == .seconds(10))
      #expect(bounds.minimumSpeedPeriod == .seconds(10) && bounds.maximumBodySize == 2 << 20)
      #expect(
        source.network.allowed.map(\.description) == ["10.0.0.0/8", "fd00::/8", "192.0.2.7/32"])
      #expect(
        source.articles.retry == BackOff(initial: .milliseconds(100), maximum: .milliseconds(1500)))
      #expect(
        source.schedule.backOff == BackOff(initial: .seconds(2), maximum: .seconds(604_800)))
      #expect(source.articles.teaserFallbackAge == .seconds(86_400))
      #expect(source.intake.maximumNextPages == 3)
      #expect(!source.politeness.honorsRobots && source.schedule.isPaused)
      #expect(source.request.userAgent.hasSuffix(" (+ann@example.org)"))
      #expect(source.addressPolicy.allowed == source.network.allowed)
      #expect(source.addressPolicy.namedOrigins == [NamedOrigin(source.url)])
    }
  }

  @Test func `State and spool of a service are systemd's, those of a user XDG's`() throws {
    func paths(_ environment: [String: String], isService: Bool) throws -> [String] {
      let configuration = try load("", environment: environment, isService: isService)
      return [configuration.statePath, configuration.spoolPath]
    }
    #expect(try paths([:], isService: true) == ["/var/lib/ledewatch", "/var/spool/ledewatch"])
    #expect(
      try paths(["STATE_DIRECTORY": "/var/lib/x:/var/lib/y"], isService: true)
        == ["/var/lib/x", "/var/spool/ledewatch"])
    #expect(
      try paths(["HOME": "/h", "XDG_STATE_HOME": "/s"], isService: false)
        == ["/s/ledewatch", "/s/ledewatch/spool"])
    #expect(
      try paths(["HOME": "/h", "XDG_STATE_HOME": "relative"], isService: false)
        == ["/h/.local/state/ledewatch", "/h/.local/state/ledewatch/spool"])
    #expect(throws: ConfigurationError.self) { try paths([:], isService: false) }
    #expect(try load("state: s\nspool: ~/p", environment: ["HOME": "/h"]).statePath == "/c/s")
  }

  @Test func `The default file is systemd's for a service and XDG's for a user`() throws {
    func file(_ environment: [String: String], isService: Bool) -> String? {
      ConfigurationLoader(environment: environment, isService: isService).defaultFile
    }
    #expect(file([:], isService: true) == "/etc/ledewatch/ledewatch.yaml")
    #expect(
      file(["CONFIGURATION_DIRECTORY": "/etc/x"], isService: true) == "/etc/x/ledewatch.yaml")
    #expect(file(["HOME": "/h"], isService: false) == "/h/.config/ledewatch/ledewatch.yaml")
    #expect(file(["XDG_CONFIG_HOME": "/x"], isService: false) == "/x/ledewatch/ledewatch.yaml")
    #expect(file([:], isService: false) == nil)
  }

  @Test func `Without a file, the state of root is below its home directory, too`() throws {
    let configuration = try ConfigurationLoader(environment: ["HOME": "/h"], isService: true)
      .defaultConfiguration()
    #expect(configuration.statePath == "/h/.local/state/ledewatch")
  }

  @Test func `Files in sources.d add sources, each with defaults of its own`() throws {
    let configuration = try load(
      "defaults: {interval: 1m}\nsources: [{name: a, url: 'http://a.example'}]",
      included: [
        "b.yaml":
          "defaults: {timezone: UTC, interval: 2m}\nsources: [{name: b, url: 'http://b.example'}]",
        "c.yaml": "sources: [{name: c, url: 'http://c.example'}]\n",
        ".hidden.yaml": "nonsense", "readme.txt": "nonsense", "empty.yaml": "# nothing\n",
      ])
    #expect(configuration.sources.map(\.name) == ["a", "b", "c"])
    #expect(configuration.sources.map(\.schedule.interval.seconds) == [60, 120, 60])
    #expect(
      configuration.files == [
        "/c/ledewatch.yaml", "/c/sources.d/b.yaml", "/c/sources.d/c.yaml",
        "/c/sources.d/empty.yaml",
      ])
    #expect(
      diagnostics("", included: ["b.yaml": "spool: /x"]) == [
        "/c/sources.d/b.yaml:1:1: unknown key “spool” in the configuration; "
          + "it belongs in the main file, not indented"
      ])
  }

  private static let manyProblems =
    """
    spol: /x
    defaults:
      intervall: 5m
      language: english
    sources:
      - name: Gazette
        url: gazette.example
      - just words
      - url: http://c.example
      - {name: b, url: "http://d.example"}
      - {name: b, url: "http://e.example"}
    hooks:
      - name: h
        run: mail ann
        sources: [bb]
      - timeout: -1
    """

  @Test func `All diagnostics of all files are reported, each with its place`() {
    let all = diagnostics(
      ConfigurationLoaderTests.manyProblems,
      included: ["x.yaml": "sources: [{name: b, url: 'http://f.example'}]\nstate: /s"])
    #expect(
      all == [
        "1:1: unknown key “spol” in the configuration; did you mean “spool”?",
        "3:3: unknown key “intervall” in defaults; did you mean “interval”?",
        "4:13: language: expected a language tag (en, pt-BR), not “english”",
        "6:11: name: expected a name of at most 64 lowercase letters, digits, “.”, “_” and “-” "
          + "that begins with a letter or digit, not “Gazette”",
        "7:10: url: expected a URL that begins with http:// or https://, not “gazette.example”; did you mean “https://gazette.example/”?",
        "8:5: expected the “key: value” pairs of a source, not “just words”",
        "9:5: a source needs the key “name”",
        "11:12: duplicate name “b”; the first source with this name is at /c/ledewatch.yaml:10",
        "14:10: run: expected a list of words ([program, argument, …]; no shell is used), "
          + "not “mail ann”",
        "15:15: there is no source “bb”; did you mean “b”?",
        "16:5: a hook needs the key “name”",
        "16:5: a hook needs one of the keys “run”, “post”, “chat”, “feed”, “archive”, “s3”, “mail”",
        "16:14: timeout: expected a duration (30s, 5m, 1h30m, 1d; a number alone is seconds), "
          + "not “-1”",
        "/c/sources.d/x.yaml:1:18: duplicate name “b”; the first source with this name is at "
          + "/c/ledewatch.yaml:10",
        "/c/sources.d/x.yaml:2:1: unknown key “state” in the configuration; "
          + "it belongs in the main file, not indented",
      ])
  }

  @Test(arguments: [
    (true, "/etc/ledewatch/ledewatch.yaml", "--user", "/h/.config/ledewatch/ledewatch.yaml"),
    (false, "/h/.config/ledewatch/ledewatch.yaml", "--system", "/etc/ledewatch/ledewatch.yaml"),
  ])
  func `A missing default file is reported with that of the other place`(
    isService: Bool, missing: String, option: String, other: String
  ) throws {
    let loader = ConfigurationLoader(
      environment: ["HOME": "/h"], isService: isService,
      fileSystem: ConfigurationFileSystem(
        read: { (_, _) throws(ConfigurationFileSystem.FileError) in throw .init(errno: ENOENT) },
        names: { _ in [] }, executionError: { _ in nil },
        permissions: { $0 == other ? 0o644 : nil }))
    let error = #expect(throws: ConfigurationError.self) { try loader.load() }
    #expect(
      error?.diagnostics.map(\.description) == [
        "\(missing): cannot read the file: no such file or directory; “\(option)” reads \(other); "
          + "“ledewatch add URL” makes a configuration, and “ledewatch once URL” works without one"
      ])
    #expect(throws: ConfigurationError.self) { try loader.load(file: "/other.yaml") }
  }

  @Test func `A missing, long or binary file is reported with its name`() throws {
    let scratch = Scratch()
    let loader = ConfigurationLoader(
      environment: ["HOME": "/h"], isService: false, workingDirectory: scratch.path)
    func message(_ file: String?) -> String {
      do { _ = try loader.load(file: file) } catch { return "\(error)" }
      return "loaded"
    }
    #expect(
      message("/no/such.yaml")
        == "/no/such.yaml: cannot read the file: no such file or directory; "
        + "“ledewatch add URL” makes a configuration, and “ledewatch once URL” works without one")
    #expect(message(scratch.path) == "\(scratch.path): cannot read the file: is a directory")
    let long = scratch.write(String(repeating: "#", count: (1 << 20) + 1), to: "long.yaml")
    #expect(message(long) == "\(long): cannot read the file: larger than 1M")
    let bad = scratch.path("bad.yaml")
    try Data([0x61, 0x0a, 0x62, 0xff]).write(to: URL(fileURLWithPath: bad))
    #expect(message(bad) == "\(bad):2:2: the file is not UTF-8; save it in that encoding")
    #expect(message("/dev/null") == "loaded")
  }

  @Test func `Without HOME the messages say what to do`() {
    let loader = ConfigurationLoader(environment: [:], isService: false)
    #expect {
      try loader.load()
    } throws: {
      "\($0)" == "ledewatch.yaml: no default path, as HOME is not set; use --config FILE"
    }
    #expect {
      try loader.defaultConfiguration()
    } throws: {
      "\($0)"
        == "ledewatch.yaml: no default for “state” and “spool”, as HOME is not set; set both"
    }
  }
}
