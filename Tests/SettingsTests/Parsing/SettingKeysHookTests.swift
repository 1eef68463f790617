import Testing

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
