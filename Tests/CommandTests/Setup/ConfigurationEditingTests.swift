import TestSupport
import Testing

@testable import ledewatch

@Suite struct ConfigurationEditingTests {
  private let scratch = Scratch()
  private let text = "spool: /tmp/s\nstate: /tmp/t\nsources: []\n"

  /// Edits a file by writing one text after the other.
  /// - Returns: the lines that were shown.
  private func edit(_ texts: [String], answers: [String?] = []) throws -> [String] {
    _ = scratch.write(text, to: "ledewatch.yaml")
    let options = try ConfigurationOptions.parse(["--config", scratch.path("ledewatch.yaml")])
    var (texts, answers, shown) = (texts, answers, [String]())
    let editing = ConfigurationEditing(
      file: try ConfigurationFile(options),
      prompt: Prompt(isInteractive: true) { _ in answers.isEmpty ? nil : answers.removeFirst() },
      openEditor: { path in
        let file = try AtomicFile(path)
        try file.write(Array(texts.removeFirst().utf8))
        try file.finish()
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

  @Test func `An unchanged text is not written`() throws {
    #expect(try edit([text]) == ["nothing was changed"])
  }
}
