import Basics

/// The record of an entry or event: one JSON Feed 1.1 item
/// (https://www.jsonfeed.org/version/1.1/) with Ledewatch's own details in `_ledewatch`.
///
/// This is the one definition of `article.json`, of what hooks read, of what a rebuilt ledger reads
/// back, and of `ledewatch article --json`. Members are written in the order of the coding keys.
/// Times are RFC 3339.
package struct EntryDocument: Encodable, Hashable, Sendable {
  /// The version of the format, `_ledewatch.version`.
  package static let version = 2

  /// The article's id in all its revisions; of an event of a source, the event's own.
  package var id: String
  /// The address at which the article was found, after redirects.
  package var url: String?
  /// The canonical address that the page declares, if it differs from `url`.
  package var externalURL: String?
  /// The headline, or the beginning of the lede.
  package var title: String?
  /// The lede.
  package var summary: String?
  package var datePublished: String?
  package var dateModified: String?
  package var authors: [Author]?
  /// A BCP 47 tag.
  package var language: String?
  /// The address of the lead image.
  package var image: String?
  package var tags: [String]?
  package var contentText: String?
  package var contentHTML: String?
  /// The images that are files of the entry.
  package var attachments: [Attachment]?
  package var details: EntryDetails

  package init(id: String, details: EntryDetails = EntryDetails()) {
    self.id = id
    self.details = details
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, url
    case externalURL = "external_url"
    case title, summary
    case datePublished = "date_published"
    case dateModified = "date_modified"
    case authors, language, image, tags
    case contentText = "content_text"
    case contentHTML = "content_html"
    case attachments
    case details = "_ledewatch"
  }
}

/// The members of `_ledewatch`.
package struct EntryDetails: Encodable, Hashable, Sendable {
  package var version = EntryDocument.version
  package var event: EventKind?
  /// The revision of the article, from 1; 0 for an event of a source.
  package var revision: Int?
  /// The name of the previous revision's entry.
  package var previous: String?
  /// The parts that differ from the previous revision: `headline`, `byline`, `date`, `text`.
  package var changes: [String]?
  /// True if the article was listed when the source was new, so that no hook is called; else absent.
  package var backlog: Bool?
  /// The name of the source.
  package var source: String?
  /// The address of the listing.
  package var listing: String?
  /// The name of the entry; of an event without one, that of the article's last entry.
  package var entry: String?
  package var firstSeen: String?
  package var fetchedAt: String?
  /// The first address without TLS to which a redirect led from https.
  package var insecureRedirect: String?
  /// The time of an event that has no entry.
  package var at: String?
  /// The precision of `date_published`: `day`, `minute`, `second`. A mere day is its midnight.
  package var datePrecision: String?
  /// The origin of `date_published`: `text`, `time_element`, `json_ld`, `teaser` …
  package var dateFrom: String?
  /// The headline of the article or its teaser; absent if `title` is the beginning of the lede.
  package var headline: String?
  package var section: String?
  package var imageCaption: String?
  /// The addresses of the pages of an article with more than one.
  package var pages: [String]?
  /// The address of a following page that was not fetched.
  package var nextPage: String?
  package var dateline: String?
  package var extraction: ExtractionOutcome?
  /// The reason why the extraction is not `good`.
  package var extractionReason: String?
  package var teaser: EntryTeaser?
  /// The files of the images that `attachments` lists.
  package var media: [EntryMediumFile]?

  /// The reason why an article counts as withdrawn or restored.
  package var reason: String?
  /// The health of the source, and its health before.
  package var health: String?
  package var previousHealth: String?
  /// The advice about the health, as a phrase for people.
  package var remedy: String?
  /// The absolute path of the page that shows the fault.
  package var page: String?
  /// The number of teasers that a gap may have hidden, at least.
  package var atLeast: Int?
  /// The teasers on either side of a gap.
  package var after: EntryTeaser?
  package var before: EntryTeaser?
  /// The place of the teasers in the listing's markup, and their place before.
  package var place: String?
  package var previousPlace: String?
  /// A host that was public when it was first seen, and the address at which it is not requested.
  package var host: String?
  package var address: String?

  package init() {}

  enum CodingKeys: String, CodingKey, CaseIterable {
    case version, event, revision, previous, changes, backlog, source, listing, entry
    case firstSeen = "first_seen"
    case fetchedAt = "fetched_at"
    case insecureRedirect = "insecure_redirect"
    case at
    case datePrecision = "date_precision"
    case dateFrom = "date_from"
    case headline, section
    case imageCaption = "image_caption"
    case pages
    case nextPage = "next_page"
    case dateline, extraction
    case extractionReason = "extraction_reason"
    case teaser, media, reason, health
    case previousHealth = "previous_health"
    case remedy, page
    case atLeast = "at_least"
    case after, before, place
    case previousPlace = "previous_place"
    case host, address
  }
}

/// The outcome of extracting an article, `_ledewatch.extraction`.
package enum ExtractionOutcome: String, Codable, Sendable {
  case good, doubtful, failed
  /// The article could not be fetched; the entry was made from its teaser.
  case teaser
}

extension EntryDocument {
  /// The document as JSON, its members in order.
  ///
  /// Its texts have no control characters except line breaks, tabs and balanced isolates, whatever
  /// page or error message they come from, because hooks pass them on to terminals and mails.
  package var json: JSON {
    // The encoder throws only what a conformance throws, and those of strings and numbers do not.
    try! JSON(encoding: self).mappingTexts {
      $0.strippingControlCharacters(
        keeping: "\n\t", replacingSeparatorsWith: " ", keepingBalancedIsolates: true)
    }
  }

  /// The document as it is written to `article.json` and to the standard input of hooks.
  package var bytes: [UInt8] { json.serialized(.pretty) }
}
