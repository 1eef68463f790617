import ArgumentParser
import Foundation
import Glibc

struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Edit the configuration, and check it before it is saved.",
    discussion: """
      The editor of VISUAL or EDITOR opens a copy. When you leave it, the copy is checked, and replaces the \
      configuration if it has no errors.

      Examples:
        ledewatch edit
        ledewatch edit --system
      """)

  @OptionGroup var options: ConfigurationOptions

  mutating func run() throws {
    let prompt = Prompt.standard
    guard prompt.isInteractive else {
      throw CommandError("edit: an editor needs a terminal", .usage)
    }
    let session = ConfigurationEditing(
      file: try ConfigurationFile(options), prompt: prompt, openEditor: EditCommand.openEditor,
      show: Output.line)
    try session.run()
  }

  /// Runs the editor of the environment, or the first of the usual ones that is installed.
  private static func openEditor(on path: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let named = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
      .first { !$0.allSatisfy(\.isWhitespace) }
    let usual = ["editor", "nano", "vi"].first {
      Programs.path(of: $0, in: environment["PATH"] ?? "") != nil
    }
    guard let editor = named ?? usual else {
      throw CommandError("edit: there is no editor; set EDITOR", .unavailable)
    }
    // The command is the user's own, and may have arguments. The path is no part of the shell's text.
    setenv("LEDEWATCH_COPY", path, 1)
    let status = system("\(editor) \"$LEDEWATCH_COPY\"")
    guard status == 0 else {
      throw CommandError(
        Terminal.safe("edit: the editor “\(editor)” failed with status \(status >> 8 & 0xff)"),
        .unavailable)
    }
  }
}
