import Basics
import Foundation
import Ledger
import Spool
import TestSupport
import Testing

@testable import ledewatch

/// The commands that read the archive.
@Suite(.enabled(if: BuiltCommand.isThere)) struct ArchiveCommandTests {
  private let scratch = Scratch(inMemory: true)

  private static let entry = "20260314T101500Z-quay-k3v9x2m7-r1"

  private func document(_ id: String, _ title: String, _ text: String) -> EntryDocument {
    var document = EntryDocument(id: id)
    document.url = "https://news.test/\(id)"
    document.title = title
    document.summary = "A lede."
    document.contentText = text
    document.contentHTML = "<p>\(text)</p>"
    document.details.event = .new
    document.details.revision = 1
    document.details.source = "quay"
    document.details.headline = title
    return document
  }

  /// Makes an archive with two articles, the second of which is hostile.
  private func makeArchive() async throws {
    let state = scratch.path("state")
    try FileManager.default.createDirectory(
      atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let archive = ArticleArchive(
      state + "/archive.sqlite", log: StandardErrorLog.logger(level: .critical)
    ) { (try? EntryDocument(decoding: $0))?.contentText ?? "" }
    let hostile = "\u{1B}]0;x\u{7}\u{202E}Evil \u{9B}31m" + String(repeating: "A", count: 10_000)
    for (id, title, text) in [
      ("k3v9x2m7", "A new pier", "From the harbour board:\nthe pier is approved in 평양에서."),
      ("h0st1le7", hostile, "\u{1B}[2J\u{0}From evil\nFrom evil to evil."),
    ] {
      let document = document(id, title, text)
      var article = ArchivedArticle(
        id: id, revision: 1, event: .new, source: "quay", entry: "20260314T101500Z-quay-\(id)-r1",
        firstSeen: Timestamp(secondsSinceEpoch: 1_773_483_300),
        archived: Timestamp(secondsSinceEpoch: 1_773_483_300))
      (article.headline, article.url, article.lede) = (title, document.url, document.summary)
      #expect(await archive.add(article, record: document.bytes))
    }
    await archive.close()
  }

  private func run(_ arguments: String...) throws -> BuiltCommand.Output {
    let file = scratch.write(
      """
      spool: \(scratch.path("spool"))
      state: \(scratch.path("state"))
      sources: [{name: quay, url: "http://news.test/"}]
      """, to: "ledewatch.yaml")
    return try BuiltCommand.run([arguments[0], "--config", file] + arguments.dropFirst())
  }

  private func expectSafe(_ output: BuiltCommand.Output) {
    let isSafe = output.standardOutput.unicodeScalars.allSatisfy {
      $0 == "\n" || !$0.isControlForDisplay
    }
    #expect(isSafe)
  }

  @Test func `Articles are listed, the newest first`() async throws {
    try await makeArchive()
    let all = try run("list")
    expectSafe(all)
    let lines = all.standardOutput.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("h0st1le7") && lines[0].count <= 200)
    #expect(lines[1].hasSuffix("  quay  A new pier") && lines[1].hasPrefix("k3v9x2m7  14 Mar"))
    #expect(try run("list", "--limit", "1").standardOutput.hasPrefix("h0st1le7"))
    #expect(
      try run("list", "http://news.test/", "--match", "pier").standardOutput.hasPrefix("k3v9"))
    let json = try run("list", "--json", "--match", "pier").standardOutput
    #expect(json.contains(#""archived":"2026-03-14T10:15:00Z","headline":"A new pier""#))
    for arguments in [["--since", "2026-03-15"], ["--until", "2026-03-13"], ["other"]] {
      let none = try BuiltCommand.run(
        ["list", "--config", scratch.path("ledewatch.yaml")] + arguments)
      #expect(none.standardOutput.isEmpty && none.status == 0, "\(arguments)")
      #expect(none.standardError.contains("no archived article matches"))
    }
    #expect(
      try run("list", "--since", "2026-03-14", "--until", "2026-03-14").standardOutput.count > 9)
    #expect(try run("list", "--since", "yesterday").status == 64)
  }

  @Test func `A search shows an excerpt, and ends with 1 if nothing is found`() async throws {
    try await makeArchive()
    let found = try run("search", "평양")
    #expect(
      found.status == 0 && found.standardOutput.contains("\n  From the harbour board: the pier"))
    let none = try run("search", "nothing", "at", "all")
    #expect(none.status == 1 && none.standardOutput.isEmpty)
    #expect(try run("search", "\"").status == 64)
    expectSafe(try run("search", "evil"))
  }

  @Test func `An article is shown by id, entry, path or link`() async throws {
    try await makeArchive()
    for name in ["k3v9x2m7", Self.entry, "/s/cur/\(Self.entry)/article.json", "k3v9x2m7-r1"] {
      let shown = try run("show", name)
      #expect(shown.standardOutput.hasPrefix("A new pier\nhttps://news.test/k3v9x2m7\n"), "\(name)")
    }
    #expect(try run("show", "k3v9x2m7", "--json").standardOutput.contains("\"_ledewatch\": {"))
    #expect(try run("show", "k3v9x2m7", "--revision", "2").status == 65)
    #expect(try run("show", "unknown").status == 65)
    let hostile = try run("show", "h0st1le7")
    expectSafe(hostile)
    #expect(hostile.standardOutput.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `Without a browser, open prints the address`() async throws {
    try await makeArchive()
    #expect(try run("open", Self.entry).standardOutput == "https://news.test/k3v9x2m7\n")
  }

  @Test func `Without an archive, a command says so`() throws {
    let output = try run("list")
    #expect(output.status == 74 && output.standardError.contains("archive.sqlite"))
  }

  @Test func `JSON Lines and mailboxes have all records, and zip files their texts`() async throws {
    try await makeArchive()
    let lines = try run("export", "--format", "jsonl").standardOutput.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix(#"{"id": "k3v9x2m7","#))
    #expect(try run("export", "--format", "pdf").status == 64)
    #expect(try run("export", "--format", "jsonl", "--output", "/dev/null").status == 73)
    let file = scratch.path("none.jsonl")
    let none = try run("export", "--format", "jsonl", "--since", "2027-01-01", "--output", file)
    #expect(none.status == 0 && scratch.read("none.jsonl") == "")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func `Python reads mailboxes, zip files and WARC files`() async throws {
    try await makeArchive()
    for format in ["mbox", "warc", "zip"] {
      #expect(try run("export", "--format", format, "--output", scratch.path(format)).status == 0)
    }
    let script = """
      import gzip, json, mailbox, re, sys, zipfile
      box = mailbox.mbox(sys.argv[1] + "/mbox")
      print(len(box), [m.get_payload()[0].get_payload(decode=True)[:10] for m in box])
      z = zipfile.ZipFile(sys.argv[1] + "/zip")
      print(z.testzip(), z.namelist()[:2], len(z.namelist()))
      print(b"# A new pier" in z.read(z.namelist()[1]))
      w = gzip.open(sys.argv[1] + "/warc").read()
      print(re.findall(rb"^WARC-Type: (.*)\\r", w, re.M), re.findall(rb"^WARC-Target-URI: (.*)\\r", w, re.M)[0])
      print(json.loads(w.split(b"\\r\\n\\r\\n")[3])["id"])
      """
    let output = try Program("/usr/bin/python3", ["-c", script, scratch.path]).run(input: "")
    #expect(
      String(decoding: output.standardOutput, as: UTF8.self) == """
        2 [b'A new pier', b']0;x Evil ']
        None ['\(Self.entry)/article.json', '\(Self.entry)/article.md'] 4
        True
        [b'warcinfo', b'conversion', b'conversion'] b'https://news.test/k3v9x2m7'
        k3v9x2m7

        """)
  }
}
