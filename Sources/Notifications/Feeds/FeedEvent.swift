import Basics
import Settings
import Spool

/// An event of an article, as feeds need it.
package struct FeedEvent: Sendable {
  /// The name of the source.
  package let source: String
  fileprivate let kind: EventKind
  fileprivate let record: EntryDocument
  fileprivate let version: FeedVersion

  /// Creates the event; returns nil if it concerns no article.
  /// - Throws: `EntryDocumentError` if the record cannot be decoded, or if the source cannot have a feed.
  package init?(_ event: Event) throws(EntryDocumentError) {
    guard FeedSettings.events.contains(event.kind) else { return nil }
    guard Source.isName(event.source), !FeedSettings.isReserved(event.source) else {
      throw EntryDocumentError("“\(event.source.truncated(to: 80))” cannot be the name of a feed")
    }
    source = event.source
    kind = event.kind
    record = try EntryDocument(decoding: event.record)
    version = FeedVersion(revision: record.details.revision ?? 1, at: event.at)
  }

  /// Whether the event needs, or leaves, an article that was withdrawn.
  package var changesAvailability: Bool { kind == .withdrawn || kind == .restored }

  /// The listing without its query, which may contain a secret.
  fileprivate var homePage: String? {
    record.details.listing.map { String($0.prefix { $0 != "?" && $0 != "#" }) }
  }
}

extension FeedDocument {
  /// Applies an event. An event that is repeated, or older than what the feed has, changes nothing.
  /// - Parameter withdrawn: the articles that were withdrawn.
  package mutating func apply(_ event: FeedEvent, withdrawn: FeedDocument) {
    if feed == event.source, let page = event.homePage { homePage = page }
    switch event.kind {
    case .withdrawn: insert(FeedDeletion(id: event.record.id, event.version))
    case .restored:
      // The record of this event has no content.
      if let item = withdrawn.item(event.record.id) {
        insert(item.with(event.version))
      } else {
        removeDeletion(of: event.record.id, until: event.version)
      }
    default: insert(FeedItem(event.record, event.version, source: event.source))
    }
  }

  /// Whether an article is not newer than any other of the feed, so that an archive may have it. Many
  /// articles of a round have one time.
  package func mayHaveArchived(_ event: FeedEvent) -> Bool {
    !event.changesAvailability && archiveCount > 0 && mayHave(event)
  }

  /// Whether an article is not newer than any other of the document, so that older documents may have it.
  package func mayHave(_ event: FeedEvent) -> Bool {
    items.last.map { event.version.at <= $0.version.at } ?? true
  }

  /// Whether the document has the article in this state or in a later one.
  package func has(_ event: FeedEvent) -> Bool {
    item(event.record.id).map { $0.version >= event.version } ?? false
  }

  /// Adds the article that an event withdraws, as feeds have it, to this document.
  /// - Returns: Whether the document has changed.
  package mutating func keep(_ event: FeedEvent, of feeds: [FeedDocument]) -> Bool {
    guard event.kind == .withdrawn,
      let item = feeds.lazy.compactMap({ $0.item(event.record.id) }).first,
      item.version <= event.version
    else { return false }
    insert(item)
    var settings = FeedSettings(directory: "")
    settings.maximumItems = FeedDocument.maximumDeletions
    _ = removeOverflow(settings)
    return true
  }
}
