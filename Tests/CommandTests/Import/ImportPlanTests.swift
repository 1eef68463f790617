import Importing
import Settings
import TestSupport
import Testing
import WebURL

@testable import ledewatch

@Suite struct ImportPlanTests {
  private func plan(_ text: String, configured: [Source] = []) throws -> ImportPlan {
    var plan = ImportPlan(configured: configured)
    plan.add(try ForeignFile.read(Array(text.utf8), name: "jobs"), of: "jobs")
    return plan
  }

  @Test func `Names and URLs are those of no other source`() throws {
    let plan = try plan(
      """
      {name: Quay, url: "https://a.example/"}
      ---
      {name: Quay, url: "https://b.example/"}
      ---
      {name: Again, url: "https://b.example/#x"}
      ---
      {name: Known, url: "https://known.example/"}
      """,
      configured: [
        Source(name: "quay", url: WebURL("https://c.example/")),
        Source(name: "mine", url: WebURL("https://known.example/")),
      ])
    #expect(plan.additions.map(\.name) == ["quay-2", "quay-3"])
    #expect(plan.duplicates.map(\.name) == ["quay-3", "mine"])
    #expect(plan.duplicates.map(\.label) == ["Again", "Known"])
  }

  @Test func `What was not taken over is a comment of the source`() throws {
    let plan = try plan("{name: Quay, url: \"https://a.example/\", filter: [{grep: x}]}")
    let yaml = try ConfigurationText("", file: "x").adding(plan.entries)
    #expect(
      yaml == """
        sources:
          # Not taken over: filter “grep”: lines are not chosen by their words; “match” of a hook chooses articles
          - name: quay
            url: https://a.example/

        """)
  }

  @Test func `A hostile file makes no other setting than those of its sources`() throws {
    let plan = try plan(
      """
      name: "x\\nhooks:\\n  - {name: x, run: [rm]}\\n# "
      url: "https://a.example/\\nhooks: [{name: x}]"
      user_agent: "a\\": b, c: {d} # e"
      tags: ["x\\n  paused: false"]
      "k: e\\ny\\u2028z": 1
      filter: [{"css\\nhooks: []": "li"}, {css: "li[a=\\"\\n#\\"], li"}]
      """)
    let yaml = try ConfigurationText("spool: /x\n", file: "x").adding(plan.entries)
    #expect(ConfigurationFile.error(of: yaml) == nil)
    #expect(!yaml.contains("\nhooks"))
    for line in yaml.split(separator: "\n").dropFirst(2) { #expect(line.hasPrefix("  ")) }
  }

  @Test func `Reasons are counted`() throws {
    let plan = try plan(
      (0..<3).map { "{url: \"https://a.example/\($0)\", filter: [{css: \"#n\($0)\"}]}" }
        .joined(separator: "\n---\n") + "\n---\n{command: x}\n")
    #expect(plan.reasons.map(\.count) == [3, 1])
    #expect(plan.reasons[0].reason.hasPrefix("filter “css”: … may find the whole list"))
  }
}
