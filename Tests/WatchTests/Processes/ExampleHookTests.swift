import Dates
import Foundation
import News
import Settings
import Spool
import TestSupport
import Testing
import WebURL

@testable import Watch

/// Each hook of `Config/hooks`, run on a hostile record with the programs it calls replaced by
/// ones that write down what they are given.
@Suite struct ExampleHookTests {
  let scratch = Scratch()

  /// An example that refuses its arguments does not read the record.
  init() { signal(SIGPIPE, SIG_IGN) }

  let record: EntryRecord = {
    let link = WebURL("http://gazette.example/a/1")
    return EntryRecord(
      id: "a1",
      source: Source(name: "gazette", url: WebURL("http://gazette.example/")).entrySource,
      teaser: Teaser(
        link: link, lede: "The ferry was late.",
        headline: "Ferry <b>late</b>\nBcc: eve@example.org\u{0} $(touch pwned) `touch pwned` – ü",
        date: PageDate(day: Day(year: 2026, month: 3, day: 14)!)),
      article: Article(body: .init(text: "The ferry was late.\n.\nFrom here on, \u{1b}[31mred.")),
      firstSeen: 1_773_483_300, fetchedAt: nil)
  }()

  /// Runs a hook with programs of that name that keep their arguments and input.
  private func run(
    _ name: String, _ arguments: [String], fakes: [String], environment: [String: String] = [:],
    status: Int = 0, delivery: String = "17", title: String? = nil
  ) async -> HookOutcome {
    var document = record.document
    if let title { document.title = title }
    let bytes = document.bytes
    for fake in fakes {
      let script = """
        #!/bin/sh
        for word; do printf '%s\\0' "$word"; done > "\(scratch.path)/\(fake).args"
        for word; do case $word in @/*) cat "${word#@}" > "\(scratch.path)/\(fake).file";; esac; done
        if [ -n "$XDG_CONFIG_HOME" ]; then cat "$XDG_CONFIG_HOME/\(fake)" > "\(scratch.path)/\(fake).file"; fi
        cat > "\(scratch.path)/\(fake).input"
        exit \(status)
        """
      scratch.write(script, to: "bin/\(fake)", mode: 0o755)
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let runner = HookRunner(
      environment: ["PATH": scratch.path("bin") + ":" + path, "HOME": scratch.path])
    let hook = HookProgram(
      argv: [Examples.directory + "/hooks/" + name] + arguments, environment: environment)
    let told = HookEnvironment(
      record: bytes, entry: "/spool/new/e", attempt: 1, delivery: delivery)!
    return await runner.run(hook, timeout: .seconds(60), record: bytes, environment: told)
  }

  private func arguments(of fake: String) -> [String] {
    (scratch.read(fake + ".args") ?? "").split(
      separator: "\0", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  @Test func `mail sends one message that no page can add a header to`() async throws {
    let outcome = await run(
      "mail", ["-f", "me@example.org", "ann@example.org"], fakes: ["sendmail"])
    #expect(outcome.isDelivered, "\(outcome)")
    #expect(arguments(of: "sendmail") == ["-i", "-f", "me@example.org", "--", "ann@example.org"])
    let message = try #require(scratch.read("sendmail.input"))
    let parts = message.components(separatedBy: "\n\n")
    #expect(parts[0].contains("To: ann@example.org\n"))
    #expect(parts[0].contains("Message-ID: <gazette.a1.1@ledewatch>"))
    #expect(!parts[0].contains("\nBcc:"))
    #expect(await run("mail", ["ann@example.org"], fakes: ["sendmail"]).isDelivered)
    #expect(arguments(of: "sendmail") == ["-i", "--", "ann@example.org"])
    #expect(await run("mail", [], fakes: ["sendmail"]).ending == .exited(64))
    let failed = await run("mail", ["ann@example.org"], fakes: ["sendmail"], status: 75)
    #expect(failed.ending == .exited(75))
  }

  @Test(
    .enabled(if: Examples.hasPython, "python3 is not installed"),
    arguments: [
      "=?utf-8?q?x=0ABcc:_eve@example.org?=", "=?utf-8?q?x=0D=0ABcc:_eve@example.org?= and more",
      "=?utf-8?b?eApCY2M6IGV2ZUBleGFtcGxlLm9yZw==?=", "=?us-ascii?Q?=0D?= =?x?b?Cg?=",
      String(repeating: "Plan one ", count: 12) + "=?utf-8?q?x=0ABcc:_eve@example.org?=",
      "x\nBcc: eve@example.org", String(repeating: "평양 Größe ", count: 40), "plain",
    ])
  func `mail hands over a title with encoded words as text`(title: String) async throws {
    let outcome = await run("mail", ["ann@example.org"], fakes: ["sendmail"], title: title)
    #expect(outcome.isDelivered, "\(outcome)")
    let message = try #require(scratch.read("sendmail.input"))
    let head = try #require(message.components(separatedBy: "\n\n").first).split(separator: "\n")
    #expect(head.allSatisfy { $0.utf8.count <= 998 && $0.utf8.allSatisfy { 0x20...0x7E ~= $0 } })
    let names = head.filter { $0.first != " " }.map { $0.prefix { $0 != ":" } }
    #expect(
      names == [
        "To", "Subject", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
      ])
    // No word of the page is left for a mail program or library to decode.
    let subject = head.drop { !$0.hasPrefix("Subject: ") }.prefix {
      $0.hasPrefix("Subject: ") || $0.first == " "
    }.map { $0.hasPrefix(" ") ? $0.dropFirst() : $0.dropFirst("Subject: ".count) }
    let words = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(Examples.decoded(subject) == String("[gazette] \(words)".unicodeScalars.prefix(200)))
  }

  @Test func `desktop shows the title as text`() async {
    let outcome = await run("desktop", [], fakes: ["notify-send"])
    #expect(outcome.isDelivered, "\(outcome)")
    #expect(
      arguments(of: "notify-send") == [
        "--app-name=Ledewatch", "--", "gazette",
        "Ferry &lt;b&gt;late&lt;/b&gt; Bcc: eve@example.org  $(touch pwned) `touch pwned` – ü\n"
          + "http://gazette.example/a/1",
      ])
    // notify-send replaces octal numbers after a backslash by characters.
    _ = await run("desktop", [], fakes: ["notify-send"], title: #"a \074b\076"#)
    #expect(arguments(of: "notify-send").last?.hasPrefix("a &#92;074b&#92;076\n") == true)
  }

  @Test func `webhook posts the record, and its token stays off the command line`() async {
    let outcome = await run(
      "webhook", ["https://hooks.example/x"], fakes: ["curl"],
      environment: ["WEBHOOK_TOKEN": "s3cret"])
    #expect(outcome.isDelivered, "\(outcome)")
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

  @Test func `mqtt publishes the record, and neither it nor the password is on the command line`()
    async
  {
    let outcome = await run(
      "mqtt", ["broker.example:8883", "news/all"], fakes: ["mosquitto_pub"],
      environment: ["MQTT_USER": "ann", "MQTT_PASSWORD": "s3 cret", "MQTT_CA_FILE": "/ca.pem"])
    #expect(outcome.isDelivered, "\(outcome)")
    #expect(scratch.read("mosquitto_pub.input").map { Array($0.utf8) } == record.document.bytes)
    #expect(
      arguments(of: "mosquitto_pub") == [
        "-h", "broker.example", "-p", "8883", "-t", "news/all", "-q", "1", "-s",
      ])
    #expect(scratch.read("mosquitto_pub.file") == "-u ann\n-P s3 cret\n--cafile /ca.pem\n")
    let failed = await run("mqtt", ["broker.example", "news"], fakes: ["mosquitto_pub"], status: 5)
    #expect(failed.ending == .exited(5) && arguments(of: "mosquitto_pub").contains("1883"))
    #expect(await run("mqtt", ["broker.example"], fakes: ["mosquitto_pub"]).ending == .exited(64))
  }

  @Test func `git-archive commits a revision once`() async throws {
    let archive = scratch.path("archive")
    for _ in 0..<2 {
      let outcome = await run("git-archive", [archive], fakes: [])
      #expect(outcome.isDelivered, "\(outcome)")
    }
    let log = try Program(
      "/usr/bin/env", ["git", "-C", archive, "log", "--format=%s", "--name-only"]
    ).run()
    let text = String(decoding: log.standardOutput, as: UTF8.self)
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
    #expect(hooks.sorted() == ["desktop", "git-archive", "mail", "mqtt", "webhook"])
  }
}

enum Examples {
  static let hasPython = ["/usr/bin/python3", "/usr/local/bin/python3"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Returns the text of a header field that consists of a plain line or of base64 words (RFC 2047).
  static func decoded(_ lines: [Substring]) -> String {
    if lines.count == 1, !lines[0].contains("=?") { return String(lines[0]) }
    return lines.map { line in
      guard line.hasPrefix("=?utf-8?b?"), line.hasSuffix("?="), line.utf8.count <= 75,
        let bytes = Data(base64Encoded: String(line.dropFirst(10).dropLast(2)))
      else { return "not a word: \(line)" }
      return String(decoding: bytes, as: UTF8.self)
    }.joined()
  }

  /// `Config/`, four levels above this file.
  static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Config").path
}
