import Dates
import HTML
import WebURL

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
    _ outline: Outline, body: BodyFinder, facts: PageFacts, address: WebURL,
    reader: DateParser, teaser: Teaser?
  ) {
    func machine(_ text: String?, _ origin: PageDate.Origin) -> PageDate? {
      guard let text, var date = reader.parseMachineReadable(text) ?? Self.day(of: text) else {
        return nil
      }
      date.origin = origin
      return date
    }
    var claims: [Claim] = []
    func claim(_ date: PageDate?, _ weight: Int) {
      if let date { claims.append(Claim(date: date, weight: weight)) }
    }
    claim(machine(facts.linked.article.published, .jsonLD), 6)
    claim(machine(facts.linked.page.published, .jsonLD), 3)
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
      2)
    var changed: PageDate?
    for (date, weight) in Self.shown(outline, body: body, reader: reader, changed: &changed) {
      claim(date, weight)
    }
    claim(reader.date(inURL: Self.own(address)), 3)
    if var date = teaser?.date {
      date.origin = .teaser
      claim(date, 3)
    }
    published = Self.choose(Self.local(claims))
    modified =
      machine(facts.linked.article.modified, .jsonLD)
      ?? machine(
        facts.first(
          "article:modified_time", "og:updated_time", "datemodified",
          "last-modified", "dcterms.modified", "dc.date.modified", "http-equiv:last-modified"),
        .meta) ?? changed
    if published == nil {
      published =
        Self.anywhere(outline, body: body, reader: reader)
        ?? Self.mentioned(in: facts.first("description", "og:description"), reader) ?? modified
    }
    if let changed = modified, let date = published, changed.day < date.day { modified = nil }
  }

  /// The address of the article itself: archives keep it at the end of theirs.
  private static func own(_ address: WebURL) -> Substring {
    let text = address.string[...]
    guard let inner = text.dropFirst(8).ranges(of: "/http").last else { return text }
    return text[inner.lowerBound...].dropFirst()
  }

  /// Stamps in UTC told in the page's own zone, where another claim is the same moment there, or
  /// shows the day that begins then.
  private static func local(_ claims: [Claim]) -> [Claim] {
    claims.map { claim in
      guard claim.date.utcOffset == 0, let second = claim.date.secondOfDay else { return claim }
      var told = claim
      for other in claims.prefix(20) {
        let days = other.date.day.number - claim.date.day.number
        guard abs(days) <= 1 else { continue }
        if let local = other.date.secondOfDay, !other.date.isRelative {
          // To the minute: what is shown has no seconds.
          let shift = days * 86_400 + local / 60 * 60 - second / 60 * 60
          let offset = other.date.utcOffset
          guard shift != 0, shift % 1800 == 0, (-12 * 3600...14 * 3600).contains(shift),
            offset == nil || offset == shift
          else { continue }
          told.date.day = other.date.day
          told.date.secondOfDay = second + shift - days * 86_400
          told.date.utcOffset = shift
          return told
        }
        if days == 1, second % 3600 == 0, second >= 10 * 3600, other.date.secondOfDay == nil {
          told.date = other.date
          told.date.origin = claim.date.origin
        }
      }
      return told
    }
  }

  private static func isInFigure(_ outline: Outline, _ block: Int) -> Bool {
    var index = outline.blocks[block].owner
    for _ in 0..<4 where index > 0 {
      if [.figure, .figcaption].contains(outline.elements[index].name) { return true }
      index = outline.elements[index].parent
    }
    return false
  }

  /// The date a line is, or has behind a label.
  private static func line(_ outline: Outline, _ i: Int, _ reader: DateParser) -> PageDate? {
    outline.withBytes(of: i) { bytes in
      if let date = reader.parse(bytes).date { return date }
      guard let colon = bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")), colon > 2,
        bytes.count - colon <= 40,
        // The colon of a time stands between digits.
        !(0x30...0x39).contains(bytes[colon - 1])
      else { return nil }
      return reader.parse(UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])).date
    }
  }

  /// The day of a time stamp that is written wrongly further on.
  private static func day(of stamp: String) -> PageDate? {
    let head = stamp.prefix(10)
    guard stamp.utf8.count > 10, let day = Day(iso: String(head)) else { return nil }
    return PageDate(day: day)
  }

  private static func mentioned(in description: String?, _ reader: DateParser) -> PageDate? {
    guard let description, description.utf8.count <= 400 else { return nil }
    let mentions = reader.mentions(in: description)
    guard mentions.count == 1, var date = mentions.first?.date, mentions[0].hasYear else {
      return nil
    }
    date.origin = .meta
    return date
  }

  /// The first line after the headline, or before it, that is a date or holds one, where nothing
  /// nearer the story does.
  private static func anywhere(
    _ outline: Outline, body: BodyFinder, reader: DateParser
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
        var date = line(outline, i, reader)
      else { continue }
      date.origin = .text
      if outline.withBytes(of: i, ChangeWords.open) { continue }
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
  ///
  /// - Parameter changed: the first that is shown as the day of a change.
  private static func shown(
    _ outline: Outline, body: BodyFinder, reader: DateParser, changed: inout PageDate?
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
      if let value = node[.datetime] ?? node[.content],
        var date = reader.parseMachineReadable(value)
      {
        date.origin = .timeElement
        found.append((date, says ? 5 : isNear ? 4 : 1))
      }
      if found.count > 4 { break }
    }
    var lines = 0
    // What stands under the headline comes first, then what stands next over it.
    let under = max(near.lowerBound, min(body.headlineBlocks?.upperBound ?? start, near.upperBound))
    let order = Array(under..<near.upperBound) + (near.lowerBound..<under).reversed()
    // Several dates after the story are those of teasers.
    let after = Array(last..<min(last + 25, outline.blocks.count))
    let foot = (last..<min(last + 30, outline.blocks.count)).count {
      outline.blocks[$0].length <= 60 && outline.withBytes(of: $0) { reader.parse($0) }.date != nil
    }
    for i in order + (foot > 1 ? [] : after) {
      let block = outline.blocks[i]
      guard block.length <= 120, lines < 6, !isInFigure(outline, i) else { continue }
      guard var date = line(outline, i, reader) else { continue }
      date.origin = .text
      if outline.withBytes(of: i, ChangeWords.open) {
        changed = changed ?? date
        continue
      }
      // A time of the day alone, or "today", may be anything's.
      if date.isRelative, lines > 0 { continue }
      found.append((date, i <= first + 1 && lines == 0 && !date.isRelative ? 3 : 1))
      lines += 1
    }
    // Press releases and columns open with the place and the day.
    let opening = (body.standfirst.map(Array.init) ?? []) + body.kept.lazy.filter(body.hasProse)
    for (place, i) in opening.prefix(3).enumerated() {
      let head = outline.withBytes(of: i) { String(decoding: $0.prefix(90), as: UTF8.self) }
      guard let mention = reader.mentions(in: head).first, mention.hasYear,
        mention.range.lowerBound < (place == 0 ? 40 : 4)
      else { continue }
      found.append((mention.date, 2))
      break
    }
    return found
  }
}

/// Words before the date of a change.
private enum ChangeWords {
  static func open(_ line: UnsafeBufferPointer<UInt8>) -> Bool { table.begins(line) }

  private static let table = BeginningTable([
    "last changed", "last edited", "last modified", "last update", "modified", "updated", "edited",
    "aktualisiert", "geändert", "letzte aktualisierung", "letzte änderung", "letzte Änderung",
    "zuletzt", "actualizad",
    "última actualización", "modificado", "atualizado", "última atualização", "mis à jour",
    "mise à jour", "modifié", "dernière mise", "dernière modification", "aggiornat",
    "ultimo aggiornamento", "ultima modifica", "bijgewerkt", "gewijzigd", "laatst", "oppdatert",
    "sist endret", "opdateret", "sidst opdateret", "uppdatera", "senast", "päivitetty",
    "zaktualizowano", "aktualizacja", "aktualizováno", "обновлено", "обновлён", "изменено",
    "оновлено", "güncelleme", "son güncelleme", "diperbarui", "cập nhật", "最終更新", "更新日",
    "更新：", "更新:", "更新时间", "수정", "최종수정", "آخر تحديث", "تحديث",
  ])
}
