import Dates
import News
import WebURL

extension EntryRecord {
  /// `article.json`: one JSON Feed 1.1 item (https://www.jsonfeed.org/version/1.1/) with what we
  /// know beside it under `_ledewatch`; hooks read the same bytes. Members come in a fixed order.
  package func json() -> [UInt8] {
    JSON.object(optional: [
      ("id", .string(id)),
      ("url", .string(address.string)),
      ("external_url", canonical.map { .string($0.string) }),
      ("title", .string(title)),
      ("summary", lede.map { .string($0) }),
      ("date_published", published.map { .string(RFC3339.string(from: $0, in: source.timeZone)) }),
      ("date_modified", modified.map { .string($0) }),
      ("authors", article?.authors.asJSON { .object([("name", .string($0))]) }),
      ("language", (article?.language ?? source.language).map { .string($0) }),
      ("image", (article?.image ?? teaser.image).map { .string($0) }),
      ("tags", article?.tags.asJSON { .string($0) }),
      ("content_text", .string(text)),
      ("content_html", .string(html)),
      ("_ledewatch", ledewatch),
    ]).bytes
  }

  /// As the page tells it; of a revision of whose time it says nothing, when it was found.
  private var modified: String? {
    if let told = article?.modified { return RFC3339.string(from: told, in: source.timeZone) }
    return changes == nil ? nil : fetchedAt.map(RFC3339.string(from:))
  }

  /// The address the page calls its own, where it is another one.
  private var canonical: WebURL? {
    article?.canonical.flatMap { $0 == address ? nil : $0 }
  }

  private var ledewatch: JSON {
    .object(optional: [
      ("version", .number(1)),
      ("event", .string(event.rawValue)),
      ("revision", .number(Int64(revision))),
      ("previous", previous.map { .string($0) }),
      ("changes", changes.map { .array($0.names.map { .string($0) }) }),
      ("source", .string(source.name)),
      ("listing", .string(source.listing.string)),
      ("entry", .string(entryName)),
      ("first_seen", .string(RFC3339.string(from: firstSeen))),
      ("fetched_at", fetchedAt.map { .string(RFC3339.string(from: $0)) }),
      ("date_precision", published.map { .string($0.precision.rawValue) }),
      ("date_from", publishedFrom.map { .string($0) }),
      ("headline", headline.map { .string($0) }),
      ("section", article?.section.map { .string($0) }),
      ("image_caption", article?.imageCaption.map { .string($0) }),
      ("pages", pages),
      ("dateline", article?.dateline.map { .string($0) }),
      ("extraction", extraction),
      ("teaser", teaserJSON),
    ])
  }

  /// The addresses of the pages of an article that goes over several.
  private var pages: JSON? {
    guard let pages = article?.pages, pages.count > 1 else { return nil }
    return .array(pages.map { .string($0.string) })
  }

  private var extraction: JSON {
    let verdict = article.map { $0.extraction.verdict.rawValue } ?? "teaser"
    let reason = article.map { $0.extraction.reason } ?? unreadable
    return .object(optional: [
      ("verdict", .string(verdict)), ("reason", reason.isEmpty ? nil : .string(reason)),
    ])
  }

  private var teaserJSON: JSON {
    .object(optional: [
      ("link", .string(teaser.link.string)),
      ("date", teaser.date.map { .string(RFC3339.partialString(from: $0)) }),
      ("date_relative", teaser.date.flatMap { $0.isRelative ? .bool(true) : nil }),
      ("lede", teaser.lede.map { .string($0) }),
      ("headline", teaser.headline.map { .string($0) }),
      ("image", teaser.image.map { .string($0) }),
    ])
  }
}

extension [String] {
  /// Nil when there is none: a feed item leaves out what it does not know.
  fileprivate func asJSON(_ transform: (String) -> JSON) -> JSON? {
    isEmpty ? nil : .array(map(transform))
  }
}
