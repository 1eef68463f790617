import Basics
import Watch

/// The output of the demo, in lines that fit the terminal.
final class DemoOutput: Sendable {
  private let style: TerminalStyle
  private let actCount = Locked(0)

  init(style: TerminalStyle) { self.style = style }

  func begin(_ title: String) {
    let number = actCount.withLock { count in
      count += 1
      return count
    }
    Output.line("")
    for line in style.wrapped("\(number)  \(title)", indent: 0) {
      Output.styledLine(style.colored(line, .yellow))
    }
  }

  func tell(_ text: String) { write(text, indent: "   ", nil) }

  /// Writes what the watcher has made of the act.
  func seen(_ text: String) { write(text, indent: "   ✓ ", .green) }

  /// Writes an article that is in the spool.
  func seen(_ article: SpooledArticle) {
    seen("\(article.date ?? "undated")  \(article.lede ?? "")…")
    // A path is not broken, so that it can be copied.
    Output.styledLine(style.colored("     " + Terminal.safe(article.path), .gray))
  }

  /// Writes the command that shows it.
  func look(_ command: String) { write(command, indent: "   → ", .gray) }

  /// Writes the changes of a revision.
  func difference(_ text: String) {
    let narrow = TerminalStyle(
      width: style.width - 5, isColored: style.isColored, isTerminal: style.isTerminal)
    let changes = text.split(whereSeparator: \.isNewline).filter {
      !$0.hasPrefix("--- ") && !$0.hasPrefix("+++ ")
    }
    for line in DifferenceText(changes.joined(separator: "\n"), style: narrow).lines {
      Output.styledLine("     " + line)
    }
  }

  /// Writes the commands that show what has happened, as they can be typed.
  func end(_ commands: [DemoCommandLine], configuration: String) {
    Output.line("\nLook at it:\n")
    for command in commands {
      Output.styledLine(style.colored("# " + command.purpose, .gray))
      Output.line(command.text(configuration: configuration))
    }
    Output.line("\nTry a page of your own:\n")
    Output.line("\(DemoCommandLine.program) add https://…")
    Output.line("\(DemoCommandLine.program) once https://…")
  }

  private func write(_ text: String, indent: String, _ color: TerminalStyle.Color?) {
    let lines = Terminal.wrapped(
      Terminal.safe(text), columns: style.width - indent.count, breaksLongWords: false)
    for (index, line) in lines.enumerated() {
      let start = index == 0 ? indent : Terminal.spaces(indent.count)
      Output.styledLine(style.colored(start + line, color))
    }
  }
}

/// A command that shows what the demo has made.
struct DemoCommandLine {
  let purpose: String
  private let words: [String]

  init(_ words: [String], _ purpose: String) {
    self.words = words
    self.purpose = purpose
  }

  /// The name or path by which this program was started.
  static var program: String { quoted(CommandLine.arguments[0]) }

  /// Returns the command as it can be typed.
  func text(configuration: String) -> String {
    ([DemoCommandLine.program] + words.map(DemoCommandLine.quoted)
      + ["--config", DemoCommandLine.quoted(configuration)]).joined(separator: " ")
  }

  /// Returns a word for a shell.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || "/._-".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
