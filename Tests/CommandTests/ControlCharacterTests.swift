import Basics
import Foundation
import TestSupport
import Testing

/// Tests of the built command: no control character of a page, an argument or a file name reaches a
/// terminal or a JSON line.
@Suite(.enabled(if: BuiltCommand.isThere, "the command is not built"))
struct ControlCharacterTests {
  private let scratch = Scratch()
  private static let odd =
    "\u{1B}]0;x\u{7}\u{1B}[31m\u{9B}31m\u{7F}\u{85}\u{202E}\u{2066}\u{E0041}\u{FFF9}"

  private func expectHarmless(_ output: BuiltCommand.Output, _ arguments: [String]) {
    for text in [output.standardOutput, output.standardError] {
      let found = text.unicodeScalars.filter {
        $0.isControlForDisplay && $0 != "\n" && $0 != "\t"
      }
      #expect(found.isEmpty, "\(arguments): \(found.map { String($0.value, radix: 16) })")
    }
    #expect(!output.standardOutput.isEmpty || !output.standardError.isEmpty, "\(arguments)")
  }

  /// A listing and an article in one page.
  private var page: String {
    let odd = ControlCharacterTests.odd
    let items = (1...4).map { number in
      "<li><h2><a href='/plan-\(number)\(odd)' title='\(odd)'>Plan \(number) of the\(odd) board</a></h2>"
        + "<p>After a long\(odd) evening the board agreed on plan \(number) for the quay.</p></li>"
    }.joined()
    let text = "It was\(odd) late when the board had heard all residents of the northern quay. "
    return
      "<!doctype html\(odd)><title>Plan\(odd)</title><!-- \(odd) --><body class='a\(odd)' \(odd)=1>"
      + "<ul>\(items)</ul><main><h1>Plan\(odd) one</h1><p>\(text)\(text)\(text)</p><pre>\(odd)</pre></main>"
  }

  @Test(arguments: [
    ["teasers"], ["teasers", "--explain"], ["teasers", "--json"], ["article"],
    ["article", "--explain"], ["article", "--json"], ["tree"], ["tree", "--html5lib"],
    ["tree", "--select", "h2"], ["tree", "--html5lib", "--select", "pre"],
  ])
  func `No command shows those of a page or of its name`(arguments: [String]) throws {
    let path = scratch.write(page, to: "page\(ControlCharacterTests.odd).html")
    expectHarmless(try BuiltCommand.run(arguments + [path]), arguments)
  }

  @Test func `No message shows those of an argument`() throws {
    let odd = ControlCharacterTests.odd
    for arguments in [
      ["no\(odd)"], ["teasers", "--no\(odd)"], ["article", "/no/such\(odd)"],
      ["date", "1 May\(odd)"],
      ["article", "x", "--body", "p > > \(odd)"], ["tree", "x", "--charset", odd],
      ["check", "--config", "/no/such\(odd)"], ["status", "--config", "/no\(odd)"],
      ["date", "x", "--now", odd], ["once", "http://\(odd)"], ["diff", "x", odd],
    ] { expectHarmless(try BuiltCommand.run(arguments), arguments) }
  }

  @Test func `No message shows those of the configuration`() throws {
    let path = scratch.write(
      "sources: [{name: a, url: \"http://a\\e[31m.example\"}, {b\u{202E}c: 1, name: \"x\\x9b\"}]\n",
      to: "x.yaml")
    expectHarmless(try BuiltCommand.run(["check", "--config", path]), [])
  }

  @Test func `No batch answers with raw ones`() throws {
    let path = scratch.write(page, to: "page.html")
    let odd = #"\u001b[31m\u009b\u202e\u2066\udb40\udc41"#
    for (arguments, request) in [
      (["teasers", "--batch"], #"{"id":"\#(odd)","path":"\#(path)"}"#),
      (["article", "--batch"], #"{"id":"\#(odd)","path":"\#(path)"}"#),
      (["article", "--batch"], #"{"id":"\#(odd)","path":"/no/\#(odd)"}"#),
      (
        ["tree", "--batch"], #"{"id":"\#(odd)","html":"<p title='\#(odd)'>\#(odd)<!--\#(odd)-->"}"#
      ),
      (["date", "--batch"], #"{"id":"\#(odd)","text":"\#(odd)"}"#),
      (["date", "--batch"], #"{"id":"\#(odd)","text":7}"#),
    ] {
      let output = try BuiltCommand.run(arguments, input: request + "\n")
      expectHarmless(output, arguments)
      let answer = try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8))
      #expect(
        (answer as? [String: Any])?["id"] as? String == "\u{1B}[31m\u{9B}\u{202E}\u{2066}\u{E0041}")
    }
  }

  @Test func `A batch goes on after a line that is too long`() throws {
    let long = String(repeating: "x", count: 17 << 20)
    let output = try BuiltCommand.run(
      ["tree", "--batch"],
      input: #"{"id":1,"html":"<p>a"}"# + "\n" + #"{"id":2,"html":"\#(long)"}"# + "\n"
        + #"{"id":3,"html":"<p>b"}"# + "\n")
    let lines = output.standardOutput.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix(#"{"id":1,"tree":"| <html>\n"#) == true)
    #expect(lines.dropFirst().first == #"{"id":2,"error":"line 2 is larger than page_limit, 16M"}"#)
    #expect(lines.last?.hasPrefix(#"{"id":3,"tree":"#) == true)
  }

  @Test func `Standard input may not be larger than a page`() throws {
    let output = try BuiltCommand.run(
      ["article", "-"], input: String(repeating: "x", count: 17 << 20))
    #expect(output.status == 65)
    #expect(
      output.standardError == "ledewatch: cannot read standard input: larger than page_limit, 16M\n"
    )
  }

  @Test func `A check stops after 100 errors`() throws {
    let path = scratch.write(
      "sources:\n" + String(repeating: "  - {name: 1?}\n", count: 300), to: "x.yaml")
    let output = try BuiltCommand.run(["check", "--config", path])
    let lines = output.standardError.split(separator: "\n")
    #expect(output.status == 78 && lines.count == 102)
    #expect(lines.dropLast().last == "… and 500 more")
  }
}
