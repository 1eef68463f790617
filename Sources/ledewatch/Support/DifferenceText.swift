import Basics

/// The changes between two revisions as text for people. On a terminal, deleted words are red, inserted words
/// are green, and lines fit the width.
struct DifferenceText {
  private let text: String
  private let style: TerminalStyle

  /// - Parameter text: lines in which deleted words stand in `[-…-]` and inserted ones in `{+…+}`.
  init(_ text: String, style: TerminalStyle) {
    self.text = text
    self.style = style
  }

  var lines: [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.flatMap { line in
      let line = Terminal.safe(String(line))
      guard style.isTerminal, !line.isEmpty else { return [line] }
      var color: TerminalStyle.Color?
      return Terminal.wrapped(line, columns: style.width).map { colored($0, &color) }
    }
  }

  /// Returns a line with colors.
  /// - Parameter color: the color at its beginning, because a change may continue on the next line.
  private func colored(_ line: String, _ color: inout TerminalStyle.Color?) -> String {
    var out = ""
    var rest = line[...]
    while !rest.isEmpty {
      let mark =
        color == nil ? DifferenceText.firstMark(of: ["[-", "{+"], in: rest) : end(color, rest)
      guard let mark else { return out + style.colored(String(rest), color) }
      if color == nil {
        out += rest[..<mark.lowerBound]
        color = rest[mark] == "[-" ? .red : .green
        rest = rest[mark.lowerBound...]
      } else {
        out += style.colored(String(rest[..<mark.upperBound]), color)
        color = nil
        rest = rest[mark.upperBound...]
      }
    }
    return out
  }

  private func end(_ color: TerminalStyle.Color?, _ text: Substring) -> Range<String.Index>? {
    DifferenceText.firstMark(of: [color == .red ? "-]" : "+}"], in: text)
  }

  private static func firstMark(of marks: [String], in text: Substring) -> Range<String.Index>? {
    marks.compactMap { text.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
  }
}
