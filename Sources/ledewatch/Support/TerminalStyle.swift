import Foundation
import Glibc

/// The width and the colors of the text on a terminal.
struct TerminalStyle {
  enum Color: Int {
    case red = 31
    case green = 32
    case yellow = 33
    case gray = 90
  }

  /// The number of columns.
  var width: Int
  var isColored: Bool
  /// Whether text is written to a terminal.
  var isTerminal = false

  /// The smallest width that text is fitted to.
  private static let minimumWidth = 40
  /// The width without a terminal, so that each line of a file or mail tells one thing.
  private static let widthWithoutTerminal = 200

  /// The style of standard output.
  static var ofStandardOutput: TerminalStyle { TerminalStyle(of: STDOUT_FILENO) }

  /// The style of standard error.
  static var ofStandardError: TerminalStyle { TerminalStyle(of: STDERR_FILENO) }

  init(width: Int, isColored: Bool, isTerminal: Bool = false) {
    self.width = width
    self.isColored = isColored
    self.isTerminal = isTerminal
  }

  /// Creates the style of a descriptor: colors on a terminal only, and not with `NO_COLOR` (no-color.org).
  init(
    of descriptor: Int32,
    environment: @autoclosure () -> [String: String] = ProcessInfo.processInfo.environment
  ) {
    guard isatty(descriptor) == 1 else {
      self.init(width: TerminalStyle.widthWithoutTerminal, isColored: false)
      return
    }
    let environment = environment()
    self.init(
      width: max(
        TerminalStyle.minimumWidth,
        TerminalSize(of: descriptor)?.columns ?? TerminalSize.usualColumns
      ),
      isColored: (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb",
      isTerminal: true)
  }

  func colored(_ text: String, _ color: Color?) -> String {
    guard isColored, let color else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }

  /// Returns a text of a page that stands beside other text. On a terminal, a text with letters that are
  /// written from right to left is isolated, so that it does not reorder the text around it (UAX 9).
  func isolated(_ text: String) -> String {
    guard isTerminal, text.unicodeScalars.contains(where: Terminal.isRightToLeft) else {
      return text
    }
    return "\u{2068}\(text)\u{2069}"
  }

  /// Returns words as lines that fit the width. All lines but the first are indented.
  /// - Parameter indent: the number of spaces before the first line, and two less than before the others.
  func wrapped(_ text: String, indent: Int) -> [String] {
    let lines = Terminal.wrapped(
      text, columns: width - indent - 2, first: width - indent, breaksLongWords: false)
    guard let first = lines.first else { return [Terminal.spaces(indent)] }
    return [Terminal.spaces(indent) + first]
      + lines.dropFirst().map { Terminal.spaces(indent + 2) + $0 }
  }

  /// Returns a name in a column of its own, and beside it a text: in lines that fit a terminal, or else in
  /// one line.
  /// - Parameters:
  ///   - column: the number of columns before the text. If the name is longer, the text is below it.
  ///   - margin: the number of spaces before the name.
  func labeled(_ name: String, _ text: String, column: Int, margin: Int = 0) -> [String] {
    let label = Terminal.spaces(margin) + name
    guard isTerminal else {
      return [Terminal.padded(label, to: max(column, Terminal.columns(of: label) + 2)) + text]
    }
    var lines = wrapped(text, indent: column)
    guard Terminal.columns(of: label) < column else { return [colored(label, .gray)] + lines }
    lines[0] =
      colored(Terminal.padded(label, to: column), .gray)
      + lines[0].dropFirst(column)
    return lines
  }

  /// Returns columns as lines that fit the width: as many on one line as fit.
  func joined(_ columns: [(text: String, color: Color?)], indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for column in columns {
      let length = Terminal.columns(of: column.text)
      if used > 0, used + 2 + length > width {
        lines.append(line)
        line = Terminal.spaces(indent)
        used = indent
      } else if used > 0 {
        line += "  "
        used += 2
      }
      line += colored(column.text, column.color)
      used += length
    }
    return lines + [line]
  }
}

/// The size of a terminal in characters.
struct TerminalSize {
  var columns: Int
  var rows: Int

  /// The number of columns of a terminal that does not tell it.
  static let usualColumns = 80
}

extension TerminalSize {
  /// Returns nil if the descriptor is no terminal, or one that does not tell its size.
  init?(of descriptor: Int32) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    (columns, rows) = (Int(size.ws_col), Int(size.ws_row))
  }
}

extension Terminal {
  /// Whether the character belongs to a script that is written from right to left.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
