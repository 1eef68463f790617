import ArgumentParser
import News
import Settings
import Watch

/// An error that ends a command with one line on standard error and an exit code.
struct CommandError: Error, CustomStringConvertible {
  var message: String
  var code: ExitCode

  init(_ message: String, _ code: ExitCode) {
    self.message = message
    self.code = code
  }

  var description: String { message }
}

extension CommandError {
  /// The error for a page that could not be fetched, with the next step.
  /// - Parameter command: the name of the command that the message begins with; nil for none.
  init(_ error: PageUnavailableError, of command: String? = nil) {
    let text =
      (command.map { "\($0): " } ?? "") + error.description
      + (error.remedy.map { "; to try: \($0)" } ?? "")
    self.init(Terminal.safe(text), error.isNotAPage ? .badData : .unavailable)
  }

  /// Returns the error for a text that is no address of a page, with the one that may be meant.
  static func notAnAddress(_ text: String) -> CommandError {
    CommandError(
      "“\(Terminal.safe(text))” is not an http or https address; expected one such as "
        + "https://www.example.org/news/", .usage)
  }

  /// Returns the error for a page without teasers or article. It names the bot protection that served
  /// the page, if it is recognized, and the setting of the source that may help.
  static func notFound(
    _ stage: String, _ reason: String, _ obstacle: PageObstacle? = nil, on page: Page,
    of source: Source? = nil
  ) -> CommandError {
    let source = source ?? Source(name: "page", url: page.address)
    let reason =
      [OneOffFetcher.botBlockDescription(of: page), reason].compactMap(\.self)
      .joined(separator: "; ") + source.advice(against: obstacle)
    return CommandError(
      Terminal.safe("\(stage): \(reason) (\(page.address.string))"), .badData)
  }
}
