import Basics
import Dates
import Settings
import Spool

/// The content of a document of a feed. Its JSON form is also what it is read back from.
package struct FeedDocument: Hashable, Sendable {
  /// The place of a document in its feed (RFC 5005, section 4).
  package enum Position: Hashable, Sendable {
    /// The document to which readers subscribe.
    case current
    /// An archive document, with its number from 1, and whether it is the newest one.
    case archive(Int, isLast: Bool)
  }

  /// The name of a source, `all`, or `_` and a tag.
  package let feed: String
  package var position = Position.current
  /// The URL of the page whose articles the feed has.
  package var homePage: String?
  /// The articles, newest first.
  package private(set) var items: [FeedItem] = []
  /// The articles that were withdrawn, newest first.
  package private(set) var deletions: [FeedDeletion] = []
  /// The number of archive documents.
  package var archiveCount = 0

  package init(feed: String) { self.feed = feed }

  /// The name of the document without an extension.
  package var name: String {
    switch position {
    case .current: feed
    case .archive(let number, _): FeedSettings.archiveName(number, of: feed)
    }
  }

  package func item(_ id: String) -> FeedItem? { items.first { $0.id == id } }

  /// The time of the last change of an article.
  var updated: Timestamp {
    max(items.first?.version.at ?? .epoch, deletions.first?.version.at ?? .epoch)
  }

  // MARK: - Changes

  /// Adds an article, or replaces an older state of it. A newer state stays.
  package mutating func insert(_ item: FeedItem) {
    guard accepts(item.version, of: item.id) else { return }
    removeAll(item.id)
    items.append(item)
    sort()
  }

  private mutating func sort() {
    items.sort { ($0.version.at, $0.id) > ($1.version.at, $1.id) }
    deletions.sort { ($0.version.at, $0.id) > ($1.version.at, $1.id) }
  }

  /// Replaces an article by a note of its deletion, unless the feed has a newer state of it.
  package mutating func insert(_ deletion: FeedDeletion) {
    guard accepts(deletion.version, of: deletion.id) else { return }
    removeAll(deletion.id)
    deletions.append(deletion)
    sort()
    deletions.removeLast(max(0, deletions.count - FeedDocument.maximumDeletions))
  }

  /// Removes the note of a deletion, unless it is newer than the version.
  package mutating func removeDeletion(of id: String, until version: FeedVersion) {
    deletions.removeAll { $0.id == id && $0.version <= version }
  }

  private func accepts(_ version: FeedVersion, of id: String) -> Bool {
    let known = item(id)?.version ?? deletions.first { $0.id == id }?.version
    return known.map { $0 <= version } ?? true
  }

  private mutating func removeAll(_ id: String) {
    items.removeAll { $0.id == id }
    deletions.removeAll { $0.id == id }
  }

  // MARK: - Bounds

  /// The maximum size of a document in bytes. Some readers refuse larger ones.
  package static let maximumBytes = 1_000_000
  /// The maximum size of the items of a document; the rest is for deletions and the head.
  static let maximumItemBytes = 900_000
  static let maximumDeletions = 200

  /// Removes the oldest items of a document that has too many of them, or that is too large.
  ///
  /// For an archive, the older half is removed, so that archives are made rarely and are as large as half a
  /// document. Otherwise only the items above the bounds are removed.
  /// - Returns: The removed items as an archive document; nil if there are none.
  package mutating func removeOverflow(_ settings: FeedSettings) -> FeedDocument? {
    let sizes = items.map(\.size)
    let bytes = FeedDocument.maximumItemBytes
    guard items.count > settings.maximumItems || sizes.reduce(0, +) > bytes else { return nil }
    let part = settings.keepsArchives ? 2 : 1
    var kept = 0
    var size = 0
    while kept < max(1, settings.maximumItems / part), kept < items.count {
      size += sizes[kept]
      if kept > 0, size > bytes / part { break }
      kept += 1
    }
    var archive = FeedDocument(feed: feed)
    archive.position = .archive(archiveCount + 1, isLast: true)
    archive.homePage = homePage
    archive.archiveCount = archiveCount + 1
    archive.items = Array(items[kept...])
    items.removeLast(items.count - kept)
    return archive
  }

  // MARK: - Reading

  /// Returns the document with what its JSON form contains.
  /// - Throws: `EntryDocumentError` if Ledewatch did not write the form.
  package func decoding(_ bytes: [UInt8]) throws(EntryDocumentError) -> FeedDocument {
    let stored = try StoredFeed(decoding: bytes)
    var document = self
    document.homePage = stored.homePage
    document.archiveCount = stored.details.archives
    for item in stored.items {
      guard let item = FeedItem(stored: item) else {
        throw EntryDocumentError("an item has no version")
      }
      document.items.append(item)
    }
    for deletion in stored.details.deleted {
      guard let deletion = FeedDeletion(stored: deletion) else {
        throw EntryDocumentError("a deletion has no time")
      }
      document.deletions.append(deletion)
    }
    document.sort()
    return document
  }

  /// Returns the number of the last archive of a feed among the files of its directory.
  package static func archiveCount(of feed: String, files: [String]) -> Int {
    let prefix = FeedSettings.archiveName(0, of: feed).dropLast()
    return files.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
      .compactMap { Int($0.dropFirst(prefix.count).dropLast(".json".count)) }.max() ?? 0
  }
}

/// The note that an article was withdrawn (RFC 6721).
package struct FeedDeletion: Hashable, Sendable {
  package let id: String
  package let version: FeedVersion

  package init(id: String, _ version: FeedVersion) {
    self.id = id
    self.version = version
  }
}
