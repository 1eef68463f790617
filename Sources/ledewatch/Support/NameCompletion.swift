import ArgumentParser
import Foundation
import Settings

/// The names that shells complete. A faulty configuration offers the names of its valid parts, and none is
/// no error, because a shell shows nothing of it.
extension CompletionKind {
  static var sourceNames: CompletionKind {
    .custom { words, _, _ in configuredNames(words) { $0.sources.map(\.name) } }
  }

  static var hookNames: CompletionKind {
    .custom { words, _, _ in configuredNames(words) { $0.hooks.map(\.name) } }
  }

  /// Returns the names of the configuration that the words of a command line choose.
  static func configuredNames(
    _ words: [String], _ names: (Configuration) -> [String]
  ) -> [String] {
    guard let (configuration, _) = try? completionOptions(words)?.loadValidParts() else {
      return []
    }
    return names(configuration).sorted()
  }

  /// Returns the options of the configuration in words that may not be a complete command line.
  private static func completionOptions(_ words: [String]) -> ConfigurationOptions? {
    var arguments: [String] = []
    for (index, word) in words.enumerated() {
      if word == "--config", index + 1 < words.count {
        arguments =
          arguments.filter { !$0.hasPrefix("--config") } + [
            "--config=" + expandingHome(words[index + 1])
          ]
      } else if word.hasPrefix("--config=") {
        arguments.append("--config=" + expandingHome(String(word.dropFirst(9))))
      } else if word == "--system" || word == "--user" {
        arguments.append(word)
      }
    }
    return try? ConfigurationOptions.parse(arguments)
  }

  /// Returns a path as a shell would read it; a word that is being completed is as it was typed.
  private static func expandingHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else {
      return path
    }
    return home + path.dropFirst()
  }
}
