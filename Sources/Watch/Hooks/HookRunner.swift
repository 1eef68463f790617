/// Runs hooks: no shell, a clean environment, a time limit for the whole process group.
public struct HookRunner: Sendable {
  public init() {}

  /// Runs the hook to its end. Never throws: whatever happens to a hook is its outcome.
  /// Cancelling the task kills the hook's process group.
  /// - Parameters:
  ///   - record: what the hook reads on standard input.
  ///   - environment: `LEDEWATCH_…`.
  public func run(_ hook: Hook, record: [UInt8], environment: HookEnvironment) async -> HookOutcome
  {
    HookOutcome(ending: .notStarted("not built yet"), output: "", duration: 0)
  }
}

/// What a hook is told in its environment.
public struct HookEnvironment: Sendable {
  public var event: HookEvent
  public var source: String
  public var id: String
  public var revision: Int
  /// The entry's directory in `new/`.
  public var entry: String
  /// Its `article.json`.
  public var file: String
  public var url: String
  public var title: String
  public var date: String
  /// RFC 3339.
  public var firstSeen: String
  /// The first is 1.
  public var attempt: Int
  /// The delivery's id, the same at each attempt.
  public var delivery: String

  public init(
    event: HookEvent, source: String, id: String = "", revision: Int = 0, entry: String = "",
    file: String = "", url: String = "", title: String = "", date: String = "",
    firstSeen: String = "", attempt: Int = 1, delivery: String
  ) {
    self.event = event
    self.source = source
    self.id = id
    self.revision = revision
    self.entry = entry
    self.file = file
    self.url = url
    self.title = title
    self.date = date
    self.firstSeen = firstSeen
    self.attempt = attempt
    self.delivery = delivery
  }
}

/// How a hook ended.
public struct HookOutcome: Sendable {
  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// Killed at its time limit.
    case timedOut
    /// Killed because we were told to stop.
    case cancelled
    /// In words for a person: no such program, not executable, no interpreter.
    case notStarted(String)
  }

  public var ending: Ending
  /// The end of what it wrote to standard output and error.
  public var output: String
  /// Seconds.
  public var duration: Double

  public var delivered: Bool { ending == .exited(0) }
}
