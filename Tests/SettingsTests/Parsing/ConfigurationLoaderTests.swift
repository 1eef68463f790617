import Foundation
import News
import TestSupport
import Testing
import Web
import WebURL

@testable import Settings

/// Reads a configuration from texts instead of files.
func read(
  _ text: String, parts: [String: String] = [:], files: [String: String] = [:],
  environment: [String: String] = ["HOME": "/home/ann", "PATH": "/bin"], isService: Bool = false
) throws -> Configuration {
  var all = files
  all["/c/ledewatch.yaml"] = text
  for (name, text) in parts { all["/c/sources.d/" + name] = text }
  let contents = all
  let loader = ConfigurationLoader(
    environment: environment, isService: isService, workingDirectory: "/work",
    files: ConfigurationFileSystem(
      read: { (path, limit) throws(ConfigurationFileSystem.FileError) in
        guard let text = contents[path] else { throw .init(errno: ENOENT) }
        guard text.utf8.count <= limit else { throw .init(errno: EFBIG) }
        return Array(text.utf8)
      },
      names: { directory in
        contents.keys.filter { $0.hasPrefix(directory + "/") }
          .map { String($0.dropFirst(directory.count + 1)) }
      },
      obstacle: { $0 == "/bin/true" ? nil : "No such file or directory" }))
  return try loader.load(file: "/c/ledewatch.yaml")
}

/// The faults of a configuration, without the name of its first file.
private func faults(_ text: String, parts: [String: String] = [:], files: [String: String] = [:])
  -> [String]
{
  do {
    _ = try read(text, parts: parts, files: files)
    return []
  } catch let error as ConfigurationError {
    return error.diagnostics.map { "\($0)".replacing("/c/ledewatch.yaml:", with: "") }
  } catch {
    return ["\(error)"]
  }
}

/// The fault of one setting of a source.
private func fault(_ setting: String) -> String {
  let all = faults("sources: [{name: a, url: http://a.example}]\ndefaults: {\(setting)}")
  return all.count == 1 ? all[0] : "\(all)"
}

