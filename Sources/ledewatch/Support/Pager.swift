import Foundation
import Glibc

/// The program that shows a long text on a terminal: `$PAGER`, or `less -FRX`.
enum Pager {
  /// Writes lines through the pager, or to standard output if that is no terminal or there is no pager.
  /// - Parameter lines: lines with color codes, and without other control characters.
  static func write(_ lines: [String]) {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDOUT_FILENO) == 1, let command = command(environment),
      // The command is the user's own, as for other programs that have a pager.
      let pipe = popen(command, "w")
    else {
      for line in lines { Output.styledLine(line) }
      return
    }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    // The reader may leave the pager before the end.
    _ = fwrite(bytes, 1, bytes.count, pipe)
    if isMissing(status: pclose(pipe)) {
      for line in lines { Output.styledLine(line) }
    }
  }

  /// Whether the shell could not start the pager, and has said so.
  /// - Parameter status: the status of `waitpid`.
  static func isMissing(status: Int32) -> Bool { status == 126 << 8 || status == 127 << 8 }

  /// Returns the command for the shell; nil for no pager. A dumb terminal can show no pages.
  static func command(_ environment: [String: String]) -> String? {
    if environment["TERM"] == "dumb" { return nil }
    guard let pager = environment["PAGER"] else {
      return Programs.path(of: "less", in: environment["PATH"] ?? "").map { _ in "less -FRX" }
    }
    return pager.allSatisfy(\.isWhitespace) || pager == "cat" ? nil : pager
  }
}

/// Programs that a command starts.
enum Programs {
  /// Returns the path of a program in the directories of `PATH`; nil if there is none.
  static func path(of name: String, in path: String) -> String? {
    path.split(separator: ":").lazy.map { "\($0)/\(name)" }.first {
      $0.hasPrefix("/") && access($0, X_OK) == 0
    }
  }
}
