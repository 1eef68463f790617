import ArgumentParser

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the configuration, and report every error with its file, line and column.",
    discussion: """
      The exit code is 78 if there are errors. Warnings, such as a hook that cannot be run, do not \
      change it, but the configuration is not called sound.
      """)

  @OptionGroup var options: ConfigurationOptions

  mutating func run() throws {
    let configuration = try options.load()
    for file in configuration.files { Output.line("file     \(Terminal.safe(file))") }
    Output.line("spool    \(Terminal.safe(configuration.spoolPath))")
    Output.line("state    \(Terminal.safe(configuration.statePath))")
    Output.line("hooks    \(configuration.hooks.map(\.name).joined(separator: ", "))")
    let paused = configuration.sources.count { $0.schedule.isPaused }
    Output.line(
      "sources  \(configuration.sources.count)" + (paused > 0 ? ", \(paused) paused" : ""))
    let warnings = configuration.warnings.count
    Output.line(
      warnings == 0
        ? "the configuration is sound" : "no errors, \(counted(warnings, "warning")); see above")
  }
}
