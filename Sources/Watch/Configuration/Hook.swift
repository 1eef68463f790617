/// A program told of each entry. Times are in seconds.
public struct Hook: Hashable, Sendable {
  /// `[a-z0-9][a-z0-9._-]*`, unique; deliveries are remembered under it.
  public var name: String
  /// The program (a path, or a name looked up in PATH) and its arguments; no shell.
  public var argv: [String]
  /// After it the whole process group is killed.
  public var timeout: Double = 60
  public var retry = Pauses(first: 30, longest: 3600)
  /// The age at which a delivery is given up and parked as failed.
  public var maximumAge: Double = 7 * 86_400
  /// How many calls of this hook run at once.
  public var concurrency = 1
  /// The events it is told of.
  public var events: Set<HookEvent> = Set(HookEvent.allCases)
  /// The sources it is told of; nil for all.
  public var sources: Set<String>?
  /// Added to the clean environment.
  public var environment: [String: String] = [:]

  public init(name: String, argv: [String]) {
    self.name = name
    self.argv = argv
  }
}

/// What a hook is told of.
public enum HookEvent: String, Sendable, CaseIterable, Codable {
  /// An article, a revision of one.
  case new, revised
  /// An article is no longer to be had at its address; it is again.
  case withdrawn, restored
  /// Teasers may have been missed; a listing has other markup than before.
  case gap, redesign
  case sourceBroken = "source-broken"
  case sourceBlocked = "source-blocked"
  case sourceQuiet = "source-quiet"
  case sourceRecovered = "source-recovered"
}
