import ArgumentParser
import News
import Watch

/// A failure told in one line on standard error, with its exit code.
struct CommandError: Error, CustomStringConvertible {
  var text: String
  var code: ExitCode

  init(_ text: String, _ code: ExitCode) {
    self.text = text
    self.code = code
  }

  var description: String { text }
}

extension CommandError {
  /// A page that does not hold what is looked for, and who has put it there where that is known.
  static func nothing(_ stage: String, _ reason: String, on page: Page) -> CommandError {
    let reason = [OneOffFetcher.botBlockDescription(of: page), reason].compactMap(\.self).joined(
      separator: "; ")
    return CommandError(
      Terminal.safe("\(stage): \(reason) (\(page.address.string))"), .badData)
  }
}

extension Ledewatch {
  /// As the parser's own `main`, but a complaint is a line and an exit code, not a usage message.
  static func main() async {
    ProcessSetup.secure()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let complaint as CommandError {
      Output.complain("ledewatch: " + complaint.text)
      exit(withError: complaint.code)
    } catch {
      exit(withError: error)
    }
  }
}
