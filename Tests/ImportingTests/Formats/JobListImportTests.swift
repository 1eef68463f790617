import Basics
import Testing

@testable import Importing

@Suite struct JobListImportTests {
  @Test func `Each document of a job list is a source`() throws {
    let imported = try Imported(
      """
      # jobs
      name: Harbour
      url: https://harbour.example/news
      filter:
        - css: ul.news > li
        - html2text
        - strip:
      tags: [Local, "Two Words"]
      timeout: 30.5
      ---
      url: "https://quay.example/"
      filter: xpath://table//tr[position()>1],html2text
      encoding: windows-1251
      enabled: false
      ...
      """)
    #expect(imported.result.format == .urlwatch)
    #expect(imported.addresses == ["https://harbour.example/news", "https://quay.example/"])
    #expect(
      imported.settings == [
        "tags: [local, two-words]", "fetch_limit: 31s", "teasers: {item: ul.news > li}",
      ])
    #expect(
      imported.result.sources[1].settings == [
        ImportedSetting("charset", .text("windows-1251")), ImportedSetting("paused", .text("true")),
        ImportedSetting(
          "teasers", .mapping([ImportedSetting("item", .text("table tr:nth-of-type(n+2)"))])),
      ])
    #expect(imported.remarks == [])
  }

  @Test func `Commands are named and never taken over`() throws {
    let imported = try Imported(
      """
      {name: disk, command: "df -h"}
      ---
      {kind: shell, name: other}
      ---
      {command: df}
      ---
      url: https://a.example/
      filter: [{shellpipe: "rm -rf /"}, {execute: x}, re.sub: y]
      diff_tool: rm
      """)
    #expect(
      imported.refusals == [
        "disk: it runs a command; commands are never taken over",
        "other: it runs a command; commands are never taken over",
        "a record without name and address: it runs a command; commands are never taken over",
      ])
    #expect(imported.settings == [])
    #expect(
      imported.remarks == [
        "filter “shellpipe”: it runs a program; programs are never taken over",
        "filter “execute”: it runs a program; programs are never taken over",
        "filter “re.sub”: it changes the text of a page; Ledewatch reads articles as they are",
        "“diff_tool”: it may run a program; programs are never taken over",
      ])
  }

  @Test func `What other programs need or have is listed with the reason`() throws {
    let imported = try Imported(
      """
      navigate: https://a.example/
      wait_until: load
      ssl_no_verify: true
      ignore_cached: true
      ignore_connection_errors: false
      frobnicate: 3
      filters: [css: {selector: "#news", exclude: .ad}, grep: x, element-by-id: y]
      headers: {User-Agent: agent/1, Cookie: s3cret, Accept: "*/*"}
      """)
    #expect(
      imported.settings == ["user_agent: agent/1", "paused: true", "headers: {Accept: */*}"])
    let subjects = imported.result.sources[0].remarks.map(\.subject)
    #expect(
      subjects == [
        "“navigate”", "“wait_until”", "“ssl_no_verify”", "“frobnicate”", "filter “element-by-id”",
        "filter “css”", "filter “grep”", "the cookies",
      ])
    #expect(!"\(imported.result)".contains("s3cret"))
  }

  @Test func `Filters of feeds are not needed`() throws {
    let imported = try Imported(
      "url: https://a.example/feed\nfilter: [xpath: '//channel/item[1]/guid', html2text, strip]\n")
    #expect(imported.settings == [] && imported.remarks == [])
  }

  @Test func `A filter that finds only the first entry is not taken over`() throws {
    let imported = try Imported(
      "url: https://a.example/\nfilter: [xpath: '//ul/li[1]/a/@href']\n")
    #expect(imported.settings == [])
    #expect(imported.remarks.first?.contains("only its first entry") == true)
  }

  @Test(arguments: [
    ("element-by-id: news, css: li", #"{item: [id="news"] li}"#),
    (
      "element-by-class: list, xpath: '//ul[1]/li'",
      #"{item: [class~="list"] ul:nth-of-type(1) > li}"#
    ),
    ("css: '#a', css: 'ul > li'", "{item: #a ul > li}"),
    ("element-by-tag: main, html2text: x, css: a", "{item: main a}"),
  ])
  func `A filter selects within what another selects`(filters: String, item: String) throws {
    let list = filters.split(separator: ", ").map { "{\($0)}" }.joined(separator: ", ")
    let imported = try Imported("url: https://a.example/\nfilter: [\(list)]\n")
    #expect(imported.settings == ["teasers: \(item)"])
    #expect(imported.remarks == [])
  }

  @Test(arguments: [
    "css: '#a, #b'}, {css: li", "element-by-style: x}, {css: li",
    "css: main}, {xpath: '//li/ancestor::ul'", "xpath: '(//ul)[1]'}, {css: li",
  ])
  func `A filter within what has no selector is not taken over`(filters: String) throws {
    let imported = try Imported("url: https://a.example/\nfilter: [{\(filters)}]\n")
    #expect(imported.settings == [] && imported.remarks.count == 1)
  }

  @Test func `A secret in an address is noted`() throws {
    let imported = try Imported("url: https://a.example/?x=1&access_token=s3cret\n")
    #expect(
      imported.result.sources[0].remarks.map(\.subject) == [
        "the parameter “access_token” of the URL"
      ])
    #expect(!imported.remarks.joined().contains("s3cret"))
  }

  @Test func `A faulty job leaves the others, and its line is named`() throws {
    let imported = try Imported(
      "url: https://a.example/\n---\nurl: [\n---\nurl: https://b.example/\n")
    #expect(imported.addresses == ["https://a.example/", "https://b.example/"])
    #expect(imported.refusals.count == 1)
    #expect(imported.refusals[0].hasPrefix("a job: line 4: "))
  }

  @Test(arguments: [
    (
      "filter: [jsonpath.two: {pattern: $.x}]",
      "its page is JSON that is not a feed (filter “jsonpath.two”)"
    ),
    ("filter: [jq: .x]", "its page is JSON that is not a feed (filter “jq”)"),
    ("filter: pdf2text", "its page is a PDF file (filter “pdf2text”)"),
    ("data: {a: b}", "the page is requested by POST; Ledewatch sends only GET"),
    ("method: PUT", "the page is requested by PUT; Ledewatch sends only GET"),
  ])
  func `Pages that are no listings are refused`(setting: String, reason: String) throws {
    let imported = try Imported("url: https://a.example/x\n\(setting)\n")
    #expect(imported.refusals == ["https://a.example/x: \(reason)"])
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://a.example/", "/etc", "", "https://a.example/{{x}}",
  ])
  func `An address that is not fetched is refused`(address: String) throws {
    let imported = try Imported("name: x\nurl: \"\(address)\"\n")
    #expect(imported.addresses == [])
    #expect(imported.refusals.count == 1)
  }

  @Test func `Passwords of addresses are not shown`() throws {
    let imported = try Imported(
      """
      url: ftp://ann:s3cret@a.example/
      ---
      url: https://ann:s3cret@a.example/{{x}}
      ---
      url: https://ann:s3cret@a.example/
      headers: {Referer: "https://a.example/?t=s3cret", Accept: text/html}
      proxy: socks5h://ann:s3cret@proxy.example
      """)
    #expect(!"\(imported.result)".contains("s3cret"))
    #expect(imported.addresses == ["https://a.example/"])
    #expect(imported.settings == ["headers: {Accept: text/html}", "paused: true"])
  }

  @Test func `Aliases do not multiply without bound`() throws {
    var text = "a: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for i in 1..<12 { text += "b\(i): &a\(i) [*a\(i - 1), *a\(i - 1)]\n" }
    let imported = try Imported(text + "url: https://a.example/\n", .urlwatch)
    #expect(imported.result.refusals.count + imported.result.sources.count == 1)
    for i in 12..<40 { text += "b\(i): &a\(i) [*a\(i - 1), *a\(i - 1)]\n" }
    #expect(try Imported(text, .urlwatch).refusals.first?.contains("aliases") == true)
  }

  @Test func `Text of a file has no control characters`() throws {
    let imported = try Imported(
      "name: \"a\\e[31m\\u202Eb\\nc\"\nurl: https://a.example/\n\"x\\ey\": 1\n")
    let source = imported.result.sources[0]
    for text in [source.label, source.title] + imported.remarks {
      #expect(!text.unicodeScalars.contains { $0.isControlForDisplay }, "\(text)")
    }
  }
}
