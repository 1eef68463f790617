import Basics
import Dates
import Settings
import Spool

/// An article in a feed: its record, without what is of no use to readers or may be secret.
package struct FeedItem: Hashable, Sendable {
  package let document: EntryDocument
  package let version: FeedVersion
  /// The size of the item in bytes, in the format in which it is larger.
  let size: Int

  /// The maximum size of an item with content, in bytes of any format. A longer article is shown by its
  /// summary.
  static let maximumBytes = 200_000
  private static let maximumTitle = 1000
  private static let maximumSummary = 5000
  private static let maximumURLBytes = 8000
  private static let maximumNames = 20
  private static let maximumName = 100

  /// Creates the item of a record.
  package init(_ record: EntryDocument, _ version: FeedVersion, source: String) {
    var item = record
    item.title = record.title?.truncated(to: FeedItem.maximumTitle)
    item.summary = record.summary?.truncated(to: FeedItem.maximumSummary)
    item.url = record.url.flatMap(FeedItem.bounded)
    item.externalURL = record.externalURL.flatMap(FeedItem.bounded)
    item.image = record.image.flatMap(FeedItem.bounded)
    item.authors = record.authors?.prefix(FeedItem.maximumNames)
      .map { .init(name: $0.name.truncated(to: FeedItem.maximumName)) }
    item.tags = record.tags?.prefix(FeedItem.maximumNames)
      .map { $0.truncated(to: FeedItem.maximumName) }
    item.language = record.language.flatMap { FeedItem.isLanguageTag($0) ? $0 : nil }
    item.datePublished = record.datePublished.flatMap(FeedItem.instant)
    item.dateModified = record.dateModified.flatMap(FeedItem.instant)
    if item.contentHTML != nil { item.contentText = nil }
    item.details = EntryDetails()
    item.details.source = source
    item.details.revision = version.revision
    item.details.at = RFC3339.string(from: version.at)
    if item.contentHTML == nil && item.contentText == nil { item.dropContent() }
    var size = FeedItem.size(of: item)
    if size > FeedItem.maximumBytes {
      item.dropContent()
      size = FeedItem.size(of: item)
    }
    self.size = size
    document = item
    self.version = version
  }

  /// Creates an item that a feed contains.
  /// - Returns: nil if it is not one that Ledewatch wrote.
  init?(stored document: EntryDocument) {
    guard let revision = document.details.revision, let source = document.details.source,
      let at = document.details.at.flatMap(RFC3339.instant(from:))
    else { return nil }
    let version = FeedVersion(revision: revision, at: Timestamp(secondsSinceEpoch: Double(at)))
    self.init(document, version, source: source)
  }

  package var id: String { document.id }
  package var source: String { document.details.source ?? "" }

  /// Returns the item with another version.
  package func with(_ version: FeedVersion) -> FeedItem {
    var changed = document
    changed.dateModified = RFC3339.string(from: version.at)
    return FeedItem(changed, version, source: source)
  }

  private static func size(of document: EntryDocument) -> Int {
    max(
      document.json.serialized(.pretty).count + jsonIndentation,
      document.atomEntry(source: true).utf8.count)
  }

  /// The size of the indentation of an item in a document.
  private static let jsonIndentation = 400

  private static func bounded(_ url: String) -> String? {
    url.utf8.count <= maximumURLBytes ? url : nil
  }

  private static func instant(_ text: String) -> String? {
    RFC3339.instant(from: text) == nil ? nil : text
  }

  /// Returns whether a text is a language tag by the grammar of BCP 47, except for rare forms.
  private static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
    return (2...8).contains(parts[0].count) && parts[0].allSatisfy(isLetter)
      && parts.count <= 5
      && parts.allSatisfy { part in
        (1...8).contains(part.count)
          && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
      }
  }
}

/// The age of a state of an article. A later revision is newer; of one revision, the later event.
package struct FeedVersion: Hashable, Comparable, Sendable {
  package var revision: Int
  /// The time of the event.
  package var at: Timestamp

  package init(revision: Int, at: Timestamp) {
    self.revision = revision
    self.at = Timestamp(secondsSinceEpoch: Double(at.wholeSeconds))
  }

  package static func < (one: FeedVersion, other: FeedVersion) -> Bool {
    (one.revision, one.at) < (other.revision, other.at)
  }
}

extension EntryDocument {
  /// Replaces the content by the summary. JSON Feed requires a content.
  fileprivate mutating func dropContent() {
    contentHTML = nil
    contentText = summary ?? title ?? ""
  }
}
