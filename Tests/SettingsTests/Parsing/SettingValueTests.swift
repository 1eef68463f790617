import Testing

@testable import Settings

@Suite struct SettingValueTests {
  private static let duration =
    "expected a duration (30s, 5m, 1h30m, 1d; a number alone is seconds)"
  private static let name =
    "expected a name of at most 64 lowercase letters, digits, “.”, “_” and “-” that begins with a "
    + "letter or digit"
  private static let zone =
    "expected a time zone of the IANA database (Europe/Berlin, Asia/Seoul, UTC)"
  private static let charset = "expected a charset label (utf-8, windows-1251, euc-kr)"
  private static let words = "expected a list of words ([program, argument, …]; no shell is used)"

  @Test(arguments: [
    ("- a", "expected the “key: value” pairs of the configuration, not a list"),
    ("text", "expected the “key: value” pairs of the configuration, not “text”"),
    ("[a]: b", "expected a key, not a list"),
    ("{}: b", "expected a key, not “key: value” pairs"),
    (
      "xyzzyx: 1",
      "unknown key “xyzzyx” in the configuration; the allowed keys are spool, state, formats, "
        + "concurrency, remember, min_free, keep, after_delivery, ping, ping_interval, metrics_file, "
        + "status_page, status_page_mode, status_page_hosts, defaults, sources, hooks"
    ),
    (
      "interval: 5m",
      "unknown key “interval” in the configuration; it belongs in “defaults” or a source"
    ),
    ("run: x", "unknown key “run” in the configuration; it belongs in a hook"),
    ("defaults: {url: x}", "unknown key “url” in defaults; it belongs in a source"),
    ("state: [a]", "state: expected a path, not a list"),
    ("state: {a: b}", "state: expected a path, not “key: value” pairs"),
    ("state:", "state: expected a path, but there is no value"),
    ("state: ''", "state: expected a path, but the text is empty"),
    ("formats: page", "formats: expected a list of formats (markdown, html), not “page”"),
    (
      "formats: [markdwon]",
      "formats: expected one of markdown, html, text, mail, page or warc, not “markdwon”; did you mean “markdown”?"
    ),
    ("concurrency: 0", "concurrency: expected a whole number from 1 to 1000, not “0”"),
    ("remember: 1d", "remember: must be at least 60d"),
    ("sources: a", "expected a list of sources (“- name: …”), not “a”"),
    ("sources: [a]", "expected the “key: value” pairs of a source, not “a”"),
    ("sources: [{name: a}]", "a source needs the key “url”"),
    ("hooks: {a: b}", "expected a list of hooks (“- name: …”), not “key: value” pairs"),
    ("hooks: [{name: x, run: ls -l}]", "run: \(words), not “ls -l”"),
    ("hooks: [{name: x, run: [[a]]}]", "run: expected a word, not a list"),
    ("hooks: [{name: x, run: [\"a\\0\"]}]", "run: must not contain NUL"),
    (
      "hooks: [{name: x, run: []}]",
      "run: the list must begin with a program: [program, argument, …]; no shell is used"
    ),
  ])
  func `An invalid value of the file says what is allowed`(text: String, message: String) {
    #expect(
      diagnostics(text).map { $0.drop { $0 == ":" || $0.isNumber }.trimmingPrefix(" ") }
        == [message[...]])
  }

  @Test(arguments: [
    ("interval: 0", "interval: must be at least 10ms"),
    ("interval: 1e9", "interval: \(duration) or “adaptive”, not “1e9”"),
    (
      "interval: adaptve",
      "interval: \(duration) or “adaptive”, not “adaptve”; did you mean “adaptive”?"
    ),
    ("interval: [5]", "interval: \(duration) or “adaptive”, not a list"),
    ("interval:", "interval: \(duration) or “adaptive”, but there is no value"),
    ("host_pause: nan", "host_pause: \(duration), not “nan”"),
    ("host_pause: 5 parsecs", "host_pause: \(duration), not “5 parsecs”"),
    ("host_pause: 100000w", "host_pause: must be at most 3650d"),
    (
      "interval_shortest: 2h\ninterval_longest: 1h",
      "interval_longest: must be at least interval_shortest (2h)"
    ),
    (
      "windows: Mon",
      "windows: expected a list of windows ([Mon-Fri 07:00-22:00, Sat]), not “Mon”"
    ),
    (
      "windows: [Mon-Fry]",
      "windows: expected days, hours, or both (Mon-Fri 07:00-22:00; Sat,Sun; 22:00-04:00), "
        + "not “Mon-Fry”"
    ),
    (
      "timezone: Europe/Berln",
      "timezone: \(zone), not “Europe/Berln”; did you mean “Europe/Berlin”?"
    ),
    ("timezone: berlin", "timezone: \(zone), not “berlin”; did you mean “Europe/Berlin”?"),
    ("timezone: PST", "timezone: \(zone), not “PST”; did you mean “EST”?"),
    ("timezone: gmt", "timezone: \(zone), not “gmt”; did you mean “GMT”?"),
    ("timezone: GMT+3", "timezone: \(zone), not “GMT+3”; did you mean “Etc/GMT-3”?"),
    ("timezone: UTC-05:00", "timezone: \(zone), not “UTC-05:00”; did you mean “Etc/GMT+5”?"),
    ("timezone: new york", "timezone: \(zone), not “new york”; did you mean “America/New_York”?"),
    ("language: english", "language: expected a language tag (en, pt-BR), not “english”"),
    (
      "date_order: dmy",
      "date_order: expected one of MDY, DMY or YMD, not “dmy”; did you mean “DMY”?"
    ),
    ("robots: maybe", "robots: expected true or false, not “maybe”"),
    ("robots: ", "robots: expected true or false, but there is no value"),
    ("charset: cp949", "charset: \(charset), not “cp949”; did you mean “euc-kr”?"),
    ("charset: klingon", "charset: \(charset), not “klingon”"),
    ("next_pages: 1.5", "next_pages: expected a whole number from 0 to 1000, not “1.5”"),
    (
      "user_agent: \"a\\r\\nb\"",
      "user_agent: expected text on one line, without control characters"
    ),
    ("user: 'a:b'", "user: a user name must not contain “:”; the password is read from a file"),
    ("password_file: none", "password_file: cannot read /c/none: no such file or directory"),
    ("headers: x", "headers: expected “key: value” pairs (Accept-Language: ko), not “x”"),
    ("headers: {X A: x}", "headers: “X A” is not a valid header name"),
    (
      "headers: {X: \"a\\nb\"}",
      "headers: expected the value of “X” on one line, without control characters"
    ),
    ("header_files: {X: two}", "header_files: the value of “X” contains a control character"),
    ("fetch: x", "expected the “key: value” pairs of “fetch”, not “x”"),
    (
      "fetch: {program: x}",
      "unknown key “program” in “fetch”; the allowed keys are command, unguarded"
    ),
    (
      "fetch: {command: ['{url}']}",
      "command: the list must begin with a program, not with “{url}”"
    ),
    ("fetch: {command: [a, 'x={url}']}", "command: “{url}” must be an argument of its own"),
    (
      "proxy: socks5://ann:s3c@ret@b.example",
      "proxy: expected an address that begins with http://, https://, socks4a:// or socks5h://, "
        + "not “…@b.example”"
    ),
    (
      "proxy: http://eve@p.test\nproxy_user: ann",
      "proxy_user: the address of the proxy already contains a user"
    ),
    (
      "ca_file: key.pem",
      "ca_file: /c/key.pem contains no PEM certificate (“BEGIN CERTIFICATE”)"
    ),
    (
      "address_family: ipv5",
      "address_family: expected one of any, ipv4 or ipv6, not “ipv5”; did you mean “ipv4”?"
    ),
    ("tls_minimum: 1.1", "tls_minimum: expected 1.2 or 1.3, not “1.1”; did you mean “1.2”?"),
    (
      "allow: [10.0.0.0/33]",
      "allow: expected a host, an address or an address range (desk.lan, desk.lan:8080, "
        + "192.168.0.7, 192.168.0.0/16), not “10.0.0.0/33”"
    ),
    ("fetch: {unguarded: true}", "unguarded: “command” is not set"),
    (
      "fetch: {command: [a, 'x={proxy}'], unguarded: true}",
      "unguarded: “{proxy}” stands for the proxy of the guard, which this switches off"
    ),
    (
      "page_limit: 10 bananas",
      "page_limit: expected a size (512k, 16M, 1G; a number alone is bytes), not “10 bananas”"
    ),
    ("page_limit: 9999999999G", "page_limit: must be from 1k to 1G"),
    (
      "teasers: {link: {}}",
      "link: expected a CSS selector, or select, attribute, pattern, template"
    ),
    ("teasers: {link: {template: x}}", "template: a template needs a “pattern” beside it"),
    (
      "teasers: {date: {attribute: 'a b'}}",
      "attribute: expected an attribute name (href, onclick, data-id), not “a b”"
    ),
    (
      "teasers: {link: {selct: a}}",
      "unknown key “selct” in “link” of teasers; did you mean “select”?"
    ),
    ("article: {headlin: h1}", "unknown key “headlin” in “article”; did you mean “headline”?"),
    ("since: 2026-02-30", "since: expected a day (2026-03-14), not “2026-02-30”"),
    ("identity_space: A", "identity_space: \(name), not “A”"),
    (
      "revisions: never",
      "revisions: expected “off” or a list of durations ([3h, 1d, 7d, 30d]), not “never”"
    ),
    ("revisions: [20s]", "revisions: must be at least 10m"),
    (
      "revisions: [\(Array(repeating: "1d", count: 21).joined(separator: ","))]",
      "revisions: expected at most 20 intervals, not 21"
    ),
  ])
  func `An invalid value of a source says what is allowed`(setting: String, message: String) {
    #expect(
      messages(setting, files: ["/c/key.pem": "-----BEGIN KEY", "/c/two": "a\nb"]) == [message])
  }

  @Test func `A URL with a password is refused, and the password is not repeated`() {
    let all = diagnostics("sources: [{name: a, url: 'http://ann:s3cret@b.example/'}]")
    #expect(
      all == [
        "1:26: url: a URL must not contain a user or a password; use “user” and “password_file”"
      ])
  }

  @Test func `A home directory needs HOME`() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try load("state: ~/x\nspool: /y", environment: [:])
    }
    #expect(
      error?.diagnostics.map(\.message).contains(
        "state: cannot resolve “~”, as HOME is not set; use an absolute path") == true)
  }

  @Test func `A long value is truncated in a message`() {
    let long = String(repeating: "a", count: 100)
    #expect(
      messages("host_pause: \(long)")
        == ["host_pause: \(Self.duration), not “\(String(repeating: "a", count: 79))…”"])
  }
}