@Suite struct ConfigurationTests {
  @Test func `A source needs a name and an address; all else has a default`() throws {
    let configuration = try read("sources:\n- name: gazette\n  url: http://Gazette.example\n")
    #expect(
      configuration
        == Configuration(
          sources: [Source(name: "gazette", url: WebURL("http://gazette.example/"))],
          spoolPath: "/home/ann/.local/state/ledewatch/spool",
          statePath: "/home/ann/.local/state/ledewatch", files: ["/c/ledewatch.yaml"]))
    #expect(configuration.ledgerPath == "/home/ann/.local/state/ledewatch/ledger.sqlite")
  }

  @Test func `Ten thousand sources keep the settings of defaults once`() throws {
    /// Where a source's settings lie.
    func place(_ source: Source) -> ObjectIdentifier? {
      Mirror(reflecting: source).children.first { $0.label == "shared" }
        .map { ObjectIdentifier($0.value as AnyObject) }
    }
    var sources = try read(
      """
      defaults: {interval: 1h, timezone: Asia/Seoul}
      sources: [{name: a, url: "http://a.example"}, {name: b, url: "http://b.example"}]
      """
    ).sources
    #expect(place(sources[0]) != nil && place(sources[0]) == place(sources[1]))
    #expect(MemoryLayout<Source>.stride < 160)
    // To change one changes no other.
    sources[0].schedule.interval = 60
    #expect(sources.map(\.schedule.interval) == [60, 3600])
    #expect(sources.map(\.dates.timeZone.identifier) == ["Asia/Seoul", "Asia/Seoul"])
  }

  @Test func `Sources inherit defaults and say otherwise`() throws {
    let sources = try read(
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
    ).sources
    #expect(sources.map(\.schedule.interval) == [0.2, 5400])
    #expect(sources.map(\.politeness.hostPause) == [2, 0])
    #expect(sources.map(\.intake.firstRound) == [.spool, .notify])
    for source in sources {
      #expect(source.dates.timeZone.identifier == "Asia/Seoul")
      #expect(source.detection.language == "ko" && source.detection.charset == "euc-kr")
      #expect(source.dates.order == .yearMonthDay)
      #expect(source.request.bounds.totalTime == 10 && source.request.bounds.connectTime == 10)
      #expect(
        source.request.bounds.lowSpeedTime == 10 && source.request.bounds.bodyBytes == 2 << 20)
      #expect(source.network.allowedRanges == ["10.0.0.0/8", "fd00::/8", "192.0.2.7/32"])
      #expect(source.articles.retry == BackOff(initial: 0.1, maximum: 1.5))
      #expect(source.schedule.backOff == BackOff(initial: 2, maximum: 604_800))
      #expect(source.articles.teaserFallbackAge == 86_400 && source.intake.maximumNextPages == 3)
      #expect(!source.politeness.honorsRobots && source.schedule.isPaused)
      #expect(source.request.userAgent.hasSuffix(" (+ann@example.org)"))
      #expect(source.addressPolicy.allowedRanges == source.network.allowedRanges)
      #expect(source.addressPolicy.namedHosts == [source.url.host])
    }
  }

  @Test func `What a source needs to get in goes to its own origin only`() throws {
    let source = try read(
      """
      sources:
      - name: a
        url: https://a.example/news
        user: ann
        password_file: pw
        cookies: yes
        proxy: socks5h://proxy.example:1080
        ca_file: ca.pem
        address_family: ipv6
      """,
      files: ["/c/pw": "s3cret\n", "/c/ca.pem": "Ours\n-----BEGIN CERTIFICATE-----\nMII\n"]
    ).sources[0]
    let request = source.makeRequest(for: WebURL("https://a.example/story"))
    #expect(request.credentials == Credentials(user: "ann", password: "s3cret"))
    #expect(request.proxy == "socks5h://proxy.example:1080")
    #expect(request.authorities == "/c/ca.pem" && request.addressFamily == .ipv6)
    #expect(request.cookieJar?.name == "a")
    #expect(source.makeRequest(for: WebURL("https://b.example/story")).credentials == nil)
    #expect(source.makeRequest(for: WebURL("http://a.example/story")).credentials == nil)
  }

  @Test func `A hook is a program and its arguments`() throws {
    let hooks = try read(
      """
      sources: [{name: a, url: "http://a.example"}]
      hooks:
      - name: mail
        run: [hooks/mail, --to, "ann"]
        timeout: 5s
        concurrency: 3
        events: [new, source-broken]
        sources: [a]
        environment: {LEVEL: 3, EMPTY: ""}
        secret_files: {TOKEN: token}
        retry_first: 0.1
        retry_longest: 1
        give_up_after: 1h
      - {name: ok, run: [/bin/true]}
      - {name: home, run: [~/bin/x]}
      - {name: path, run: [true]}
      """, files: ["/c/token": "s3cret\n"]
    ).hooks
    var mail = Hook(name: "mail", argv: ["/c/hooks/mail", "--to", "ann"])
    mail.timeout = 5
    mail.concurrency = 3
    mail.events = [.new, .sourceBroken]
    mail.sources = ["a"]
    mail.environment = ["LEVEL": "3", "EMPTY": "", "TOKEN": "s3cret"]
    mail.retry = BackOff(initial: 0.1, maximum: 1)
    mail.maximumAge = 3600
    #expect(hooks[0] == mail)
    #expect(hooks[1...].map(\.argv) == [["/bin/true"], ["/home/ann/bin/x"], ["true"]])
  }

  @Test func `Places are systemd's for a service and XDG's for a person`() throws {
    func places(_ environment: [String: String], isService: Bool) throws -> [String] {
      let configuration = try read("", environment: environment, isService: isService)
      return [configuration.statePath, configuration.spoolPath]
    }
    #expect(
      try places([:], isService: true) == ["/var/lib/ledewatch", "/var/spool/ledewatch"])
    #expect(
      try places(["STATE_DIRECTORY": "/var/lib/x:/var/lib/y"], isService: true)
        == ["/var/lib/x", "/var/spool/ledewatch"])
    #expect(
      try places(["HOME": "/h", "XDG_STATE_HOME": "/s"], isService: false)
        == ["/s/ledewatch", "/s/ledewatch/spool"])
    #expect(
      try places(["HOME": "/h", "XDG_STATE_HOME": "relative"], isService: false)
        == ["/h/.local/state/ledewatch", "/h/.local/state/ledewatch/spool"])
    #expect(throws: ConfigurationError.self) { try places([:], isService: false) }
    #expect(try read("state: s\nspool: ~/p", environment: ["HOME": "/h"]).statePath == "/c/s")

    func file(_ environment: [String: String], isService: Bool) -> String? {
      ConfigurationLoader(environment: environment, isService: isService).defaultFile
    }
    #expect(file([:], isService: true) == "/etc/ledewatch/ledewatch.yaml")
    #expect(
      file(["CONFIGURATION_DIRECTORY": "/etc/x"], isService: true) == "/etc/x/ledewatch.yaml")
    #expect(file(["HOME": "/h"], isService: false) == "/h/.config/ledewatch/ledewatch.yaml")
    #expect(file(["XDG_CONFIG_HOME": "/x"], isService: false) == "/x/ledewatch/ledewatch.yaml")
    #expect(file([:], isService: false) == nil)
    let person = try ConfigurationLoader(environment: ["HOME": "/h"], isService: true)
      .defaultConfiguration()
    #expect(person.statePath == "/h/.local/state/ledewatch")
  }

  @Test func `Files in sources.d add to it, each with defaults of its own`() throws {
    let configuration = try read(
      "defaults: {interval: 1m}\nsources: [{name: a, url: 'http://a.example'}]",
      parts: [
        "b.yaml":
          "defaults: {timezone: UTC, interval: 2m}\nsources: [{name: b, url: 'http://b.example'}]",
        "c.yaml": "sources: [{name: c, url: 'http://c.example'}]\n",
        ".hidden.yaml": "nonsense", "readme.txt": "nonsense", "empty.yaml": "# nothing\n",
      ])
    #expect(configuration.sources.map(\.name) == ["a", "b", "c"])
    #expect(configuration.sources.map(\.schedule.interval) == [60, 120, 60])
    #expect(
      configuration.files == [
        "/c/ledewatch.yaml", "/c/sources.d/b.yaml", "/c/sources.d/c.yaml",
        "/c/sources.d/empty.yaml",
      ])
    #expect(
      faults("", parts: ["b.yaml": "spool: /x"])[0]
        .hasPrefix("/c/sources.d/b.yaml:1:1: unknown setting “spool” of the configuration; there"))
  }

  @Test func `What is allowed but hardly meant is a warning`() throws {
    let warnings = try read(
      """
      sources:
      - {name: a, url: "http://a.example"}
      - {name: b, url: "http://a.example/"}
      hooks:
      - {name: x, run: [/no/such/hook]}
      - {name: y, run: [no-such-program]}
      - {name: z, run: [true]}
      """
    ).warnings
    #expect(
      warnings.map { "\($0)".replacing("/c/ledewatch.yaml:", with: "") } == [
        "3:10: watches the same page as “a”",
        "5:18: /no/such/hook: No such file or directory",
        "6:18: no-such-program: not found in PATH",
      ])
    #expect(try read("").warnings.map(\.message) == ["there are no sources: nothing is watched"])
  }
}

