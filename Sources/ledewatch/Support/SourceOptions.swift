import ArgumentParser
import Settings
import Watch

/// The option for a configured source whose settings apply to a page.
struct SourceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Use the settings of this configured source.", completion: .sourceNames)
  var source: String?

  @Option(
    name: .long,
    help: """
      The configuration file (default: /etc/ledewatch/ledewatch.yaml, or for a user \
      ~/.config/ledewatch/ledewatch.yaml).
      """,
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  func validate() throws {
    if config != nil && source == nil { throw ValidationError("--config needs --source NAME") }
  }

  /// Returns the named source; nil if none is named.
  func selectedSource() throws -> Source? {
    guard let source else { return nil }
    var options = try ConfigurationOptions.parse([])
    options.config = config
    let sources = try options.load(printsWarnings: false).sources
    guard let selected = sources.first(where: { $0.name == source }) else {
      throw CommandError("\(UnknownSource(name: source, known: sources.map(\.name)))", .usage)
    }
    return selected
  }
}
