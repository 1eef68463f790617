import ArgumentParser
import Settings

@main
struct Ledewatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledewatch",
    abstract: "Watch news listing pages that have no feed.",
    discussion: """
      Polls the configured listings, finds new teasers by date and lede, fetches their articles, \
      writes each to a spool directory, and calls hooks.

      'ledewatch demo' shows how it works; 'ledewatch once URL' polls one page without a \
      configuration.
      """,
    version: ProgramVersion.current,
    subcommands: [
      InitCommand.self, AddCommand.self, EditCommand.self, CheckCommand.self,
      RunCommand.self, OnceCommand.self, StatusCommand.self,
      TeasersCommand.self, ArticleCommand.self, DateCommand.self, TreeCommand.self,
      ListCommand.self, SearchCommand.self, ShowCommand.self, OpenCommand.self,
      ExportCommand.self, ExplainCommand.self, HistoryCommand.self, DiffCommand.self,
      QueueCommand.self,
      RetryCommand.self, HookCommand.self, BackfillCommand.self, PauseCommand.self,
      ResumeCommand.self,
      SchemaCommand.self, ImportCommand.self, DoctorCommand.self, DemoCommand.self,
    ])
}

extension Ledewatch {
  /// Runs a command like the `main` of the parser, but prints a `CommandError` as one line instead of
  /// a usage message.
  static func main() async {
    ProcessSetup.prepare()
    do {
      try verifyCommandName(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as CommandError {
      Output.errorLine("ledewatch: " + error.message)
      exit(withError: error.code)
    } catch {
      // The parser would print arguments and file names with their control characters.
      let (message, code) = (fullMessage(for: error), exitCode(for: error))
      if !message.isEmpty { code.isSuccess ? Output.line(message) : Output.errorLine(message) }
      exit(withError: code)
    }
  }

  /// Rejects a word that is no command with the command that is meant; the parser names none.
  static func verifyCommandName(_ word: String?) throws {
    guard let word, !word.hasPrefix("-") else { return }
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !known.contains(word) else { return }
    let match = closestMatch(to: word, among: known)
    throw CommandError(
      Terminal.safe(
        "there is no command “\(word)”; "
          + (match.map { "did you mean “\($0)”?" } ?? "“ledewatch --help” lists the commands")),
      .usage)
  }
}