@Suite struct ConfigurationFaultTests {
  @Test func `All faults are told, each with its place`() {
    let all = faults(
      """
      spol: /x
      defaults:
        intervall: 5m
        language: english
      sources:
        - name: Gazette
          url: gazette.example
        - name: b
          url: http://b.example
          interval: soon
          first_round: notfy
          allow: [10.0.0.0/33, localhost]
        - just words
        - url: http://c.example
        - {name: b, url: "http://d.example"}
      hooks:
        - name: h
          run: mail ann
          sources: [bb]
          environment: {LEDEWATCH_X: 1, "A B": 2}
        - timeout: -1
      """)
    #expect(
      all
        == [
          "1:1: unknown setting “spol” of the configuration (did you mean “spool”?); there are: "
            + "spool, state, formats, concurrency, remember, defaults, sources, hooks",
          "3:3: unknown setting “intervall” of defaults (did you mean “interval”?); there are: "
            + SettingKeys.source.map(\.name).joined(separator: ", "),
          "4:13: language: a language tag (en, pt-BR) is wanted here, not “english”",
          "6:11: name: a name of small letters, digits, “.”, “_” and “-”, at most 64 is wanted "
            + "here, not “Gazette”",
          "7:10: url: an address with http:// or https:// is wanted here, not “gazette.example”",
          "10:15: interval: a duration (30s, 5m, 1h30m, 1d; a number alone is seconds) is wanted "
            + "here, not “soon”",
          "11:18: first_round: one of spool, notify, skip is wanted here, not “notfy” (did you "
            + "mean “notify”?)",
          "12:13: allow: an address range (192.168.0.0/16, fd00::/8) is wanted here, not "
            + "“10.0.0.0/33”",
          "12:26: allow: an address range (192.168.0.0/16, fd00::/8) is wanted here, not "
            + "“localhost”",
          "13:5: a source consists of name: value pairs",
          "14:5: a source needs “name”",
          "15:12: another source is called “b” (8)",
          "18:10: run: a list is wanted here: [program, argument, …]; there is no shell",
          "19:15: there is no source “bb” (did you mean “b”?)",
          "20:32: environment: “LEDEWATCH_X”: names that begin with LEDEWATCH_ are ours",
          "20:42: environment: “A B” is no name of an environment variable",
          "21:5: a hook needs “name”", "21:5: a hook needs “run”",
          "21:14: timeout: a duration (30s, 5m, 1h30m, 1d; a number alone is seconds) is wanted "
            + "here, not “-1”",
        ])
  }

  @Test(arguments: [
    ("timezone: Europe/Berln", "(did you mean “Europe/Berlin”?)"),
    ("timezone: berlin", "(did you mean “Europe/Berlin”?)"), ("timezone: EST", "not “EST”"),
    ("date_order: dmy", "one of MDY, DMY, YMD is wanted here, not “dmy” (did you mean “DMY”?)"),
    ("robots: maybe", "true or false is wanted here, not “maybe”"),
    ("robots: ", "true or false is wanted here"), ("interval: 0", "at least 0.01 seconds"),
    ("interval: 1e9", "a duration"), ("interval: 100000w", "a duration"),
    ("interval: 5 parsecs", "a duration"), ("interval: [5]", "a duration"),
    ("interval: nan", "a duration"), ("page_limit: 10 bananas", "a size"),
    ("page_limit: 9999999999G", "a size from"), ("next_pages: 1.5", "a number from 0 to 1000"),
    ("charset: \"utf 8\"", "a charset's label"), ("charset: ujf-8", "(did you mean “utf-8”?)"),
    ("charset: win-1251", "not “win-1251” (did you mean “windows-1251”?)"),
    ("charset: ISO 8859-2", "(did you mean “iso-8859-2”?)"),
    ("charset: cp949", "(did you mean “euc-kr”?)"), ("charset: \"1250\"", "“windows-1250”"),
    ("charset: klingon", "is wanted here, not “klingon”"),
    ("user_agent: \"a\\r\\nHost: b\"", "a text of one line"),
    ("allow: 10.0.0.0/8", "a list is wanted here"), ("[a]: b", "a setting's name is a word"),
  ])
  func `A wrong value says what is allowed`(setting: String, message: String) {
    #expect(fault(setting).contains(message))
  }

  @Test func `What is no YAML says where`() {
    #expect(
      faults("sources: [") == [
        "2:1: YAML: did not find expected node content (while parsing a flow node)"
      ])
    #expect(faults("a: b: c")[0].hasPrefix("1:5: YAML: mapping values are not allowed"))
    #expect(faults("sources: *x") == ["1:10: YAML: found undefined alias"])
    #expect(faults("state: /a\nstate: /b")[0].contains("twice in one place: state"))
    #expect(faults("state: \u{1}/a")[0].hasPrefix("1:8: YAML: control characters are not allowed"))
    #expect(faults("--- a\n--- b")[0].contains("YAML: but found another document"))
    #expect(faults("- a") == ["1:1: the configuration consists of name: value pairs"])
  }

  @Test func `A name given twice is told with the other's place, over files too`() {
    #expect(
      faults(
        "sources: [{name: a, url: 'http://a.example'}]",
        parts: ["x.yaml": "sources:\n- name: a\n  url: http://b.example"])
        == ["/c/sources.d/x.yaml:2:9: another source is called “a” (1)"])
  }

  @Test func `A file that is missing, too long or no text is told with its name`() throws {
    let files = ConfigurationFileSystem.system
    let directory = NSTemporaryDirectory() + "ledewatch-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    func write(_ bytes: Data, to name: String) throws -> String {
      try bytes.write(to: URL(fileURLWithPath: directory + "/" + name))
      return directory + "/" + name
    }
    let loader = ConfigurationLoader(
      environment: ["HOME": "/h"], isService: false, workingDirectory: directory, files: files)
    func message(_ file: String?) -> String {
      do { _ = try loader.load(file: file) } catch { return "\(error)" }
      return "read"
    }
    #expect(
      message("/no/such.yaml")
        == "/no/such.yaml: no such file; “ledewatch once URL” works without a configuration")
    #expect(message(directory).contains("Is a directory"))
    let long = try write(Data(repeating: 0x23, count: (1 << 20) + 1), to: "long.yaml")
    #expect(message(long).hasSuffix("longer than 1048576 bytes"))
    let bad = try write(Data([0x61, 0x0a, 0x62, 0xff]), to: "bad.yaml")
    #expect(message(bad).hasSuffix("bad.yaml:2:1: is not UTF-8"))
    #expect(message("/dev/null") == "read")
  }

  @Test func `A secret that can't be read is a fault, and never shown`() {
    let hook = { (file: String) in
      "hooks: [{name: h, run: [/bin/true], secret_files: {T: \(file)}}]"
    }
    #expect(
      faults(hook("no-such")) == ["1:55: secret_files: /c/no-such: No such file or directory"])
    #expect(
      faults(hook("nul"), files: ["/c/nul": "se\0cret"]) == [
        "1:55: secret_files: /c/nul: holds no text"
      ])
  }

  @Test func `Credentials of systemd are found by name`() throws {
    let configuration = try read(
      "hooks: [{name: h, run: [/bin/true], secret_files: {T: token}}]",
      files: ["/run/credentials/token": "s3cret"],
      environment: ["CREDENTIALS_DIRECTORY": "/run/credentials", "HOME": "/h"])
    #expect(configuration.hooks[0].environment == ["T": "s3cret"])
  }

  @Test func `Aliases that multiply are refused before they do`() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(faults(text)[0].contains("more than 24 YAML aliases"))
    var few = "a0: &a0 [x, x]\n"
    for level in 1...11 { few += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(faults(few + "? *a11\n: x\n? *a10\n: y\n").count == 14)
  }

  @Test func `Deep nesting and many keys end soon`() {
    #expect(faults(String(repeating: "[", count: 100_000)).count == 1)
    #expect(faults(String(repeating: "a: {", count: 5_000)).count == 1)
    #expect(faults((0..<2000).map { "k\($0): v\n" }.joined()).count == 2000)
  }
}

@Suite struct PausesTests {
  @Test func `BackOff double up to the longest`() {
    let pauses = BackOff(initial: 1, maximum: 10)
    #expect((0...6).map { pauses.delay(afterFailures: $0) } == [1, 1, 2, 4, 8, 10, 10])
    #expect(pauses.delay(afterFailures: .max) == 10)
    #expect(pauses.delay(afterFailures: 2, jitter: 0.5) == 1.75)
    #expect(BackOff(initial: 5, maximum: 1).delay(afterFailures: 1) == 1)
  }
}
