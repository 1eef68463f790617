/// The directory of articles handed over: `tmp/` is ours, `new/` the consumer's.
///
/// Nothing here ever looks into `new/` to decide; an entry comes there by one rename.
public struct Spool: Sendable {
  /// Absolute.
  public let directory: String
  /// The content of the id file, which the ledger knows.
  public let id: String

  /// Opens the spool, or makes it where there is none yet.
  /// - Parameter expected: the id the ledger knows; nil when the ledger knows none, and only then
  ///   a missing spool is made.
  public static func open(_ directory: String, expecting expected: String?) throws(SpoolError)
    -> Spool
  {
    throw SpoolError(stage: .identity, path: directory, errno: 0, reason: "not built yet")
  }

  /// Writes `tmp/ENTRY/…` and syncs its files, the entry and `tmp/`.
  public func stage(_ entry: String, files: [SpoolFile]) throws(SpoolError) {
    throw SpoolError(stage: .write, path: directory, errno: 0, reason: "not built yet")
  }

  /// Renames `tmp/ENTRY` to `new/ENTRY` and syncs both directories.
  public func publish(_ entry: String) throws(SpoolError) {
    throw SpoolError(stage: .rename, path: directory, errno: 0, reason: "not built yet")
  }

  /// Whether `tmp/ENTRY` is there.
  public func isStaged(_ entry: String) throws(SpoolError) -> Bool { false }

  /// The names in `tmp/`.
  public func staged() throws(SpoolError) -> [String] { [] }

  /// Removes `tmp/ENTRY`; no error where there is none.
  public func discard(_ entry: String) throws(SpoolError) {}

  /// What lies in `new/` and `cur/`, for a ledger that was lost.
  public func entries() throws(SpoolError) -> [SpooledEntry] { [] }
}

/// A file of an entry.
public struct SpoolFile: Sendable {
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Why the spool could not be used; the process ends with 73 (EX_CANTCREAT).
public struct SpoolError: Error, Hashable, Sendable {
  public enum Stage: String, Sendable {
    case identity, open, write, sync, rename, remove, read
  }

  public var stage: Stage
  public var path: String
  /// 0 where no system call failed.
  public var errno: Int32
  /// In words for a person.
  public var reason: String

  public init(stage: Stage, path: String, errno: Int32, reason: String) {
    self.stage = stage
    self.path = path
    self.errno = errno
    self.reason = reason
  }
}
