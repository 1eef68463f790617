import Basics
import Dates
import News
import WebURL

/// The record of an event that has no entry of its own: what happened to a source, or to an article
/// that is already in the spool.
package struct EventRecord: Sendable {
  package var event: EventKind
  /// The id of the article, or the event's own.
  package var id: String
  /// The revision of the article; 0 for an event of a source.
  package var revision: Int
  package var source: EntrySource
  package var url: WebURL
  package var title: String
  /// A description for a person.
  package var text: String
  package var at: Timestamp
  /// The first sighting of the article; nil for an event of a source.
  package var firstSeen: Timestamp?
  /// The name of the article's last entry.
  package var entry: String?
  /// The members that are specific to this kind of event.
  package var facts: Facts?

  package enum Facts: Sendable {
    /// The reason why an article counts as withdrawn or restored.
    case availability(reason: String)
    /// The health of a source, its health before, what to try, and the path of the page that shows the
    /// fault.
    case health(String, previous: String, remedy: String?, page: String?)
    /// The teasers on either side of a gap, and how many may be missing at least.
    case gap(atLeast: Int, after: Teaser, before: Teaser)
    /// The place of the teasers in the listing's markup, and their place before.
    case redesign(place: String, previous: String)
    /// An address that is not public, and the host that has it.
    case privateAddress(String, host: String)
  }

  package init(
    event: EventKind, id: String, revision: Int = 0, source: EntrySource, url: WebURL,
    title: String, text: String, at: Timestamp, firstSeen: Timestamp? = nil, entry: String? = nil,
    facts: Facts? = nil
  ) {
    self.event = event
    self.id = id
    self.revision = revision
    self.source = source
    self.url = url
    self.title = title
    self.text = text
    self.at = at
    self.firstSeen = firstSeen
    self.entry = entry
    self.facts = facts
  }

  package var document: EntryDocument {
    let time = RFC3339.string(from: at)
    var details = EntryDetails()
    details.event = event
    details.revision = revision
    details.source = source.name
    details.listing = source.listing.string
    details.entry = entry
    details.firstSeen = firstSeen.map(RFC3339.string(from:)) ?? time
    details.at = time
    if let facts { details.add(facts) }
    var document = EntryDocument(id: id, details: details)
    document.url = url.string
    document.title = title
    document.datePublished = time
    document.contentText = text
    return document
  }
}

extension EntryDetails {
  fileprivate mutating func add(_ facts: EventRecord.Facts) {
    switch facts {
    case .availability(let reason): self.reason = reason
    case .health(let health, let previous, let remedy, let page):
      (self.health, previousHealth) = (health, previous)
      (self.remedy, self.page) = (remedy, page)
    case .gap(let count, let after, let before):
      atLeast = count
      self.after = EntryTeaser(after)
      self.before = EntryTeaser(before)
    case .redesign(let place, let previous): (self.place, previousPlace) = (place, previous)
    case .privateAddress(let address, let host): (self.address, self.host) = (address, host)
    }
  }
}
