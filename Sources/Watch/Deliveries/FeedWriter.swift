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
/// event that is repeated after a crash, whichever file was written last, leads to the same files. Several events
/// replace each feed once.
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

  /// Adds events to the feeds of their sources and tags and to the feed of all sources. Events that concern no
  /// article change nothing. The work waits for the disk on another thread.
  package func write(_ events: [Event], to settings: FeedSettings) async -> HookOutcome {
    let queue = FeedWriter.queues.withLock { queues in
      let queue = queues[settings.directory] ?? DispatchQueue(label: "ledewatch.feeds")
      queues[settings.directory] = queue
      return queue
    }
    return await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: HookOutcome(ending: ending(events, settings)))
      }
    }
  }

  private func ending(_ events: [Event], _ settings: FeedSettings) -> HookOutcome.Ending {
    do {
      let events = try feedEvents(events)
      if !events.isEmpty { try add(events, settings) }
      return .written
    } catch let error as SpoolError {
      let hint = error.errno == EROFS ? "; a service in a sandbox needs ReadWritePaths=" : ""
      return .failed("cannot \(error.stage.rawValue) \(error.path): \(error.reason)\(hint)")
    } catch {
      return .failed("feed: \(error)")
    }
  }

  /// Returns the events that concern articles. One of several that cannot be decoded is left out, so that it does
  /// not hold up the others.
  private func feedEvents(_ events: [Event]) throws -> [FeedEvent] {
    try events.compactMap { event in
      do {
        return try FeedEvent(event)
      } catch  where events.count > 1 {
        log.warning(
          "an event is left out of the feeds, because its record cannot be decoded",
          metadata: [
            "stage": "hook", "source": "\(event.source)", "delivery": "\(event.deliveryKey)",
            "reason": "\(error)",
          ])
        return nil
      }
    }
  }

  private func add(_ events: [FeedEvent], _ settings: FeedSettings) throws {
    let directory = try open(settings.directory)
    var feeds: [String: FeedDocument] = [:]
    var withdrawn = FeedDocument(feed: FeedSettings.nameOfAll)
    if events.contains(where: \.changesAvailability) {
      withdrawn = try read(withdrawn, FeedWriter.withdrawnFile, in: directory) ?? withdrawn
    }
    for event in events {
      let names = settings.feeds(of: event.source)
      for name in names where feeds[name] == nil { feeds[name] = try load(name, in: directory) }
      if withdrawn.keep(event, of: names.compactMap { feeds[$0] }) {
        try directory.replace(
          FeedWriter.withdrawnFile, with: withdrawn.json(base: nil), isPublic: false)
        // The feeds lose the article only after its state is safe.
        try directory.sync()
      }
      for name in names {
        guard var feed = feeds.removeValue(forKey: name) else { continue }
        if try !isArchived(event, in: feed, directory) {
          feed.apply(event, withdrawn: withdrawn)
          try archiveOverflow(of: &feed, settings, in: directory)
        }
        feeds[name] = feed
      }
    }
    for feed in feeds.values { try write(feed, settings, in: directory) }
    let names = try directory.names()
    try directory.replace(
      FeedList.fileName, with: FeedList.opml(files: names, base: settings.url?.string))
    try directory.sync()
  }

  private func isArchived(
    _ event: FeedEvent, in feed: FeedDocument, _ directory: FeedDirectory
  ) throws -> Bool {
    guard feed.mayHaveArchived(event) else { return false }
    for number in stride(from: feed.archiveCount, to: 0, by: -1) {
      guard let archive = try archive(number, of: feed, in: directory) else { return false }
      if archive.has(event) { return true }
      // The articles of older archives are older still.
      if !archive.mayHave(event) { return false }
    }
    return false
  }

  // MARK: - Writing

  /// Moves older items of a feed that has too many of them to an archive, or drops them.
  private func archiveOverflow(
    of feed: inout FeedDocument, _ settings: FeedSettings, in directory: FeedDirectory
  ) throws {
    guard let archive = feed.removeOverflow(settings), settings.keepsArchives else { return }
    let base = settings.url?.string
    if var previous = try self.archive(feed.archiveCount, of: feed, in: directory) {
      previous.position = .archive(feed.archiveCount, isLast: false)
      try directory.replace(previous.name + ".atom", with: previous.atom(base: base))
    }
    try directory.replace(archive.name + ".atom", with: archive.atom(base: base))
    // An archive exists once its JSON form does, which is therefore the last file of it.
    try directory.replace(archive.name + ".json", with: archive.json(base: base))
    // The feed loses the articles only after they are safe.
    try directory.sync()
    feed.archiveCount = archive.archiveCount
  }

  private func write(
    _ document: FeedDocument, _ settings: FeedSettings, in directory: FeedDirectory
  ) throws {
    let (base, hub) = (settings.url?.string, settings.hub?.string)
    try directory.replace(document.name + ".json", with: document.json(base: base, hub: hub))
    try directory.replace(document.name + ".atom", with: document.atom(base: base, hub: hub))
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

  /// Returns an archive of a feed; nil if there is none, or if it is damaged.
  private func archive(
    _ number: Int, of feed: FeedDocument, in directory: FeedDirectory
  ) throws -> FeedDocument? {
    guard number > 0 else { return nil }
    var archive = FeedDocument(feed: feed.feed)
    archive.position = .archive(number, isLast: number == feed.archiveCount)
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
