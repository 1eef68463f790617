import Foundation
import TestSupport
import Testing

@testable import Settings

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
      shown.sources[index].detection.language = nil
      shown.sources[index].dates.order = nil
      shown.sources[index].dates.format = nil
      shown.sources[index].detection.teasers = nil
      shown.sources[index].detection.charset = nil
      shown.sources[index].request.credentials = nil
      shown.sources[index].network.proxy = nil
      shown.sources[index].request.fetchCommand = nil
      shown.sources[index].network.authoritiesPath = nil
      shown.sources[index].network.authoritiesHash = nil
      shown.sources[index].intake.since = nil
      shown.sources[index].intake.identitySpace = nil
      if index == 1 { shown.sources[index].dates.timeZone = plain.sources[1].dates.timeZone }
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

enum Examples {
  /// `Config/`, three levels above this file.
  static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Config").path
}
