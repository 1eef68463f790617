import ArgumentParser
import News
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
  /// the page, if it is recognized.
  static func notFound(_ stage: String, _ reason: String, on page: Page) -> CommandError {
    let reason = [OneOffFetcher.botBlockDescription(of: page), reason].compactMap(\.self)
      .joined(separator: "; ")
    return CommandError(
      Terminal.safe("\(stage): \(reason) (\(page.address.string))"), .badData)
  }
}
