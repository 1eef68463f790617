import Basics
import Dates
import Spool

extension WatchEvent {
  /// The record of an article that has entered the spool; nil for other events.
  var spooledRecord: EntryDocument? {
    if case .spooled(_, let record) = self { record() } else { nil }
  }

  /// Returns the event in the form of the records that hooks receive; nil for an event that they do not
  /// receive. Only articles have all members.
  /// - Parameter time: the time of the event.
  package func record(at time: Timestamp) -> EntryDocument? {
    var details = EntryDetails()
    details.at = RFC3339.string(from: time)
    switch self {
    case .spooled(let article, let record):
      if let record = record() { return record }
      details.event = article.revision == 1 ? .new : .revised
      details.source = article.source
      details.revision = article.revision
      var document = EntryDocument(id: article.id, details: details)
      (document.url, document.title) = (article.address, article.headline ?? article.lede)
      return document
    case .found: return nil
    case .article(let source, let id, let event, let reason):
      (details.event, details.source, details.reason) = (event, source, reason)
      return EntryDocument(id: id, details: details)
    case .source(let source, let event, let reason):
      (details.event, details.source, details.reason) = (event, source, reason)
      return EntryDocument(id: source, details: details)
    case .health(let source, let before, let after, let reason, let kind):
      guard let kind else { return nil }
      (details.event, details.source, details.reason) = (kind, source, reason)
      (details.health, details.previousHealth) = (after.rawValue, before.rawValue)
      return EntryDocument(id: source, details: details)
    }
  }
}
