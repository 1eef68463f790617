import TestSupport
import Testing
import WebURL

@testable import Settings

@Suite struct SettingKeysHookTests {
  @Test func `A hook is a program with arguments`() throws {
    let hooks = try load(
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
    var mail = Hook(
      name: "mail",
      target: .program(
        HookProgram(
          argv: ["/c/hooks/mail", "--to", "ann"],
          environment: ["LEVEL": "3", "EMPTY": "", "TOKEN": "s3cret"])))
    mail.timeout = .seconds(5)
    mail.concurrency = 3
    mail.events = [.new, .sourceBroken]
    mail.sources = ["a"]
    mail.retry = BackOff(initial: .milliseconds(100), maximum: .seconds(1))
    mail.maximumAge = .seconds(3600)
    #expect(hooks[0] == mail)
    #expect(
      hooks[1...].map(\.target.program?.argv) == [["/bin/true"], ["/home/ann/bin/x"], ["true"]])
  }

  @Test(arguments: [
    (
      "environment: {LEDEWATCH_X: 1}",
      "environment: “LEDEWATCH_X” cannot be set; names that begin with LEDEWATCH_ are reserved"
    ),
    (
      "environment: {\"A B\": 2}",
      "environment: “A B” is not a valid name of an environment variable"
    ),
    ("environment: {A: \"b\\0\"}", "environment: the value must not contain NUL"),
    ("environment: A", "environment: expected “key: value” pairs (NAME: value), not “A”"),
    (
      "events: [news]",
      "events: expected one of new, revised, withdrawn, restored, gap, redesign, "
        + "private-address, source-degraded, source-broken, "
        + "source-blocked, source-quiet, source-recovered or source-reminder, not “news”; did you mean “new”?"
    ),
    (
      "secret_files: {T: no-such}",
      "secret_files: cannot read /c/no-such: no such file or directory"
    ),
    ("secret_files: {T: nul}", "secret_files: /c/nul is not a UTF-8 text file"),
    ("concurrency: 0", "concurrency: expected a whole number from 1 to 100, not “0”"),
    ("timeout: 5ms", "timeout: must be at least 10ms"),
    ("interval: 5m", "unknown key “interval” in a hook; it belongs in “defaults” or a source"),
  ])
  func `An invalid value of a hook is reported`(setting: String, message: String) {
    let all = diagnostics(
      "hooks: [{name: h, run: [/bin/true], \(setting)}]", files: ["/c/nul": "se\0cret"])
    #expect(all.map { $0.split(separator: ": ", maxSplits: 1)[1] } == [message[...]])
    #expect(!all.joined().contains("se\0cret"))
  }

  @Test func `Credentials of systemd are found by name`() throws {
    let configuration = try load(
      "hooks: [{name: h, run: [/bin/true], secret_files: {T: token}}]",
      files: ["/run/credentials/token": "s3cret"],
      environment: ["CREDENTIALS_DIRECTORY": "/run/credentials", "HOME": "/h"])
    #expect(configuration.hooks[0].target.program?.environment == ["T": "s3cret"])
  }
}

/// The kinds of hook, and the keys that belong to each.
@Suite struct HookKindTests {
  @Test func `A chat has its service, address, key and recipient`() throws {
    let hook = try load(
      "hooks: [{name: h, to: \"!room:x\", chat: matrix, url_file: u, token_file: t}]",
      files: ["/c/u": "https://matrix.example\n", "/c/t": "t0ken\n"]
    ).hooks[0]
    var chat = Chat(.matrix)
    chat.url = WebURL("https://matrix.example")
    (chat.token, chat.recipient) = ("t0ken", "!room:x")
    #expect(hook.target == .chat(chat))
  }

  @Test(arguments: [
    (
      "{name: h}",
      "a hook needs one of the keys “run”, “post”, “chat”, “feed”, “archive”, “s3”, “mail”"
    ),
    (
      "{name: h, run: [/bin/true], post: \"https://x.example\"}",
      "“run” and “post” exclude each other; a hook does one thing"
    ),
    (
      "{name: h, run: [/bin/true], format: raw}",
      "“format” belongs to a hook with “post”, and this one has “run”"
    ),
    (
      "{name: h, chat: slack, to: x}", "a hook with “chat: slack” needs “url” or “url_file”"
    ),
    ("{name: h, chat: telegram, to: x}", "a hook with “chat: telegram” needs “token_file”"),
    (
      "{name: h, chat: irc}",
      "chat: expected one of ntfy, gotify, slack, mattermost, discord, matrix, telegram or "
        + "pushover, not “irc”"
    ),
    (
      "{name: h, post: \"https://x.example\", headers: {webhook-id: 1}}",
      "headers: “webhook-id” is set by ledewatch"
    ),
    (
      "{name: h, post: \"https://x.example\", secret_file: t}",
      "secret_file: each line must be a secret of Standard Webhooks: “whsec_” and 24 to 64 bytes "
        + "in base64, or “whsk_” and an ed25519 key in base64"
    ),
  ])
  func `A hook of no kind, of two kinds or without a needed key is refused`(
    hook: String, message: String
  ) {
    let all = diagnostics("hooks: [\(hook)]", files: ["/c/t": "t0ken"])
    #expect(all.map { $0.split(separator: ": ", maxSplits: 1)[1] } == [message[...]])
  }
}

/// The conditions on what a hook receives.
@Suite struct HookFilterTests {
  private func load(_ match: String) throws -> TextFilter? {
    try SettingsTests.load(
      "hooks: [{name: h, run: [/bin/true], match: \(match)}]", files: [:]
    ).hooks[0].filter
  }

  @Test func `A list is of words, and a mapping has more conditions`() throws {
    var filter = TextFilter()
    filter.words = ["election", "town hall"]
    #expect(try load("[election, town hall]") == filter)
    filter.headline = ["a*"]
    (filter.byline, filter.languages, filter.excluded) = (["lee"], ["pt-BR"], ["sport"])
    #expect(
      try load(
        "{words: [election, town hall], headline: [a*], byline: [lee], language: [pt-BR], not: [sport]}"
      )
        == filter)
  }

  @Test(arguments: [
    ("match: []", "“match” has no condition"),
    ("match: [\"*\"]", "expected a word or a phrase of at most 200 characters"),
    ("match: {word: [a]}", "unknown key “word” in “match”; did you mean “words”?"),
    (
      "match: {language: [english]}", "language: expected a language tag (en, pt-BR), not “english”"
    ),
    ("tags: [sport]", "no source has the tag “sport”"),
  ])
  func `A condition that cannot be met is refused`(setting: String, message: String) {
    let all = diagnostics("hooks: [{name: h, run: [/bin/true], \(setting)}]", files: [:])
    #expect(all.map { $0.split(separator: ": ", maxSplits: 1)[1] } == [message[...]])
  }
}
