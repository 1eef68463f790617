import ArgumentParser
import Glibc
import Settings

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the configuration, and report every error with its file, line and column.",
    discussion: """
      The exit code is 78 if there are errors. Warnings, such as a hook that cannot be run, do not \
      change it, but the configuration is not called sound.

      Examples:
        ledewatch check
        ledewatch check --config ledewatch.yaml
      """)

  @OptionGroup var options: ConfigurationOptions

  @Flag(
    name: .long,
    help: "Check as a reload does: no sources are an error, unless a file says “sources: []”.")
  var reload = false

  mutating func run() throws {
    let loader = options.loader
    let configuration = try options.load(reload ? loader.acceptingUnreadableCredentials : loader)
    if reload, configuration.sources.isEmpty, !configuration.saysNoSources {
      throw CommandError(
        "configuration: it has no sources, so a reload is refused; if none are intended, write “sources: []”",
        .configuration)
    }
    for file in configuration.files { Output.line("file     \(Terminal.safe(file))") }
    if options.config == nil, options.place == nil, let other = loader.otherDefaultFile {
      Output.line(
        "not      \(Terminal.safe(other)), which “\(loader.optionOfOtherPlace)” reads")
    }
    Output.line("spool    \(Terminal.safe(configuration.spoolPath))")
    Output.line("state    \(Terminal.safe(configuration.statePath))")
    let hooks = configuration.hooks.map(\.name)
    Output.line("hooks    \(hooks.isEmpty ? "none" : hooks.joined(separator: ", "))")
    let paused = configuration.sources.count { $0.schedule.isPaused }
    Output.line(
      "sources  \(configuration.sources.count)" + (paused > 0 ? ", \(paused) paused" : ""))
    let warnings = configuration.warnings.count
    Output.line(
      warnings == 0
        ? "the configuration is sound" : "no errors, \(counted(warnings, "warning")); see above")
  }
}

extension ConfigurationLoader {
  /// The loader for ExecReload=. systemd 252 names the directory of credentials there, but lets only the
  /// main process read it. That process reads the credentials at the reload.
  var acceptingUnreadableCredentials: ConfigurationLoader {
    guard let directory = environment["CREDENTIALS_DIRECTORY"] else { return self }
    var loader = self
    loader.fileSystem.read = {
      [read = fileSystem.read] (path, maximumBytes) throws(ConfigurationFileSystem.FileError) in
      do throws(ConfigurationFileSystem.FileError) {
        return try read(path, maximumBytes)
      } catch {
        guard error.errno == EACCES, path.hasPrefix(directory + "/") else { throw error }
        return Array("credential".utf8)
      }
    }
    return loader
  }
}
