import Foundation
import TestSupport
import Testing

@testable import ledewatch

@Suite struct ConfigurationEditingTests {
  private let scratch = Scratch()
  private let text = "spool: /tmp/s\nstate: /tmp/t\nsources: []\n"

  /// Edits a file by writing one text after the other.
  /// - Returns: the lines that were shown.
  private func edit(
    _ texts: [String], answers: [String?] = [], afterwards: @escaping () -> Void = {}
  ) throws -> [String] {
    try edit(bytes: texts.map { Array($0.utf8) }, answers: answers, afterwards: afterwards)
  }

  private func edit(
    bytes texts: [[UInt8]], answers: [String?], afterwards: @escaping () -> Void = {}
  ) throws -> [String] {
    _ = scratch.write(text, to: "ledewatch.yaml")
    let options = try ConfigurationOptions.parse(["--config", scratch.path("ledewatch.yaml")])
    var (texts, answers, shown) = (texts, answers, [String]())
    let file = try ConfigurationFile(options)
    let editing = ConfigurationEditing(
      file: file,
      prompt: Prompt(isInteractive: true) { _ in answers.isEmpty ? nil : answers.removeFirst() },
      openEditor: { path in
        let file = try AtomicFile(path)
        try file.write(texts.removeFirst())
        try file.finish()
        afterwards()
      }, show: { shown.append($0) })
    try editing.run()
    return shown
  }

  @Test func `A text without errors replaces the configuration`() throws {
    let shown = try edit([text + "concurrency: 4\n"])
    #expect(scratch.read("ledewatch.yaml") == text + "concurrency: 4\n")
    #expect(shown.first?.hasSuffix("ledewatch.yaml: 0 sources, 0 hooks") == true)
  }

  @Test func `A text with errors is edited again`() throws {
    let shown = try edit([text + "x: 1\n", text + "# fine\n"], answers: ["y"])
    #expect(scratch.read("ledewatch.yaml") == text + "# fine\n")
    #expect(shown.first?.contains("unknown key “x”") == true)
  }

  @Test(arguments: ["n", nil])
  func `Without a further edit, the configuration stays as it was`(answer: String?) {
    #expect(throws: CommandError.self) { try edit([text + "x: 1\n"], answers: [answer]) }
    #expect(scratch.read("ledewatch.yaml") == text)
  }

  @Test func `A text that cannot be saved is kept in a file that the message names`() throws {
    let changed = text + "# Changed by somebody else.\n"
    let error = #expect(throws: CommandError.self) {
      try edit([text + "# mine\n"]) { _ = scratch.write(changed, to: "ledewatch.yaml") }
    }
    #expect(scratch.read("ledewatch.yaml") == changed)
    let copy = try #require(error?.message.components(separatedBy: "kept in ").last)
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == text + "# mine\n")
    try FileManager.default.removeItem(atPath: (copy as NSString).deletingLastPathComponent)
  }

  @Test func `A text that is not UTF-8 is edited again`() throws {
    let texts = [Array(text.utf8) + [0x23, 0xE9, 0x0A], Array((text + "# é\n").utf8)]
    let shown = try edit(bytes: texts, answers: ["y"])
    #expect(shown.first == "edit: the text is not UTF-8; save it in that encoding")
    #expect(scratch.read("ledewatch.yaml") == text + "# é\n")
  }

  @Test func `An unchanged text is not written`() throws {
    #expect(try edit([text]) == ["nothing was changed"])
  }
}
