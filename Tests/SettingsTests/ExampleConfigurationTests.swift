import Foundation
import Testing
import Web
import WebURL

@testable import Settings

/// `Config/ledewatch.yaml` is complete and valid.
@Suite struct ExampleConfigurationTests {
  let directory = Examples.directory
  let text = String(
    decoding: FileManager.default.contents(atPath: Examples.directory + "/ledewatch.yaml")!,
    as: UTF8.self)

  @Test func `The example configuration is valid`() throws {
    let configuration = try loadExample(text)
    #expect(configuration.sources.map(\.name) == ["gazette", "harbour"])
    #expect(
      configuration.hooks.map(\.target.program?.argv) == [["/c/hooks/mail", "editor@example.org"]])
  }

  @Test func `The example configuration shows exactly the settings that exist`() throws {
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
    // Only the example sources set these.
    let known = Set(SettingKeys.paths)
    #expect(known.subtracting(named) == [])
    #expect(
      named.subtracting(known) == ["sources.timezone", "sources.interval", "sources.first_round"])
  }

  @Test func `The defaults that the example configuration shows are the defaults`() throws {
    var shown = try loadExample(uncommented)
    let plain = try loadExample(
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
    // These have no default value to show; the file shows an example.
    shown.ping.url = nil
    for index in shown.sources.indices {
      removeExamples(from: &shown.sources[index])
      if index == 1 { shown.sources[index].dates.timeZone = plain.sources[1].dates.timeZone }
    }
    (shown.hooks[0].sources, shown.hooks[0].tags, shown.hooks[0].filter) = (nil, nil, nil)
    (shown.hooks[0].timing.digest, shown.hooks[0].timing.quiet) = (nil, [])
    shown.hooks[0].timing.timeZone = nil
    #expect(shown.hooks.dropFirst().map(\.target) == shownTargets)
    shown.hooks.removeSubrange(1...)
    (shown.monitoring.metricsFile, shown.monitoring.statusPage) = (nil, nil)
    #expect(shown == plain)
  }

  /// The hooks that the file shows, besides the program.
  private var shownTargets: [HookTarget] {
    [
      .webhook(desk), .webhook(otherChat), .chat(phone), .feed(feeds), .archive(archive),
      .objects(copies),
      .mail(letters),
    ]
  }

  /// The web archive that the file shows.
  private var archive: WebArchive {
    var archive = WebArchive(.wayback)
    archive.key = "k:s"
    return archive
  }

  /// The store that the file shows.
  private var copies: ObjectStore {
    var store = ObjectStore(
      endpoint: WebURL("https://s3.example/"), bucket: "news", region: "eu-central-1",
      keyID: "AKIAEXAMPLE", secret: "s3cret")
    store.prefix = "ledewatch/"
    return store
  }

  /// The feeds that the file shows.
  private var feeds: FeedSettings {
    var feeds = FeedSettings(directory: "/srv/www/feeds")
    feeds.url = WebURL("https://example.org/feeds/")
    feeds.hub = WebURL("https://hub.example/")
    // The examples of “tags” make all sources have this one.
    feeds.tags = ["gazette": ["sport"], "harbour": ["sport"]]
    return feeds
  }

  /// The webhook that the file shows.
  private var desk: Webhook {
    var webhook = Webhook(WebURL("https://desk.example/hook"))
    webhook.secrets = [.symmetric(Array(repeating: 0, count: 24))]
    webhook.hubSecret = "s3cret"
    return webhook
  }

  /// The webhook with a template that the file shows.
  private var otherChat: Webhook {
    var webhook = Webhook(WebURL("https://chat.example/hook"))
    webhook.template = BodyTemplate(
      mediaType: "application/json", text: #"{"text": "{{headline}}\n{{url}}"}"#)
    return webhook
  }

  /// The chat that the file shows.
  private var phone: Chat {
    var chat = Chat(.ntfy)
    (chat.url, chat.token, chat.recipient) = (WebURL("https://ntfy.sh"), "t0ken", "ledewatch-news")
    return chat
  }

  /// Removes the examples of settings that have no default value to show.
  private func removeExamples(from source: inout Source) {
    source.detection.language = nil
    source.dates.order = nil
    source.dates.format = nil
    source.detection.teasers = nil
    source.detection.charset = nil
    source.request.credentials = nil
    source.network.proxy = nil
    source.request.fetchCommand = nil
    source.network.authoritiesPath = nil
    source.network.authoritiesHash = nil
    source.intake.since = nil
    source.intake.identitySpace = nil
    source.tags = []
    // They are the formats of the whole configuration.
    source.entries.formats = nil
    source.intake.formerName = .ofSameURL
    source.expectations = ExpectationSettings()
  }

  /// The mail that the file shows.
  private var letters: Mail {
    var server = MailServer("smtp://mail.example:587")!
    server.credentials = Credentials(user: "ledewatch", password: "s3cret")
    return Mail(
      from: "ledewatch@example.org", to: ["editor@example.org"], by: .server(server))
  }

  @Test func `The example configuration shows the settings of a mail`() {
    let lines = text.split(separator: "\n").suffix(10)
    for setting in SettingKeys.mailSettings.map(\.name) {
      #expect(lines.contains { $0.contains("\(setting): ") || $0.contains("# \(setting) ") })
    }
  }

  /// The text with the settings that are comments, which have no space after the `#`.
  private var uncommented: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }
      let rest = line.dropFirst(indent.count)
      guard rest.first == "#", let next = rest.dropFirst().first, next.isLetter || next == "-"
      else {
        return String(line)
      }
      return String(indent + rest.dropFirst())
    }.joined(separator: "\n")
  }

  private func loadExample(_ text: String) throws -> Configuration {
    var configuration = try load(
      text,
      files: [
        "/c/gazette-password": "s3cret", "/c/proxy-password": "s3cret",
        "/c/desk-secret": "whsec_" + String(repeating: "A", count: 32), "/c/hub-secret": "s3cret",
        "/c/mail-password": "s3cret", "/c/chat-url": "https://ntfy.sh", "/c/chat-token": "t0ken",
        "/c/authorities.pem": "-----BEGIN CERTIFICATE-----", "/c/archive-key": "k:s",
        "/c/s3-secret": "s3cret",
      ])
    configuration.warnings = []
    return configuration
  }
}

enum Examples {
  /// `Config/`, three levels above this file.
  static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Config").path
}
