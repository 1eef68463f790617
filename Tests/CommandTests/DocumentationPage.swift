import Foundation

/// A page of the documentation: the README, or a file of `docs`.
struct DocumentationPage: Sendable {
  /// The path below the checkout, such as `docs/hooks.md`.
  let path: String
  let text: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  init(_ path: String) throws {
    self.path = path
    text = try String(contentsOf: DocumentationPage.root.appending(path: path), encoding: .utf8)
  }

  /// The README and the pages of `docs`.
  static func all() throws -> [DocumentationPage] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "docs").path)
    return try (["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 })
      .map { try DocumentationPage($0) }
  }

  /// Returns the fenced blocks of a language.
  func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  /// The lines outside of fenced blocks.
  var lines: [Substring] {
    var isFenced = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("```") { isFenced.toggle() }
      return !isFenced && !line.hasPrefix("```")
    }
  }

  /// The anchors of the headings, as hosts of repositories make them.
  var anchors: Set<String> {
    Set(
      lines.filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
          .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.replacing(" ", with: "-")
      })
  }

  /// The targets of the links, other than those to other hosts.
  var links: [String] {
    lines.joined(separator: "\n").matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
      .filter { !$0.contains("://") }
  }

  /// The texts between backticks.
  var inlineCode: [String] {
    lines.flatMap { line in
      line.replacing("\\|", with: "|").split(separator: "`", omittingEmptySubsequences: false)
        .enumerated().compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
    }
  }
}

/// Returns the words of a command line, as a shell without expansions would split it.
func shellWords(_ line: String) -> [String] {
  var words: [String] = []
  var word: String?
  var quote: Character?
  for character in line {
    if let open = quote {
      if character == open { quote = nil } else { word?.append(character) }
    } else if character == "\"" || character == "'" {
      (quote, word) = (character, word ?? "")
    } else if character == " " {
      if let word { words.append(word) }
      word = nil
    } else {
      word = (word ?? "") + String(character)
    }
  }
  return words + (word.map { [$0] } ?? [])
}
