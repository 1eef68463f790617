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

  /// The smallest width that text is fitted to.
  private static let minimumWidth = 40
  /// The width without a terminal, so that each line of a file or mail tells one thing.
  private static let widthWithoutTerminal = 200

  /// The style of standard output: colors on a terminal only, and not with `NO_COLOR` (no-color.org).
  static var ofStandardOutput: TerminalStyle {
    guard isatty(STDOUT_FILENO) == 1 else {
      return TerminalStyle(width: widthWithoutTerminal, isColored: false)
    }
    let environment = ProcessInfo.processInfo.environment
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return TerminalStyle(
      width: max(minimumWidth, isKnown ? Int(size.ws_col) : 80),
      isColored: (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb")
  }

  func colored(_ text: String, _ color: Color?) -> String {
    guard isColored, let color else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }

  /// Returns words as lines that fit the width. All lines but the first are indented.
  /// - Parameter indent: the number of spaces before the first line, and two less than before the others.
  func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var columns = indent
    var isEmpty = true
    for word in text.split(separator: " ") {
      let length = Terminal.columns(of: word)
      if !isEmpty, columns + 1 + length > width {
        lines.append(line)
        line = String(repeating: " ", count: indent + 2)
        columns = indent + 2
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      columns += (isEmpty ? 0 : 1) + length
      isEmpty = false
    }
    return lines + [line]
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
        line = String(repeating: " ", count: indent)
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

extension Terminal {
  /// Returns the number of columns that a terminal needs for a text: two for East Asian wide characters
  /// and emoji, none for combining marks (UAX 11).
  static func columns(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
    0x20000...0x3FFFD,
  ]
}
