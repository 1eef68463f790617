import Basics
import Spool

@testable import Notifications

extension FeedEvent {
  /// Makes an event of an article.
  static func make(
    _ kind: EventKind, _ id: String = "a1", source: String = "gazette", revision: Int = 1,
    at: Timestamp = 1_773_483_300, _ change: (inout EntryDocument) -> Void = { _ in }
  ) -> FeedEvent {
    let event = Event(
      kind: kind, source: source, deliveryKey: "\(id)-feeds", at: at,
      record: EntryDocument.make(id, source: source, revision: revision, change).bytes)
    return try! FeedEvent(event)!
  }
}

extension EntryDocument {
  /// Makes a record as hooks receive it.
  static func make(
    _ id: String, source: String = "gazette", revision: Int = 1,
    _ change: (inout EntryDocument) -> Void = { _ in }
  ) -> EntryDocument {
    var details = EntryDetails()
    details.source = source
    details.revision = revision
    details.listing = "https://news.example/list?key=s3cret#top"
    details.entry = "20260314T101500Z-\(source)-\(id)-r\(revision)"
    var document = EntryDocument(id: id, details: details)
    document.url = "https://news.example/\(id)"
    document.title = "Title of \(id)"
    document.summary = "Lede of \(id)"
    document.contentText = "Text of \(id)"
    document.contentHTML = "<p>Text of \(id), revision \(revision)</p>"
    change(&document)
    return document
  }
}

extension FeedDocument {
  /// Applies an event without withdrawn articles.
  mutating func apply(_ event: FeedEvent) {
    apply(event, withdrawn: FeedDocument(feed: "all"))
  }

  var ids: [String] { items.map(\.id) }
}
