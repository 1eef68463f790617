import Foundation
import Testing

@testable import HTML

/// The tree construction tests of html5lib-tests.
@Suite(
  .enabled(if: SharedCorpus.contains("html5lib-tests/tree-construction"), SharedCorpus.isMissing))
struct `html5lib tree construction tests` {
  @Test func `All tests pass`() throws {
    let folder = SharedCorpus.folder("html5lib-tests/tree-construction")
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    where name.hasSuffix(".dat") {
      let data = try Data(contentsOf: folder.appending(path: name))
      for test in TreeTest.parse(String(decoding: data, as: UTF8.self)) {
        count += 1
        // If a test does not specify scripting, its result does not depend on it.
        for scripting in test.scripting.map({ [$0] }) ?? [false, true] {
          #expect(
            test.tree(scripting: scripting) == test.document,
            "\(name), \(test.data), scripting \(scripting)")
        }
      }
    }
    #expect(count == 1792)
  }
}

/// A test in the format of html5lib-tests.
struct TreeTest {
  var data = ""
  var fragment: String?
  var scripting: Bool?
  var document = ""

  func tree(scripting: Bool) -> String {
    let options = ParseOptions(scripting: scripting)
    let document =
      fragment.map { Document.fragment(data, context: $0, options: options) }
      ?? Document(data, options: options)
    let tree = document.html5libNotation
    return String(tree.dropLast(tree.hasSuffix("\n") ? 1 : 0))
  }

  static func parse(_ text: String) -> [TreeTest] {
    ("\n" + text).components(separatedBy: "\n#data\n").dropFirst().map { block in
      var test = TreeTest()
      var parts: [String: [String]] = [:]
      var part = "data"
      for line in block.components(separatedBy: "\n") {
        switch line {
        case "#errors", "#new-errors", "#document-fragment", "#document":
          part = String(line.dropFirst())
        case "#script-on": test.scripting = true
        case "#script-off": test.scripting = false
        default: parts[part, default: []].append(line)
        }
      }
      test.data = (parts["data"] ?? []).joined(separator: "\n")
      test.fragment = parts["document-fragment"]?.first
      var lines = parts["document"] ?? []
      while lines.last?.isEmpty == true { lines.removeLast() }
      test.document = lines.joined(separator: "\n")
      return test
    }
  }
}
