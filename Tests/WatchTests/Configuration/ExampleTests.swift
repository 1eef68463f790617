import Dates
import Foundation
import News
import Spool
import TestSupport
import Testing

@testable import Watch

/// What lies in `Config/` is complete and works.
@Suite struct ExampleConfigurationTests {
  let directory = Examples.directory
  let text = String(
    decoding: FileManager.default.contents(atPath: Examples.directory + "/ledewatch.yaml")!,
    as: UTF8.self)

  @Test func `The example configuration is sound`() throws {
    let configuration = try reading(text)
    #expect(configuration.sources.map(\.name) == ["gazette", "harbour"])
    #expect(configuration.hooks.map(\.argv) == [["/c/hooks/mail", "editor@example.org"]])
  }

  @Test func `The example configuration names every setting, and none besides`() throws {
    var block = ""
    var named: Set<String> = []
    for line in uncommented.split(separator: "\n") {
      let setting = line.drop { $0 == " " || $0 == "-" }.prefix { $0 != ":" && $0 != " " }
      guard !setting.isEmpty, setting.first != "#", line.contains(":") else { continue }
      if line.first == " " || line.first == "-" {
        named.insert("\(block).\(setting)")
      } else {
        block = String(setting)
        named.insert(block)
      }
    }
    // Sources show what the defaults do not.
    let known = Set(SettingKeys.paths)
    #expect(known.subtracting(named) == [])
    #expect(
      named.subtracting(known) == ["sources.timezone", "sources.interval", "sources.first_round"])
  }

  @Test func `What the example configuration shows as defaults are the defaults`() throws {
    var shown = try reading(uncommented)
    let plain = try reading(
      """
      spool: /var/spool/ledewatch
      state: /var/lib/ledewatch
      sources:
      - {name: gazette, url: "https://gazette.example/news", timezone: Europe/Berlin}
      - name: harbour
        url: https://harbour.example/en/releases?page=1
        interval: 1h
        first_round: notify
      hooks: [{name: mail, run: [hooks/mail, editor@example.org]}]
      """)
    // These have no default but “as the page says”, “none” and “all”; something has to be shown.
    for index in shown.sources.indices {
      shown.sources[index].language = nil
      shown.sources[index].dateOrder = nil
      shown.sources[index].dateFormat = nil
      shown.sources[index].teasers = nil
      shown.sources[index].charset = nil
      shown.sources[index].credentials = nil
      shown.sources[index].proxy = nil
      shown.sources[index].fetchCommand = nil
      shown.sources[index].authorities = nil
      shown.sources[index].authoritiesHash = nil
      shown.sources[index].since = nil
      shown.sources[index].identitySpace = nil
      if index == 1 { shown.sources[index].timeZone = plain.sources[1].timeZone }
    }
    shown.hooks[0].sources = nil
    #expect(shown == plain)
  }

  /// A setting that is shown as a comment has no space after the `#`.
  private var uncommented: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }
      let rest = line.dropFirst(indent.count)
      guard rest.first == "#", let next = rest.dropFirst().first, next.isLetter else {
        return String(line)
      }
      return String(indent + rest.dropFirst())
    }.joined(separator: "\n")
  }

  private func reading(_ text: String) throws -> Configuration {
    var configuration = try read(
      text,
      files: [
        "/c/gazette-password": "s3cret", "/c/proxy-password": "s3cret",
        "/c/authorities.pem": "-----BEGIN CERTIFICATE-----",
      ])
    configuration.warnings = []
    return configuration
  }
}

/// Each hook of `Config/hooks`, run on a hostile record with the programs it calls replaced by
/// ones that write down what they are given.
@Suite struct ExampleHookTests {
  let scratch = Scratch()
  let record: EntryRecord = {
    let link = WebURL("http://gazette.example/a/1")!
    return EntryRecord(
      id: "a1",
      source: Source(name: "gazette", url: WebURL("http://gazette.example/")!).entrySource,
      teaser: Teaser(
        link: link, lede: "The ferry was late.",
        headline: "Ferry <b>late</b>\nBcc: eve@example.org\u{0} $(touch pwned) `touch pwned` – ü",
        date: PageDate(day: Day(year: 2026, month: 3, day: 14)!)),
      article: Article(text: "The ferry was late.\n.\nFrom here on, \u{1b}[31mred."),
      firstSeen: 1_773_483_300, fetchedAt: nil)
  }()

