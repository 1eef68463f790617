import Foundation
import TestSupport
import Testing

@testable import ledewatch

/// The demo as a test of the whole program.
@Suite(.enabled(if: BuiltCommand.isThere)) struct DemoCommandTests {
  private let scratch = Scratch(inMemory: true)

  @Test func `Every act happens, and the commands at the end work as typed`() throws {
    let demo = try BuiltCommand.run(["demo", "--fast"], home: scratch.path)
    #expect(demo.status == 0, "\(demo.standardError)")
    let lines = demo.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.count { $0.first?.isNumber == true } == 7)
    #expect(lines.contains { $0.hasPrefix("   ✓ new: Two goats") })
    #expect(lines.contains { $0.contains("[-12-] {+21+} cabbages") })
    let commands = lines.filter { $0.contains(" --config ") }
    #expect(commands.count == 8)
    var outputs: [String: String] = [:]
    for command in commands {
      let output = try Program(
        "/bin/sh", ["-c", command], environment: ["HOME": scratch.path, "TZ": "UTC"]
      ).run()
      let text = String(decoding: output.standardOutput, as: UTF8.self)
      #expect(
        output.status == 0, "\(command): \(String(decoding: output.standardError, as: UTF8.self))")
      outputs[command.split(separator: " ")[1].description] = text
    }
    #expect(outputs["list"]?.contains("withdrawn: Pupils of the Hill Street") == true)
    #expect(outputs["list"]?.split(separator: "\n").count == 8)
    #expect(outputs["show"]?.contains("21 cabbages") == true)
    #expect(outputs["diff"]?.contains("[-12-] {+21+}") == true)
    #expect(outputs["history"]?.contains("withdrawn") == true)
    #expect(outputs["search"]?.contains("The harbour office of Tarnwick") == true)
    #expect(outputs["explain"]?.contains("spooled") == true)
    #expect(outputs["status"]?.contains("lantern") == true)
    #expect(outputs["queue"] == "")
  }

  @Test(arguments: [
    ("abc/d-e_f.1", "abc/d-e_f.1"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"),
    ("é", "'é'"),
  ])
  func `A word is quoted for the shell if it must be`(word: String, quoted: String) {
    #expect(DemoCommandLine.quoted(word) == quoted)
  }
}
