import ArgumentParser
import Settings
import Watch

/// A source of the configuration, whose settings are tried on a page.
struct SourceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Fetch and read it with the settings of this source of the configuration.")
  var source: String?

  @Option(name: .long, help: "The configuration (default: the usual places, see README).")
  var config: String?

  func validate() throws {
    if config != nil && source == nil { throw ValidationError("--config is for --source NAME") }
  }

  /// The source that is named, if one is.
  func named() throws -> Source? {
    guard let source else { return nil }
    var options = ConfigurationOptions()
    options.config = config
    let sources = try options.read(warns: false).sources
    guard let found = sources.first(where: { $0.name == source }) else {
      throw CommandError("\(UnknownSource(name: source, known: sources.map(\.name)))", .usage)
    }
    return found
  }
}
