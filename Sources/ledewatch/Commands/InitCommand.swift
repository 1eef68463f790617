import ArgumentParser
import Settings

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a first configuration with comments.",
    discussion: """
      An existing file is never replaced.

      Examples:
        ledewatch init
        ledewatch init --print
        ledewatch init --system
      """)

  @OptionGroup var options: ConfigurationOptions

  @Flag(name: .long, help: "Write the configuration to standard output.")
  var print = false

  mutating func run() throws {
    if print {
      Output.write(InitialConfiguration.text(loader: options.loader))
      return
    }
    let file = try ConfigurationFile(options)
    guard file.isNew else {
      throw CommandError(
        Terminal.safe("init: \(file.path) exists; “ledewatch edit” opens it"), .cannotCreate)
    }
    try file.write(file.text)
    Output.line("wrote \(Terminal.safe(file.path))")
    Output.line("  ledewatch add\(options.arguments) URL   looks at a page and adds it")
    Output.line("  ledewatch edit\(options.arguments)   opens the file and checks it")
  }
}
