import ArgumentParser
import Foundation
import Testing

@testable import ledewatch

/// The examples of the help texts.
@Suite struct HelpExampleTests {
  /// All commands that do something, with their names.
  private static func commands(
    of parent: any ParsableCommand.Type = Ledewatch.self
  ) -> [any ParsableCommand.Type] {
    let children = parent.configuration.subcommands
    return children.isEmpty ? [parent] : children.flatMap { commands(of: $0) }
  }

  private static func examples(_ command: any ParsableCommand.Type) -> [String] {
    command.configuration.discussion.components(separatedBy: "Examples:\n").dropFirst()
      .flatMap { $0.split(separator: "\n") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func `The help of each command has examples, which the parser accepts`() throws {
    for command in HelpExampleTests.commands() {
      let examples = HelpExampleTests.examples(command)
      #expect(!examples.isEmpty, "\(command)")
      for example in examples {
        let words = shellWords(example)
        #expect(words.first == "ledewatch")
        #expect(throws: Never.self, "\(example)") {
          let parsed = try Ledewatch.parseAsRoot(Array(words.dropFirst()))
          #expect(type(of: parsed) == command, "\(example) is an example of \(command)")
        }
      }
    }
  }

  @Test func `The help shows each example on a line of its own`() {
    for command in HelpExampleTests.commands() {
      let lines = command.helpMessage(columns: 80).split(separator: "\n").map(String.init)
      for example in HelpExampleTests.examples(command) where example.count <= 76 {
        #expect(lines.contains("  " + example), "\(command): \(example)")
      }
    }
  }
}
