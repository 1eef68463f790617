import Testing
import WebURL

@testable import Settings

@Suite struct ConfigurationTextTests {
  private let entry = SourceEntry(
    name: "harbour", url: WebURL("https://harbour.example/news"), comments: ["Seen on its page."],
    settings: [.init("interval", "30m")])
  private let added = """
      # Seen on its page.
      - name: harbour
        url: https://harbour.example/news
        interval: 30m

    """

  private func adding(to text: String) throws -> String {
    try ConfigurationText(text, file: "ledewatch.yaml").adding([entry])
  }

  @Test(arguments: ["", "# Only a comment.\n", "spool: /srv/spool\n", "spool: /srv/spool\n\n\n"])
  func `A file without sources gets the key`(text: String) throws {
    var start = text
    while start.hasSuffix("\n\n") { start.removeLast() }
    #expect(try adding(to: text) == start + (start.isEmpty ? "" : "\n") + "sources:\n" + added)
  }

  @Test(arguments: [
    ("sources:\n", "sources:\n"), ("sources: []\nhooks: []\n", "sources:\n"),
    ("sources: [] # none yet\n", "sources:  # none yet\n"),
  ])
  func `An empty list is replaced`(text: String, start: String) throws {
    let rest = text.contains("hooks") ? "hooks: []\n" : ""
    #expect(try adding(to: text) == start + added + rest)
  }

  @Test func `Sources are added after the last one with its comments`() throws {
    let text = """
      # The sources.
      sources:
        - name: gazette   # daily
          url: https://gazette.example/
          #was: port

        # Hooks follow.
      hooks:
        - name: mail
          run: [mail]
      """
    let expected = text.replacing("    #was: port\n", with: "    #was: port\n\n" + added)
    #expect(try adding(to: text) == expected + "\n")
  }

  @Test func `The indentation of the file is kept`() throws {
    let text = "sources:\n- name: gazette\n  url: https://gazette.example/\nconcurrency: 4\n"
    let lines = try adding(to: text).split(separator: "\n")
    let added = lines[3...6].joined(separator: "|")
    #expect(added.hasPrefix("# Seen on its page.|- name: harbour|  url:"))
    #expect(lines.last == "concurrency: 4")
  }

  @Test func `Line breaks of Windows are kept`() throws {
    let text = "sources:\r\n  - name: gazette\r\n    url: https://gazette.example/\r\n"
    let result = try adding(to: text)
    #expect(result.hasPrefix(text))
    #expect(result.hasSuffix("    interval: 30m\r\n"))
    #expect(!result.replacing("\r\n", with: "").contains("\n"))
  }

  @Test func `Text over several lines belongs to its source`() throws {
    let text = """
      sources:
        - name: gazette
          url: https://gazette.example/
          headers:
            X-Note: |
              # no comment

              - name: no-source
      """
    let result = try adding(to: text)
    #expect(result == text + "\n\n" + added)
  }

  @Test(arguments: [
    "sources: [{name: gazette, url: \"https://gazette.example/\"}]\n", "{sources: []}\n",
    "sources: gazette\n", "- name: gazette\n",
    "sources:\r  - name: gazette\r    url: https://gazette.example/\r",
    "spool: \"a\u{85}\u{85}\u{85}\"\nsources:\n  - name: gazette\n    url: https://gazette.example/\n",
  ])
  func `Other forms are refused`(text: String) throws {
    #expect(throws: ConfigurationText.EditError.self) { try adding(to: text) }
  }

  @Test(arguments: [
    "ul.news > li", "#main", "a: b", "- x", "yes", "null", "", " x", "x ", "a #b", "“x”",
    "\u{1b}[31m", "tab\there", "line\nbreak", "\u{202e}reversed", "\"quoted\\\"", "{x}", "[x]",
    "*alias", "&anchor", "!tag", "%x", "@x", "`x`", "a,b", "x:", "日本語", "\u{1F600}",
  ])
  func `Any text is read back as it was`(text: String) throws {
    var entry = entry
    entry.settings = [
      .init("item", text), .init("list", .list([.text(text)])),
      .init(
        "long", .mapping([.init("a", text), .init("b", String(repeating: text + "x", count: 60))])),
    ]
    entry.comments = [text]
    let result = try ConfigurationText("", file: "x").adding([entry])
    let node = try #require(
      YAMLDocument.parse(Array(result.utf8), file: "x")?["sources"]?.sequence?.first)
    #expect(node["item"]?.scalar?.string == text)
    #expect(node["list"]?.sequence?.first?.scalar?.string == text)
    #expect(node["long"]?["a"]?.scalar?.string == text)
    #expect(!result.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
  }
}
