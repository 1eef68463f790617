import Basics

/// An event to be recorded, with the record that hooks receive.
package struct NewEvent: Sendable {
  package var kind: EventKind
  package var source: SourceID
  /// The article; nil for an event of a source.
  package var article: ArticleID?
  package var publicID: String
  package var revision: Int
  package var at: Timestamp
  package var notify: Bool
  /// The name of its entry in the spool. A withdrawal has the entry of the article's last revision.
  package var entry: String?
  /// Whether its entry is still in `tmp/`. The event happens when the entry is moved to `new/`.
  package var isStaged: Bool
  /// The event as a phrase for people.
  package var note: String?
  /// The record that hooks receive; nil if no hook receives the event.
  package var record: [UInt8]?
  /// The names of the hooks that receive the record. Those of a staged event are chosen when it is
  /// published.
  package var recipients: [String]

  package init(
    kind: EventKind, source: SourceID, article: ArticleID? = nil, publicID: String,
    revision: Int = 0, at: Timestamp, notify: Bool = true, entry: String? = nil,
    isStaged: Bool = false, note: String? = nil, record: [UInt8]? = nil, recipients: [String] = []
  ) {
    self.kind = kind
    self.source = source
    self.article = article
    self.publicID = publicID
    self.revision = revision
    self.at = at
    self.notify = notify
    self.entry = entry
    self.isStaged = isStaged
    self.note = note
    self.record = record
    self.recipients = recipients
  }
}

/// An entry that is on its way into the spool.
package struct StagedEntry: Sendable {
  package var event: EventID
  /// The entry's name.
  package var entry: String
  package var kind: EventKind
  /// The source's name.
  package var source: String

  package init(event: EventID, entry: String, kind: EventKind, source: String) {
    self.event = event
    self.entry = entry
    self.kind = kind
    self.source = source
  }
}
