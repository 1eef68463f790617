import Dates
import HTML

/// The publication and modification dates of an article, voted for by metadata, visible text, the
/// address and the teaser.
struct ArticleDates {
  private(set) var published: PageDate?
  private(set) var modified: PageDate?

  private struct DateCandidate {
    var date: PageDate
    var weight: Int
  }

  init(
    _ tree: BlockTree, body: BodyFinder, metadata: PageMetadata, address: WebURL,
    reader: DateReader, teaser: Teaser?
  ) {
    func machineDate(_ text: String?, _ origin: PageDate.Origin) -> PageDate? {
      guard let text, var date = reader.readMachine(text) ?? Self.day(of: text) else { return nil }
      date.origin = origin
      return date
    }
    var candidates: [DateCandidate] = []
    func candidate(_ date: PageDate?, _ weight: Int) {
      if let date { candidates.append(DateCandidate(date: date, weight: weight)) }
    }
    candidate(machineDate(metadata.linked.article.published, .jsonLD), 6)
    candidate(machineDate(metadata.linked.page.published, .jsonLD), 3)
    candidate(
      machineDate(metadata.first("article:published_time", "og:article:published_time"), .meta), 5)
    candidate(
      machineDate(
        metadata.first(
          "datepublished", "og:published_time", "publishdate",
          "publish-date", "publish_date", "publication_date", "sailthru.date", "parsely-pub-date",
          "cxenseparse:recs:publishtime", "article.published", "pubdate", "date.available"), .meta),
      4)
    candidate(
      machineDate(
        metadata.first(
          "dc.date.issued", "dcterms.created", "dc.date.created", "dc.date",
          "dcterms.date", "dcterms.issued", "date", "citation_publication_date", "created"), .meta),
      2)
    var changed: PageDate?
    for (date, weight) in Self.visibleDates(tree, body: body, reader: reader, changed: &changed) {
      candidate(date, weight)
    }
    candidate(reader.read(address: Self.archivedAddress(address)), 3)
    if var date = teaser?.date {
      date.origin = .teaser
      candidate(date, 3)
    }
    published = Self.mostSupported(Self.inPageZone(candidates))
    modified =
      machineDate(metadata.linked.article.modified, .jsonLD)
      ?? machineDate(
        metadata.first(
          "article:modified_time", "og:updated_time", "datemodified",
          "last-modified", "dcterms.modified", "dc.date.modified", "http-equiv:last-modified"),
        .meta) ?? changed
    if published == nil {
      published =
        Self.fallbackDate(tree, body: body, reader: reader)
        ?? Self.mentionedDate(in: metadata.first("description", "og:description"), reader)
        ?? modified
    }
    if let changed = modified, let date = published, changed.day < date.day { modified = nil }
  }

  /// Returns the address of the article itself; web archives append it to their own.
  private static func archivedAddress(_ address: WebURL) -> Substring {
    let text = address.string[...]
    guard let inner = text.dropFirst(8).ranges(of: "/http").last else { return text }
    return text[inner.lowerBound...].dropFirst()
  }

  /// Converts timestamps in UTC to the zone of the page, if another candidate has the same instant
  /// in local time, or shows the day that begins at that instant.
  private static func inPageZone(_ candidates: [DateCandidate]) -> [DateCandidate] {
    candidates.map { candidate in
      guard candidate.date.utcOffset == 0, let second = candidate.date.secondOfDay else {
        return candidate
      }
      var told = candidate
      for other in candidates.prefix(20) {
        let days = other.date.day.number - candidate.date.day.number
        guard abs(days) <= 1 else { continue }
        if let local = other.date.secondOfDay, !other.date.isRelative {
          // Visible times have no seconds.
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
          told.date.origin = candidate.date.origin
        }
      }
      return told
    }
  }

  private static func isInFigure(_ tree: BlockTree, _ block: Int) -> Bool {
    var index = tree.blocks[block].owner
    for _ in 0..<4 where index > 0 {
      if [.figure, .figcaption].contains(tree.elements[index].name) { return true }
      index = tree.elements[index].parent
    }
    return false
  }