  /// Runs a hook with programs of that name that keep their arguments and input.
  private func run(
    _ name: String, _ arguments: [String], fakes: [String], environment: [String: String] = [:],
    status: Int = 0, delivery: String = "17"
  ) async -> HookOutcome {
    for fake in fakes {
      let script = """
        #!/bin/sh
        for word; do printf '%s\\0' "$word"; done > "\(scratch.path)/\(fake).args"
        for word; do case $word in @/*) cat "${word#@}" > "\(scratch.path)/\(fake).file";; esac; done
        cat > "\(scratch.path)/\(fake).input"
        exit \(status)
        """
      scratch.write(script, to: "bin/\(fake)", mode: 0o755)
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let runner = HookRunner(
      environment: ["PATH": scratch.path("bin") + ":" + path, "HOME": scratch.path])
    var hook = Hook(name: name, argv: [Examples.directory + "/hooks/" + name] + arguments)
    hook.environment = environment
    let told = HookEnvironment(
      record: record.document.bytes, entry: "/spool/new/e", attempt: 1, delivery: delivery)!
    return await runner.run(hook, record: record.document.bytes, environment: told)
  }

  private func arguments(of fake: String) -> [String] {
    (scratch.read(fake + ".args") ?? "").split(
      separator: "\0", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  @Test func `mail sends one message that no page can add a header to`() async throws {
    let outcome = await run(
      "mail", ["-f", "me@example.org", "ann@example.org"], fakes: ["sendmail"])
    #expect(outcome.delivered, "\(outcome)")
    #expect(arguments(of: "sendmail") == ["-i", "-f", "me@example.org", "--", "ann@example.org"])
    let message = try #require(scratch.read("sendmail.input"))
    let parts = message.components(separatedBy: "\n\n")
    #expect(parts[0].contains("To: ann@example.org\n"))
    #expect(parts[0].contains("Message-ID: <gazette.a1.1@ledewatch>"))
    #expect(!parts[0].contains("\nBcc:"))
    #expect(await run("mail", ["ann@example.org"], fakes: ["sendmail"]).delivered)
    #expect(arguments(of: "sendmail") == ["-i", "--", "ann@example.org"])
    #expect(await run("mail", [], fakes: ["sendmail"]).ending == .exited(64))
    let failed = await run("mail", ["ann@example.org"], fakes: ["sendmail"], status: 75)
    #expect(failed.ending == .exited(75))
  }

  @Test func `desktop shows the title as text`() async {
    let outcome = await run("desktop", [], fakes: ["notify-send"])
    #expect(outcome.delivered, "\(outcome)")
    #expect(
      arguments(of: "notify-send") == [
        "--app-name=Ledewatch", "--", "gazette",
        "Ferry &lt;b&gt;late&lt;/b&gt; Bcc: eve@example.org  $(touch pwned) `touch pwned` – ü\n"
          + "http://gazette.example/a/1",
      ])
  }

  @Test func `webhook posts the record, and its token stays off the command line`() async {
    let outcome = await run(
      "webhook", ["https://hooks.example/x"], fakes: ["curl"],
      environment: ["WEBHOOK_TOKEN": "s3cret"])
    #expect(outcome.delivered, "\(outcome)")
    #expect(scratch.read("curl.input").map { Array($0.utf8) } == record.document.bytes)
    #expect(arguments(of: "curl").suffix(2) == ["--", "https://hooks.example/x"])
    #expect(!arguments(of: "curl").joined().contains("s3cret"))
    #expect(
      scratch.read("curl.file") == """
        Content-Type: application/json
        Idempotency-Key: 17
        Ledewatch-Event: new
        Authorization: Bearer s3cret

        """)
    let failed = await run("webhook", ["https://hooks.example/x"], fakes: ["curl"], status: 22)
    #expect(failed.ending == .exited(22))
  }

  @Test func `git-archive commits a revision once`() async throws {
    let archive = scratch.path("archive")
    for _ in 0..<2 {
      let outcome = await run("git-archive", [archive], fakes: [])
      #expect(outcome.delivered, "\(outcome)")
    }
    let log = Process()
    let pipe = Pipe()
    log.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    log.arguments = ["git", "-C", archive, "log", "--format=%s", "--name-only"]
    log.standardOutput = pipe
    try log.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    log.waitUntilExit()
    #expect(
      text == """
        gazette: Ferry <b>late</b> Bcc: eve@example.org  $(touch pwned) `touch pwned` – ü

        gazette/a1.txt

        """)
    #expect(scratch.read("archive/gazette/a1.txt")?.hasSuffix("red.\n") == true)
    #expect(!scratch.list("archive").contains("pwned") && !scratch.list().contains("pwned"))
  }

  @Test func `There is no example without a test`() throws {
    let hooks = try FileManager.default.contentsOfDirectory(atPath: Examples.directory + "/hooks")
    #expect(hooks.sorted() == ["desktop", "git-archive", "mail", "webhook"])
  }
}

enum Examples {
  /// `Config/`, four levels above this file.
  static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Config").path
}
