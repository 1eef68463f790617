import Dates
import HTML
import WebURL

/// The publication and modification dates of an article, voted for by metadata, visible text, the
/// address and the teaser.
struct ArticleDates {
  private(set) var published: PageDate?
  private(set) var modified: PageDate?

  private let reader: DateParser
  private let metadata: PageMetadata

  /// - Parameter today: no article is published later than the day after this one.
  init(
    _ tree: BlockTree, body: BodyFinder, metadata: PageMetadata, address: WebURL,
    document: Document, reader: DateParser, teaser: Teaser?, today: Day
  ) {
    self.reader = reader
    self.metadata = metadata
    let visible = VisibleDates(tree, body: body, reader: reader)
    modified = declaredModification ?? visible.modified
    var candidates = declaredCandidates(shown: visible.headDate) + visible.candidates
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
    candidates = DateCandidate.plausible(candidates, today: today)
    published = DateCandidate.mostSupported(
      DateCandidate.inPageZone(withoutChange(candidates), shown: visible.headDate?.day))
    if published == nil {
      published =
        visible.fallback.flatMap { DateCandidate.plausible($0, today: today) }
        ?? ScriptDate.find(in: document).flatMap { DateCandidate.plausible($0, today: today) }
        ?? Self.mentionedDate(in: metadata.first("description", "og:description"), reader)
        ?? modified
    }
    if let changed = modified, let date = published, changed.day < date.day { modified = nil }
  }

  // MARK: - Metadata

  /// Returns the candidates without shown dates of the last change: those of the day of a declared
  /// change, if an earlier day is declared as the one of publication.
  private func withoutChange(_ candidates: [DateCandidate]) -> [DateCandidate] {
    guard let changed = modified?.day,
      candidates.contains(where: { $0.weight >= 5 && $0.isDeclared && $0.date.day < changed })
    else { return candidates }
    return candidates.filter { $0.isDeclared || $0.date.day != changed }
  }

  /// - Parameter shown: the date below the headline.
  private func declaredCandidates(shown: PageDate?) -> [DateCandidate] {
    let linked = machineDate(metadata.linked.article.published, .jsonLD)
    var linkedWeight = 6
    // Some sites declare the day on which they were built as that of publication and of the last
    // change.
    if let day = linked?.day, let shown, shown.day.number < day.number - 1,
      let changed = machineDate(metadata.linked.article.modified, .jsonLD)?.day,
      changed.number <= day.number
    {
      linkedWeight = 2
    }
    let declared: [(PageDate?, weight: Int)] = [
      (linked, linkedWeight),
      (machineDate(metadata.linked.page.published, .jsonLD), 3),
      (metaDate(["article:published_time", "og:article:published_time"]), 5),
      (
        metaDate([
          "datepublished", "og:published_time", "publishdate", "publish-date", "publish_date",
          "publication_date", "sailthru.date", "parsely-pub-date",
          "cxenseparse:recs:publishtime", "article.published", "pubdate", "date.available",
          "published", "published-date", "published_date", "published_time", "date_published",
          "w-published-date", "pub_date",
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
        "dcterms.modified", "dc.date.modified", "http-equiv:last-modified", "updated", "lastmod",
        "modified", "modified-time", "updated_time",
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
    guard address.string.utf8.containsBytes("/http".utf8),
      let inner = text.dropFirst(8).ranges(of: "/http").last
    else { return text }
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
