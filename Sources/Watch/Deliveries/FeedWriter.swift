import Basics
import Dispatch
import Glibc
import Logging
import Notifications
import Settings
import Spool

/// Writes events to the feeds of a directory.
///
/// The JSON form of a feed is also what the next event is added to. Each file is replaced by one rename, and an
/// event that is repeated after a crash, whichever file was written last, leads to the same files.
package struct FeedWriter: Sendable {
  private let log: Logger
  /// Opens a directory; tests inject errors here.
  private let open: @Sendable (String) throws -> FeedDirectory

  /// The maximum size of a file that is read back. `FeedWriter` writes no larger ones.
  private static let maximumBytes = 2 * FeedDocument.maximumBytes
  /// The last states of withdrawn articles, for their return. Only the owner may read the file.
  private static let withdrawnFile = ".withdrawn.json"
  /// The queues of the directories, so that two hooks of successive configurations write one after the other.
  private static let queues = Locked<[String: DispatchQueue]>([:])

  package init(log: Logger = Logger(label: "ledewatch") { _ in SwiftLogNoOpLogHandler() }) {
    self.init(log: log) { try FeedDirectory($0) }
  }

  init(log: Logger, open: @escaping @Sendable (String) throws -> FeedDirectory) {
    self.log = log
    self.open = open
  }

  /// Adds an event to the feed of its source and to the feed of all sources. Events that concern no article
  /// change nothing. The work waits for the disk on another thread.
  package func write(_ event: Event, to settings: FeedSettings) async -> HookOutcome {
    let queue = FeedWriter.queues.withLock { queues in
      let queue = queues[settings.directory] ?? DispatchQueue(label: "ledewatch.feeds")
      queues[settings.directory] = queue
      return queue
    }
    return await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: HookOutcome(ending: ending(event, settings)))
      }
    }
  }

  private func ending(_ event: Event, _ settings: FeedSettings) -> HookOutcome.Ending {
    do {
      if let event = try FeedEvent(event) { try add(event, settings) }
      return .written
    } catch let error as SpoolError {
      let hint = error.errno == EROFS ? "; a service in a sandbox needs ReadWritePaths=" : ""
      return .failed("cannot \(error.stage.rawValue) \(error.path): \(error.reason)\(hint)")
    } catch {
      return .failed("feed: \(error)")
    }
  }

  private func add(_ event: FeedEvent, _ settings: FeedSettings) throws {
    let directory = try open(settings.directory)
    let feeds = try [event.source, FeedSettings.nameOfAll].map { try load($0, in: directory) }
    var withdrawn = FeedDocument(feed: FeedSettings.nameOfAll)
    if event.changesAvailability {
      withdrawn = try read(withdrawn, FeedWriter.withdrawnFile, in: directory) ?? withdrawn
    }
    if withdrawn.keep(event, of: feeds) {
      try directory.replace(
        FeedWriter.withdrawnFile, with: withdrawn.json(base: nil), isPublic: false)
      // The feeds lose the article only after its state is safe.
      try directory.sync()
    }
    for var feed in feeds {
      if feed.mayHaveArchived(event), try lastArchive(of: feed, in: directory)?.has(event) == true {
        continue
      }
      feed.apply(event, withdrawn: withdrawn)
      try write(&feed, settings, in: directory)
    }
    let names = try directory.names()
    try directory.replace(
      FeedList.fileName, with: FeedList.opml(files: names, base: settings.url?.string))
    try directory.sync()
  }

  // MARK: - Writing

  private func write(
    _ feed: inout FeedDocument, _ settings: FeedSettings, in directory: FeedDirectory
  ) throws {
    if let archive = feed.removeOverflow(settings), settings.keepsArchives {
      try write(archive, settings, in: directory)
      if var previous = try lastArchive(of: feed, in: directory) {
        previous.position = .archive(feed.archiveCount, isLast: false)
        try directory.replace(
          previous.name + ".atom", with: previous.atom(base: settings.url?.string))
      }
      // The feed loses the articles only after they are safe.
      try directory.sync()
      feed.archiveCount = archive.archiveCount
    }
    try write(feed, settings, in: directory)
  }

  private func write(
    _ document: FeedDocument, _ settings: FeedSettings, in directory: FeedDirectory
  ) throws {
    let base = settings.url?.string
    try directory.replace(document.name + ".json", with: document.json(base: base))
    try directory.replace(document.name + ".atom", with: document.atom(base: base))
  }

  // MARK: - Reading

  /// Returns a feed. One that is missing or damaged begins anew, after the archives that there are.
  private func load(_ name: String, in directory: FeedDirectory) throws -> FeedDocument {
    var feed = FeedDocument(feed: name)
    if let stored = try read(feed, name + ".json", in: directory) { return stored }
    let names = try directory.names()
    feed.archiveCount = FeedDocument.archiveCount(of: name, files: names)
    if names.contains(name + ".atom") {
      log.warning(
        "the feed begins anew, because its JSON form is missing or damaged",
        metadata: ["stage": "hook", "file": "\(directory.path)/\(name).json"])
    }
    return feed
  }

  /// Returns the archive that was made last; nil if there is none.
  private func lastArchive(
    of feed: FeedDocument, in directory: FeedDirectory
  ) throws -> FeedDocument? {
    guard feed.archiveCount > 0 else { return nil }
    var archive = FeedDocument(feed: feed.feed)
    archive.position = .archive(feed.archiveCount, isLast: true)
    return try read(archive, archive.name + ".json", in: directory)
  }

  /// Returns the stored content of a document; nil if it is missing or damaged.
  private func read(
    _ document: FeedDocument, _ file: String, in directory: FeedDirectory
  ) throws -> FeedDocument? {
    do {
      let bytes = try directory.read(file, maximumBytes: FeedWriter.maximumBytes)
      return try bytes.map { try document.decoding($0) }
    } catch let error as SpoolError where error.errno != 0 {
      throw error
    } catch {
      log.warning(
        "the file is not used, because it is damaged",
        metadata: ["stage": "hook", "file": "\(directory.path)/\(file)", "reason": "\(error)"])
      return nil
    }
  }
}
