import ArgumentParser
import Basics
import Settings

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Poll sources again that 'pause' has stopped.",
    discussion: """
      A running service polls them within seconds.

      Examples:
        ledewatch resume gazette
      """)

  @OptionGroup var options: ConfigurationOptions

  @Argument(help: "Names of sources.", completion: .sourceNames)
  var names: [String]

  mutating func run() async throws {
    let now = SystemClock().timestamp
    let resumed = try await options.set(nil, of: names, now: now)
    let configuration = try options.load(printsWarnings: false)
    for name in names {
      let isConfigured = configuration.sources.contains {
        $0.name == name && $0.schedule.isPaused
      }
      let text = resumed.contains(name) ? "resumed" : "was not paused"
      Output.line(
        "\(name): \(text)" + (isConfigured ? "; the configuration still says “paused: true”" : ""))
    }
  }
}
