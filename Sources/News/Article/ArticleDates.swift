import HTML

/// When an article was published and last changed, by a vote of what the page says to machines, of
/// what it shows, of its address, and of the teaser.
struct ArticleDates {
  private(set) var published: PageDate?
  private(set) var modified: PageDate?

  private struct Claim {
    var date: PageDate
    var weight: Int
  }

  init(
    _ outline: Outline, body: BodyFinder, facts: PageFacts, address: Address,
    reader: DateReader, teaser: Teaser?
  ) {
    func machine(_ text: String?, _ origin: PageDate.Origin) -> PageDate? {
      guard let text, var date = reader.readMachine(text) else { return nil }
      date.origin = origin
      return date
    }
    var claims: [Claim] = []
    func claim(_ date: PageDate?, _ weight: Int) {
      if let date { claims.append(Claim(date: date, weight: weight)) }
    }
    claim(machine(facts.linked.article.published, .jsonLD), 6)
    claim(machine(facts.first("article:published_time", "og:article:published_time"), .meta), 5)
    claim(
      machine(
        facts.first(
          "datepublished", "og:published_time", "publishdate",
          "publish-date", "publish_date", "publication_date", "sailthru.date", "parsely-pub-date",
          "cxenseparse:recs:publishtime", "article.published", "pubdate", "date.available"), .meta),
      4)
    claim(
      machine(
        facts.first(
          "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date",
          "dcterms.date", "dcterms.issued", "date", "citation_publication_date", "created"), .meta),
      3)
    for (date, weight) in Self.shown(outline, body: body, reader: reader) { claim(date, weight) }
    claim(reader.read(address: Self.own(address)), 3)
    if var date = teaser?.date {
      date.origin = .teaser
      claim(date, 3)
    }
    published = Self.choose(claims)
    modified =
      machine(facts.linked.article.modified, .jsonLD)
      ?? machine(
        facts.first(
          "article:modified_time", "og:updated_time", "datemodified",
          "last-modified", "dcterms.modified", "dc.date.modified", "http-equiv:last-modified"),
        .meta)
    if published == nil {
      published = Self.anywhere(outline, body: body, reader: reader) ?? modified
    }
    if let changed = modified, let date = published, changed.day < date.day { modified = nil }
  }

  /// The address of the article itself: archives keep it at the end of theirs.
  private static func own(_ address: Address) -> Substring {
    let text = address.string[...]
    guard let inner = text.dropFirst(8).ranges(of: "/http").last else { return text }
    return text[inner.lowerBound...].dropFirst()
  }

  /// The first line after the headline, or before it, that is a date or holds one, where nothing
  /// nearer the story does.
  private static func anywhere(
    _ outline: Outline, body: BodyFinder, reader: DateReader
  ) -> PageDate? {
    guard let first = body.kept.first else { return nil }
    let start = min(first, body.headlineBlocks?.lowerBound ?? first)
    let near = Array(max(0, start - 30)..<start).reversed() + Array(start..<outline.blocks.count)
    for i in near.prefix(400) {
      switch body.cut[i] {
      case .comments, .related, .navigation, .links: continue
      default: break
      }
      guard outline.blocks[i].length <= 140,
        var date = outline.withBytes(of: i, { reader.read($0) }).date
      else { continue }
      date.origin = .text
      return date
    }
    return nil
  }

  /// The day most is said for; of its claims the first that tells a time with its zone, else the
  /// first that tells a time, else the first.
  private static func choose(_ claims: [Claim]) -> PageDate? {
    var best: (day: Day, weight: Int)?
    for claim in claims {
      let weight = claims.reduce(0) {
        $0 + ($1.date.day == claim.date.day ? $1.weight : 0)
      }
      if weight > best?.weight ?? 0 { best = (claim.date.day, weight) }
    }
    guard let best else { return nil }
    let same = claims.filter { $0.date.day == best.day }
    return
      (same.first { $0.date.secondOfDay != nil && $0.date.utcOffset != nil }
      ?? same.first { $0.date.secondOfDay != nil } ?? same.first)?.date
  }

  /// Dates shown around the story: in time elements, in elements named for one, in short lines
  /// next to the headline or the end.
  private static func shown(
    _ outline: Outline, body: BodyFinder, reader: DateReader
  ) -> [(PageDate, Int)] {
    guard let first = body.kept.first, let last = body.kept.last else { return [] }
    let start = body.headlineBlocks?.lowerBound ?? first
    let near = max(0, min(start, first) - 12)..<min(outline.blocks.count, first + 2)
    var found: [(PageDate, Int)] = []
    let firstNode = outline.blocks[near.lowerBound].nodes.lowerBound
    let lastNode = outline.blocks[min(last + 3, outline.blocks.count - 1)].nodes.upperBound
    for time in outline.times.prefix(200) where time >= firstNode && time < lastNode {
      let node = outline.document[time]
      let isNear = time <= outline.blocks[first].nodes.lowerBound
      let says = node[.itemprop]?.contains("datePublished") == true || node.hasAttribute("pubdate")
      if let value = node[.datetime] ?? node[.content], var date = reader.readMachine(value) {
        date.origin = .timeElement
        found.append((date, says ? 5 : isNear ? 4 : 1))
      }
      if found.count > 4 { break }
    }
    var lines = 0
    // Several dates after the story are those of teasers.
    let after = Array(last..<min(last + 25, outline.blocks.count))
    let foot = (last..<min(last + 30, outline.blocks.count)).count {
      outline.blocks[$0].length <= 60 && outline.withBytes(of: $0) { reader.read($0) }.date != nil
    }
    for i in Array(near) + (foot > 1 ? [] : after) {
      let block = outline.blocks[i]
      guard block.length <= 120, lines < 6 else { continue }
      guard var date = outline.withBytes(of: i, { reader.read($0) }).date else { continue }
      date.origin = .text
      found.append((date, i <= first ? (lines == 0 ? 3 : 1) : 1))
      lines += 1
    }
    // Press releases and columns open with the place and the day.
    for i in body.kept.prefix(2) {
      let head = outline.withBytes(of: i) { String(decoding: $0.prefix(90), as: UTF8.self) }
      guard let mention = reader.find(in: head).first, mention.hasYear,
        mention.range.lowerBound < 40
      else { continue }
      found.append((mention.date, 2))
      break
    }
    return found
  }
}
