import Glibc

/// Questions to the person at the terminal.
struct Prompt {
  /// Whether somebody can answer: standard input and standard error are terminals.
  let isInteractive: Bool
  /// Asks, and returns the answer without surrounding spaces; nil at the end of the input.
  let ask: (_ question: String) -> String?

  static var standard: Prompt {
    Prompt(isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1) { question in
      Output.errorBytes(Array((Output.safe(question) + " ").utf8))
      guard let answer = readLine() else {
        Output.errorBytes([0x0a])
        return nil
      }
      return Terminal.safe(answer)
    }
  }
}
