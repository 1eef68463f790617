import Foundation
import Importing
import Settings
import Testing

@testable import ledewatch

/// Tests that the examples of `docs/moving-in.md` are taken over as it says.
@Suite struct ImportDocumentationTests {
  private struct Block {
    var language: String
    var text: String
  }

  private let blocks: [Block]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/moving-in.md").standardizedFileURL
    let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
    blocks = stride(from: 1, to: parts.count, by: 2).map { index in
      let lines = parts[index].split(separator: "\n", maxSplits: 1)
      return Block(language: String(lines[0]), text: String(lines[1]))
    }
  }

  @Test func `Each file becomes the configuration below it`() throws {
    var count = 0
    for (file, result) in zip(blocks, blocks.dropFirst()) where result.language == "yaml" {
      var plan = ImportPlan(configured: [])
      plan.add(try ForeignFile.read(Array(file.text.utf8), name: "example"), of: "example")
      #expect(try ConfigurationText("", file: "x").adding(plan.entries) == result.text)
      #expect(ConfigurationFile.error(of: result.text) == nil)
      count += 1
    }
    #expect(count == 2)
  }

  @Test func `Each command line is parsed`() throws {
    let lines = blocks.filter { $0.language == "sh" }.flatMap { $0.text.split(separator: "\n") }
    #expect(lines.count == 3)
    for line in lines {
      let arguments = line.split(separator: " ").dropFirst().map(String.init)
      #expect(throws: Never.self, "\(line)") { _ = try Ledewatch.parseAsRoot(arguments) }
    }
  }
}
