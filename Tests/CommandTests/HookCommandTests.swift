import Foundation
import TestSupport
import Testing

@testable import ledewatch

@Suite(.enabled(if: BuiltCommand.isThere)) struct HookCommandTests {
  private let scratch = Scratch()

  private func test(_ arguments: String...) throws -> BuiltCommand.Output {
    let configuration = """
      spool: \(scratch.path)/spool
      state: \(scratch.path)/state
      sources: [{name: gazette, url: "http://127.0.0.1:9/"}]
      hooks:
      - name: good
        run: [/bin/sh, -c, 'cat > \(scratch.path)/record; echo "$LEDEWATCH_EVENT $LEDEWATCH_ENTRY"']
      - {name: many, run: [/bin/sh, -c, 'cat > \(scratch.path)/lines; echo "$LEDEWATCH_COUNT"'], deliver: batch}
      - {name: feeds, feed: \(scratch.path)/feeds}
      - {name: form, post: "http://127.0.0.1:9/", template: {type: text/plain, body: "{{url}}"}}
      - {name: lost, feed: \(scratch.path)/none/feeds}
      - {name: bad, run: [/bin/sh, -c, 'echo no disk; exit 3']}
      """
    let file = scratch.write(configuration, to: "ledewatch.yaml", mode: 0o600)
    return try BuiltCommand.run(["hook", "test"] + arguments + ["--config", file])
  }

  @Test func `A hook receives a sample of the event`() throws {
    let output = try test("good", "--event", "source-broken")
    #expect(output.status == 0 && output.standardOutput.contains("hook “good”: delivered"))
    #expect(output.standardOutput.contains("source-broken"))
    #expect(scratch.read("record")?.contains("\"event\": \"source-broken\"") == true)
    #expect(scratch.read("record")?.contains("\"id\": \"sample-2") == true, "ids differ")
  }

  @Test func `A hook receives an entry of the spool by its name or path`() throws {
    let record = """
      {"id": "a1", "url": "https://news.example/1", "title": "T", "_ledewatch": {"version": 2,
      "event": "new", "revision": 1, "source": "gazette", "first_seen": "2026-03-14T10:15:00Z"}}
      """
    scratch.write(record, to: "spool/cur/e-gazette-a1-r1/article.json")
    for entry in ["e-gazette-a1-r1", scratch.path("spool/cur/e-gazette-a1-r1")] {
      let output = try test("good", "--entry", entry)
      #expect(output.status == 0)
      #expect(output.standardOutput.contains("new \(scratch.path)/spool/cur/e-gazette-a1-r1"))
      #expect(scratch.read("record") == record)
    }
    let missing = try test("good", "--entry", "nothing")
    #expect(missing.status == 65 && missing.standardError.contains("no entry “nothing”"))
  }

  @Test func `A hook that joins deliveries receives a message of samples`() throws {
    let one = try test("many")
    #expect(one.status == 0 && one.standardOutput.contains("delivered: exit status 0: 1 ("))
    let three = try test("many", "--count", "3", "--event", "revised")
    #expect(three.status == 0 && three.standardOutput.contains("exit status 0: 3 ("))
    let lines = try #require(scratch.read("lines")).split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.contains("\"event\": \"revised\"") })
    #expect(try test("good", "--count", "2").standardOutput.contains("batch"))
    #expect(try test("many", "--count", "0").status == 64)
    for name in ["form", "feeds"] {
      let output = try test(name, "--count", "2")
      #expect(output.status == 64 && output.standardError.contains("one entry at a time"))
    }
  }

  @Test func `The directory of feeds is tested without a change of the feeds`() throws {
    let output = try test("feeds")
    #expect(output.status == 0)
    #expect(
      output.standardOutput
        == "hook “feeds”: a file was written to \(scratch.path)/feeds and removed; the feeds are unchanged\n"
    )
    #expect(scratch.list("feeds") == [])
    let lost = try test("lost")
    #expect(lost.status == 1)
    #expect(
      lost.standardError.contains(
        "hook “lost”: cannot open \(scratch.path)/none: No such file or directory"))
  }

  @Test func `A failure is told with its reason, and an unknown name is a usage error`() throws {
    let output = try test("bad")
    #expect(output.status == 1)
    #expect(output.standardError.contains("not delivered: exit status 3: no disk"))
    #expect(try test("nobody").status == 64)
  }
}
