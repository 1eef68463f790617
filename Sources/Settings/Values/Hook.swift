import Basics

/// A program told of each entry. Times are in seconds.
package struct Hook: Hashable, Sendable {
  /// `[a-z0-9][a-z0-9._-]*`, unique; deliveries are remembered under it.
  package var name: String
  /// The program (a path, or a name looked up in PATH) and its arguments; no shell.
  package var argv: [String]
  /// After it the whole process group is killed.
  package var timeout: Double = 60
  package var retry = BackOff(initial: 30, maximum: 3600)
  /// The age at which a delivery is given up and parked as failed.
  package var maximumAge: Double = 7 * 86_400
  /// How many calls of this hook run at once.
  package var concurrency = 1
  /// The events it is told of.
  package var events: Set<EventKind> = Set(EventKind.allCases)
  /// The sources it is told of; nil for all.
  package var sources: Set<String>?
  /// Added to the clean environment.
  package var environment: [String: String] = [:]

  package init(name: String, argv: [String]) {
    self.name = name
    self.argv = argv
  }
}