  /// Returns the date that a line consists of, or that follows a label in it.
  private static func line(_ tree: BlockTree, _ i: Int, _ reader: DateReader) -> PageDate? {
    tree.withBytes(of: i) { bytes in
      if let date = reader.read(bytes).date { return date }
      guard let colon = bytes.prefix(40).firstIndex(of: UInt8(ascii: ":")), colon > 2,
        bytes.count - colon <= 40,
        // The colon of a time stands between digits.
        !(0x30...0x39).contains(bytes[colon - 1])
      else { return nil }
      return reader.read(UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])).date
    }
  }

  /// Returns the day of a timestamp whose time is malformed.
  private static func day(of stamp: String) -> PageDate? {
    let head = stamp.prefix(10)
    guard stamp.utf8.count > 10, let day = Day(iso: String(head)) else { return nil }
    return PageDate(day: day)
  }

  private static func mentionedDate(in description: String?, _ reader: DateReader) -> PageDate? {
    guard let description, description.utf8.count <= 400 else { return nil }
    let mentions = reader.find(in: description)
    guard mentions.count == 1, var date = mentions.first?.date, mentions[0].hasYear else {
      return nil
    }
    date.origin = .meta
    return date
  }

  /// Returns the first date in a short line after the headline, or before it. This is the fallback
  /// if no date is closer to the body.
  private static func fallbackDate(
    _ tree: BlockTree, body: BodyFinder, reader: DateReader
  ) -> PageDate? {
    guard let first = body.kept.first else { return nil }
    let start = min(first, body.headlineBlocks?.lowerBound ?? first)
    let near = Array(max(0, start - 30)..<start).reversed() + Array(start..<tree.blocks.count)
    for i in near.prefix(400) {
      switch body.boilerplate[i] {
      case .comments, .related, .navigation, .links: continue
      default: break
      }
      guard tree.blocks[i].length <= 140,
        var date = line(tree, i, reader)
      else { continue }
      date.origin = .text
      if tree.withBytes(of: i, ModificationWords.matches) { continue }
      return date
    }
    return nil
  }

  /// Returns the candidate of the day with the highest total weight: the first with a time and a
  /// zone, else the first with a time, else the first.
  private static func mostSupported(_ candidates: [DateCandidate]) -> PageDate? {
    var best: (day: Day, weight: Int)?
    for candidate in candidates {
      let weight = candidates.reduce(0) {
        $0 + ($1.date.day == candidate.date.day ? $1.weight : 0)
      }
      if weight > best?.weight ?? 0 { best = (candidate.date.day, weight) }
    }
    guard let best else { return nil }
    let same = candidates.filter { $0.date.day == best.day }
    return
      (same.first { $0.date.secondOfDay != nil && $0.date.utcOffset != nil }
      ?? same.first { $0.date.secondOfDay != nil } ?? same.first)?.date
  }

  /// Returns the dates shown around the body: in `time` elements, in elements named as dates, and
  /// in short lines next to the headline or the end.
  ///
  /// - Parameter changed: receives the first date that is labelled as the date of a change.
  private static func visibleDates(
    _ tree: BlockTree, body: BodyFinder, reader: DateReader, changed: inout PageDate?
  ) -> [(PageDate, Int)] {
    guard let first = body.kept.first, let last = body.kept.last else { return [] }
    let start = body.headlineBlocks?.lowerBound ?? first
    let near = max(0, min(start, first) - 12)..<min(tree.blocks.count, first + 2)
    var found: [(PageDate, Int)] = []
    let firstNode = tree.blocks[near.lowerBound].nodes.lowerBound
    let lastNode = tree.blocks[min(last + 3, tree.blocks.count - 1)].nodes.upperBound
    for time in tree.times.prefix(200) where time >= firstNode && time < lastNode {
      let node = tree.document[time]
      let isNear = time <= tree.blocks[first].nodes.lowerBound
      let says = node[.itemprop]?.contains("datePublished") == true || node.hasAttribute("pubdate")
      if let value = node[.datetime] ?? node[.content], var date = reader.readMachine(value) {
        date.origin = .timeElement
        found.append((date, says ? 5 : isNear ? 4 : 1))
      }
      if found.count > 4 { break }
    }
    var lines = 0
    // The lines below the headline come first, then the lines above it, nearest first.
    let under = max(near.lowerBound, min(body.headlineBlocks?.upperBound ?? start, near.upperBound))
    let order = Array(under..<near.upperBound) + (near.lowerBound..<under).reversed()
    // Several dates after the body belong to teasers of other articles.
    let after = Array(last..<min(last + 25, tree.blocks.count))
    let foot = (last..<min(last + 30, tree.blocks.count)).count {
      tree.blocks[$0].length <= 60 && tree.withBytes(of: $0) { reader.read($0) }.date != nil
    }
    for i in order + (foot > 1 ? [] : after) {
      let block = tree.blocks[i]
      guard block.length <= 120, lines < 6, !isInFigure(tree, i) else { continue }
      guard var date = line(tree, i, reader) else { continue }
      date.origin = .text
      if tree.withBytes(of: i, ModificationWords.matches) {
        changed = changed ?? date
        continue
      }
      // A time of day alone, or "today", may refer to anything.
      if date.isRelative, lines > 0 { continue }
      found.append((date, i <= first + 1 && lines == 0 && !date.isRelative ? 3 : 1))
      lines += 1
    }
    // Press releases and columns begin with place and date.
    let opening = (body.standfirst.map(Array.init) ?? []) + body.kept.lazy.filter(body.hasProse)
    for (place, i) in opening.prefix(3).enumerated() {
      let head = tree.withBytes(of: i) { String(decoding: $0.prefix(90), as: UTF8.self) }
      guard let mention = reader.find(in: head).first, mention.hasYear,
        mention.range.lowerBound < (place == 0 ? 40 : 4)
      else { continue }
      found.append((mention.date, 2))
      break
    }
    return found
  }
}

/// Words before the date of a change.
private enum ModificationWords {
  static func matches(_ line: UnsafeBufferPointer<UInt8>) -> Bool { table.matches(line) }

  private static let table = PrefixTable([
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
