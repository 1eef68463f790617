import Foundation
import TestSupport
import Testing

@testable import ledewatch

@Suite(.enabled(if: BuiltCommand.isThere)) struct ImportCommandTests {
  private let scratch = Scratch()
  private let jobs = """
    {name: Quay, url: "https://quay.example/", filter: [{css: ul > li}]}
    ---
    {name: "e\\e[31mvil", command: "touch /tmp/x"}
    """

  private func run(_ arguments: [String], input: String = "") throws -> BuiltCommand.Output {
    try BuiltCommand.run(["import", "--config", scratch.path("c.yaml")] + arguments, input: input)
  }

  @Test func `Nothing is written without --write`() throws {
    let output = try run(["-"], input: jobs)
    #expect(output.status == 0)
    #expect(
      output.standardOutput
        == """
        + quay https://quay.example/
            teasers: {item: ul > li}
        - e [31mvil: it runs a command; commands are never taken over

        1 source, 1 record not taken over

        """)
    #expect(output.standardError.contains("nothing is written"))
    #expect(scratch.list() == [])
  }

  @Test func `Sources are added once, and the configuration is sound`() throws {
    scratch.write("# mine\nsources:\n  - {name: a, url: \"https://a.example/\"}\n", to: "c.yaml")
    let file = scratch.write(jobs, to: "jobs.yaml")
    let output = try run(["--write", file])
    #expect(
      output.status == 0 && output.standardOutput.contains("added to \(scratch.path("c.yaml"))"))
    let check = try BuiltCommand.run(["check", "--config", scratch.path("c.yaml")])
    #expect(check.standardOutput.contains("sources  2\nthe configuration is sound\n"))
    let text = scratch.read("c.yaml")
    #expect(text?.hasPrefix("# mine\n") == true)
    let again = try run(["--write", file])
    #expect(again.status == 0)
    #expect(again.standardOutput.contains("= Quay: its URL is that of the source quay"))
    #expect(scratch.read("c.yaml") == text)
  }

  @Test func `A faulty configuration is not changed`() throws {
    scratch.write("sources: [{name: A}]\n", to: "c.yaml")
    let output = try run(["--write", "-"], input: jobs)
    #expect(output.status == 78)
    #expect(scratch.read("c.yaml") == "sources: [{name: A}]\n")
  }

  @Test func `The sources are printed as YAML or JSON`() throws {
    let yaml = try run(["--print", "-"], input: jobs).standardOutput
    #expect(yaml.hasPrefix("sources:\n  - name: quay\n"))
    let json = try run(["--json", "-"], input: jobs).standardOutput
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["sources"] as? [[String: Any]])?.first?["name"] as? String == "quay")
    #expect((object["refused"] as? [Any])?.count == 1)
    #expect(object["written"] == nil)
  }

  @Test(arguments: [("hello", 65), ("<html>", 65), ("{\"a\": 1}", 65), ("name: x\n", 65)])
  func `A file without sources is an error`(input: String, status: Int32) throws {
    #expect(try run(["-"], input: input).status == status)
    #expect(try run(["/nonexistent"]).status == 66)
  }

  @Test func `An address is read, and not fetched`() throws {
    let output = try run([
      "http://127.0.0.1:1/?action=display&bridge=CssSelectorBridge&home_page=https%3A%2F%2Fq.example%2F&url_selector=a.x"
    ])
    #expect(output.status == 0)
    #expect(
      output.standardOutput.hasPrefix("+ q-example https://q.example/\n    teasers: {item: a.x}\n"))
  }
}
