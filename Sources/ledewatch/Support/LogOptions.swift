import ArgumentParser

/// The options of commands that watch.
struct LogOptions: ParsableArguments {
  @Option(
    name: .long,
    help: """
      Write the log to standard error as text or json (default: records with fields if standard error \
      is the journal, and else text).
      """)
  var logFormat: LogFormat?

  /// Lets the log, and all messages of the command, have the format.
  func apply() {
    if let logFormat { LogDestination.choose(logFormat) }
  }
}

/// A format of the log on standard error.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
