import Foundation
import Testing

/// Tests that `docs/ARCHITECTURE.md` names only files and functions that exist.
@Suite struct DocumentationTests {
  private let text: String

  init() throws {
    text = try DocumentationPage("docs/ARCHITECTURE.md").text
  }

  /// A row of the table that follows a lede from bytes to hook.
  private struct Step {
    var functions: [String]
    var file: String
  }

  /// The rows of the form `| text | functions | file |` with a Swift file in the last column.
  private var steps: [Step] {
    text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, let file = cells[2].quotedCode.first, file.hasSuffix(".swift") else {
        return nil
      }
      return Step(functions: cells[1].quotedCode, file: file)
    }
  }

  @Test func `Each source path of the architecture page exists`() {
    let paths = Set(text.matches(of: /Sources\/[\w+\/.]*\w/).map { String($0.output) })
    #expect(paths.count >= 15)
    for path in paths.sorted() {
      let exists = FileManager.default.fileExists(
        atPath: DocumentationPage.root.appending(path: path).path)
      #expect(exists, "\(path) does not exist")
    }
  }

  @Test func `Each function of the walk is declared in its file`() throws {
    for step in steps {
      let source = try DocumentationPage(step.file).text
      for function in step.functions {
        let declaration = function == "init" ? "init(" : "func \(function)("
        #expect(source.contains(declaration), "\(step.file) does not declare “\(function)”")
      }
    }
  }

  @Test func `The walk has at most 35 functions in at most 15 files`() {
    #expect(steps.count >= 10)
    #expect(steps.reduce(0) { $0 + $1.functions.count } <= 35)
    #expect(Set(steps.map(\.file)).count <= 15)
  }

  @Test func `Each module of the package is described`() throws {
    let modules = try FileManager.default.contentsOfDirectory(
      atPath: DocumentationPage.root.appending(path: "Sources").path)
    for module in modules.sorted() {
      #expect(text.contains("\n| `\(module)` | "), "\(module) is missing")
    }
  }
}

extension String {
  /// The texts between backticks.
  fileprivate var quotedCode: [String] {
    split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
  }
}
