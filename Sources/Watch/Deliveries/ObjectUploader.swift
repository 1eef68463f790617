import Basics
import Logging
import Notifications
import Settings
import Spool
import Web

/// Puts the files of entries into stores with the interface of S3.
///
/// The record is put last, so that an entry whose record is in the store is complete there. All names are those
/// of the entry, so that a repetition replaces the same objects.
package struct ObjectUploader: Sendable {
  private let log: Logger
  /// Reads the files of an entry in the spool apart from the record; nil if a consumer has taken it.
  private let read: @Sendable (String) throws -> SpoolDirectory.SpooledFiles?
  /// The hooks whose missing entries were reported.
  private let reported = Locked<Set<String>>([])

  package init(log: Logger = Logger(label: "ledewatch") { _ in SwiftLogNoOpLogHandler() }) {
    self.init(log: log) { try SpoolDirectory.files(ofEntry: $0) }
  }

  init(
    log: Logger, read: @escaping @Sendable (String) throws -> SpoolDirectory.SpooledFiles?
  ) {
    self.log = log
    self.read = read
  }

  /// Puts the files of an entry, one after the other.
  /// - Parameters:
  ///   - hook: the name of the hook.
  ///   - record: the record, from the ledger.
  ///   - send: sends a request and returns the outcome of the answer.
  /// - Returns: The outcome of the last request, or of the first that failed.
  func put(
    _ record: [UInt8], _ environment: HookEnvironment, in store: ObjectStore, hook: String,
    by send: (ObjectRequest) async -> HookOutcome
  ) async -> HookOutcome {
    let files: [EntryFile]
    do {
      files = try self.files(of: environment, hook: hook)
    } catch let error as SpoolError {
      return HookOutcome(
        ending: .failed("cannot \(error.stage.rawValue) \(error.path): \(error.reason)"))
    } catch {
      return HookOutcome(ending: .failed("spool: \(error)"))
    }
    // Entries of samples have no name.
    let entry = environment.entry.split(separator: "/").last.map(String.init) ?? environment.id
    var outcome = HookOutcome(ending: .failed("no file"))
    var duration = Duration.zero
    for file in files + [EntryFile(name: EntryFile.record, bytes: record)] {
      guard
        let request = ObjectRequest(store, source: environment.source, entry: entry, file)
      else {
        return HookOutcome(ending: .failed("the entry \(entry) makes no name of an object"))
      }
      outcome = await send(request)
      duration += outcome.duration
      guard outcome.isDelivered else { break }
    }
    outcome.duration = duration
    return outcome
  }

  private func files(of environment: HookEnvironment, hook: String) throws -> [EntryFile] {
    guard !environment.entry.isEmpty else { return [] }
    let metadata: Logger.Metadata = [
      LogKind.metadataKey: .kind(.hookFailed), "stage": "hook", "hook": "\(hook)",
      "source": "\(environment.source)", "entry": "\(environment.entry)",
    ]
    guard let spooled = try read(environment.entry) else {
      let isFirst = reported.withLock { $0.insert(hook).inserted }
      log.log(
        level: isFirst ? .warning : .debug,
        "a consumer has taken the entry from the spool, so only its record is stored",
        metadata: metadata)
      return []
    }
    for refusal in spooled.refusals {
      log.warning(
        "a file of the entry was replaced and is not stored",
        metadata: metadata.merging(["reason": "\(refusal)"]) { $1 })
    }
    return spooled.files
  }
}
