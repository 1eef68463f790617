import Dates
import WebURL

/// The publication and modification dates of an article, voted for by metadata, visible text, the
/// address and the teaser.
struct ArticleDates {
  private(set) var published: PageDate?
  private(set) var modified: PageDate?

  private let reader: DateParser
  private let metadata: PageMetadata

  init(
    _ tree: BlockTree, body: BodyFinder, metadata: PageMetadata, address: WebURL,
    reader: DateParser, teaser: Teaser?
  ) {
    self.reader = reader
    self.metadata = metadata
    let visible = VisibleDates(tree, body: body, reader: reader)
    var candidates = declaredCandidates() + visible.candidates
    func add(_ date: PageDate?) {
      if let date { candidates.append(DateCandidate(date: date, weight: 3)) }
    }
    add(reader.date(inURL: Self.archivedAddress(address)))
    add(
      teaser?.date.map { date in
        var date = date
        date.origin = .teaser
        return date
      })
    published = DateCandidate.mostSupported(DateCandidate.inPageZone(candidates))
    modified = declaredModification ?? visible.modified
    if published == nil {
      published =
        visible.fallback
        ?? Self.mentionedDate(in: metadata.first("description", "og:description"), reader)
        ?? modified
    }
    if let changed = modified, let date = published, changed.day < date.day { modified = nil }
  }

  // MARK: - Metadata

  private func declaredCandidates() -> [DateCandidate] {
    let declared: [(PageDate?, weight: Int)] = [
      (machineDate(metadata.linked.article.published, .jsonLD), 6),
      (machineDate(metadata.linked.page.published, .jsonLD), 3),
      (metaDate(["article:published_time", "og:article:published_time"]), 5),
      (
        metaDate([
          "datepublished", "og:published_time", "publishdate", "publish-date", "publish_date",
          "publication_date", "sailthru.date", "parsely-pub-date",
          "cxenseparse:recs:publishtime", "article.published", "pubdate", "date.available",
        ]), 4
      ),
      (
        metaDate([
          "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
          "dcterms.issued", "date", "citation_publication_date", "created",
        ]), 2
      ),
    ]
    return declared.compactMap { date, weight in
      date.map { DateCandidate(date: $0, weight: weight) }
    }
  }

  private var declaredModification: PageDate? {
    machineDate(metadata.linked.article.modified, .jsonLD)
      ?? metaDate([
        "article:modified_time", "og:updated_time", "datemodified", "last-modified",
        "dcterms.modified", "dc.date.modified", "http-equiv:last-modified",
      ])
  }

  /// Returns the date in the first of these `meta` elements that exists.
  private func metaDate(_ keys: [String]) -> PageDate? {
    machineDate(keys.lazy.compactMap { metadata.meta[$0]?.first }.first, .meta)
  }

  private func machineDate(_ text: String?, _ origin: PageDate.Origin) -> PageDate? {
    guard let text, var date = reader.parseMachineReadable(text) ?? Self.day(of: text) else {
      return nil
    }
    date.origin = origin
    return date
  }

  /// Returns the address of the article itself; web archives append it to their own.
  private static func archivedAddress(_ address: WebURL) -> Substring {
    let text = address.string[...]
    guard let inner = text.dropFirst(8).ranges(of: "/http").last else { return text }
    return text[inner.lowerBound...].dropFirst()
  }

  /// Returns the day of a timestamp whose time is malformed.
  private static func day(of stamp: String) -> PageDate? {
    let head = stamp.prefix(10)
    guard stamp.utf8.count > 10, let day = Day(iso: String(head)) else { return nil }
    return PageDate(day: day)
  }

  private static func mentionedDate(in description: String?, _ reader: DateParser) -> PageDate? {
    guard let description, description.utf8.count <= 400 else { return nil }
    let mentions = reader.mentions(in: description)
    guard mentions.count == 1, var date = mentions.first?.date, mentions[0].hasYear else {
      return nil
    }
    date.origin = .meta
    return date
  }
}
