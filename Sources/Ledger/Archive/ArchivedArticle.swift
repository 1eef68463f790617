import Basics

/// A revision of an article in the archive, or a mark that an article was withdrawn or restored.
package struct ArchivedArticle: Hashable, Sendable {
  /// The number in the archive, which grows with time; 0 before it is archived.
  package var number: Int64 = 0
  package var id: String
  package var revision: Int
  package var event: EventKind
  /// The name of the source.
  package var source: String
  /// The name of the entry; of a mark, that of the article's last entry.
  package var entry: String
  package var firstSeen: Timestamp
  /// The date that the page states, in RFC 3339.
  package var published: String?
  /// The time at which it was spooled.
  package var archived: Timestamp
  package var headline: String?
  package var lede: String?
  package var byline: String?
  package var language: String?
  package var url: String?

  package init(
    id: String, revision: Int, event: EventKind, source: String, entry: String,
    firstSeen: Timestamp, archived: Timestamp
  ) {
    self.id = id
    self.revision = revision
    self.event = event
    self.source = source
    self.entry = entry
    self.firstSeen = firstSeen
    self.archived = archived
  }

  /// Whether it is a revision with a text, and no mark.
  var isEntry: Bool { event == .new || event == .revised }
}

/// The articles that are wanted of an archive. A condition that is nil or empty does not count.
package struct ArchiveFilter: Hashable, Sendable {
  package var sources: [String] = []
  /// The earliest time of archiving, and the time before which it was.
  package var since: Timestamp?
  package var until: Timestamp?
  package var event: EventKind?
  /// Whether marks of withdrawn and restored articles are left out.
  package var hasEntriesOnly = false
  package var query: SearchQuery?

  package init() {}
}

/// The limits of the archive; nil for no limit. Whatever exceeds one of them is deleted, oldest first.
package struct ArchiveLimits: Hashable, Sendable {
  /// The number of days on which the program ran since an article was archived.
  package var days: Int?
  /// The size of the database in bytes.
  package var bytes: Int?
  package var count: Int?

  package init(days: Int? = nil, bytes: Int? = nil, count: Int? = nil) {
    self.days = days
    self.bytes = bytes
    self.count = count
  }
}

/// An error of the archive. A command exits with 74 (EX_IOERR); the service goes on without it.
package struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  /// The reason as a phrase for people.
  package var reason: String
  /// The remedy, as a phrase for people.
  package var remedy: String?

  package init(path: String, reason: String, remedy: String? = nil) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
  }

  package var description: String {
    "archive \(path): \(reason)" + (remedy.map { "; \($0)" } ?? "")
  }
}
