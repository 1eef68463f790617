import ArgumentParser

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether the configuration is sound, and where it is not.")

  @OptionGroup var options: ConfigurationOptions

  mutating func run() throws {
    let configuration = try options.read()
    for file in configuration.files { Output.line("read     \(Terminal.safe(file))") }
    Output.line("spool    \(Terminal.safe(configuration.spoolPath))")
    Output.line("state    \(Terminal.safe(configuration.statePath))")
    Output.line("hooks    \(configuration.hooks.map(\.name).joined(separator: ", "))")
    let paused = configuration.sources.count { $0.schedule.isPaused }
    Output.line(
      "sources  \(configuration.sources.count)" + (paused > 0 ? ", \(paused) paused" : ""))
    Output.line("sound")
  }
}
