import Foundation
import Settings
import Testing

@testable import ledewatch

/// Tests that the configurations and command lines of the README and of `docs` are valid.
@Suite struct DocumentationExampleTests {
  private let pages: [DocumentationPage]

  init() throws {
    pages = try DocumentationPage.all()
  }

  /// Returns a loader that reads a configuration, and for each secret that it names an example.
  private func loader(of configuration: String) -> ConfigurationLoader {
    let files = ConfigurationFileSystem(
      read: { path, _ in
        let secret =
          switch true {
          case path.hasSuffix("-webhook"): "https://chat.example/x"
          case path.hasSuffix("archive-key"): "access:secret"
          default: "whsec_" + String(repeating: "A", count: 32)
          }
        return Array((path.hasSuffix(".yaml") ? configuration : secret).utf8)
      }, names: { _ in [] }, executionError: { _ in nil })
    return ConfigurationLoader(
      environment: ["HOME": "/home/x"], isService: false, fileSystem: files)
  }

  @Test func `Each configuration is valid`() throws {
    var count = 0
    for page in pages {
      for block in page.blocks("yaml") {
        count += 1
        do {
          _ = try loader(of: block).load(file: "/c/ledewatch.yaml")
        } catch {
          Issue.record("\(error.diagnostics.map(\.message)) in a block of \(page.path):\n\(block)")
        }
      }
    }
    #expect(count >= 20)
  }

  /// Records an issue if the parser refuses the words of a command line.
  private func verify(_ words: [String], _ line: String, of page: DocumentationPage) {
    do {
      let command = try Ledewatch.parseAsRoot(words)
      // The parser takes a word such as “-weather” for a request for help.
      #expect("\(type(of: command))" != "HelpCommand", "\(page.path): \(line)")
    } catch {
      // A request for help or for a completion script is no fault.
      #expect(Ledewatch.exitCode(for: error).isSuccess, "\(page.path): \(line)")
    }
  }

  @Test func `Each command line is parsed`() throws {
    var count = 0
    for page in pages {
      let lines = page.blocks("sh").flatMap { $0.split(separator: "\n") }
        .flatMap { $0.components(separatedBy: "&&") }.flatMap { $0.components(separatedBy: " | ") }
        .map { $0.components(separatedBy: " > ")[0].trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("ledewatch ") }
      for line in lines {
        count += 1
        verify(Array(shellWords(line).dropFirst()), line, of: page)
      }
    }
    #expect(count >= 10)
  }

  /// Values for the words in capitals that stand for something.
  private static let placeholders = ["DAY": "2026-03-14", "TIME": "18:30", "N": "5"]

  @Test func `Each command line within a sentence is parsed`() throws {
    var count = 0
    for page in pages {
      // The table of commands has the grammar of each.
      let codes = page.inlineCode.filter {
        $0.hasPrefix("ledewatch ") && !$0.contains { "…[|".contains($0) } && !$0.contains("COMMAND")
      }
      for code in codes {
        count += 1
        let words = shellWords(code).dropFirst()
          .map { DocumentationExampleTests.placeholders[$0] ?? $0 }
        // A command alone is a mention of it.
        guard words.count > 1 else {
          #expect(throws: Never.self) { try Ledewatch.verifyCommandName(words.first) }
          continue
        }
        verify(words, code, of: page)
      }
    }
    #expect(count >= 30)
  }
}
