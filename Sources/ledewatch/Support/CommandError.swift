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
