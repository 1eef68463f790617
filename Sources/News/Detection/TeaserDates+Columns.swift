import Dates
import HTML

/// Columns of tables with several dates, and the language of pages that do not name it.
extension TeaserDates {
  /// The beginnings of words in the titles of columns with the date of publication.
  private static let publicationWords = [
    "publi", "issued", "released", "posted", "decided", "filed", "veröff", "ersch", "опубл",
    "публик",
    "发布", "發布", "公開", "掲載", "등록", "게시",
  ]
  /// The beginnings of words in the titles of columns with other dates.
  private static let otherWords = [
    "updat", "modif", "expir", "deadline", "closing", "due", "effective", "review", "aktuali",
    "actuali", "geändert", "frist", "обнов", "измен", "更新", "截止", "締切", "수정", "마감",
  ]

  /// Returns ratings of places that are columns of a table with several dates in each row, by the
  /// titles of the columns; empty if there is no such table.
  func ratingsOfColumns(_ found: [[Found]]) -> [UInt64: Int] {
    let sample = found.prefix(8).filter { $0.count > 1 }
    guard sample.count >= 3, let dates = sample.first else { return [:] }
    var ratings: [UInt64: Int] = [:]
    for date in dates {
      guard let title = columnTitle(above: Int(date.node)) else { return [:] }
      let isPublication = Self.isAny(of: Self.publicationWords, in: title)
      let isOther = Self.isAny(of: Self.otherWords, in: title)
      ratings[date.place] = (isPublication ? 30 : 0) - (isOther ? 60 : 0)
    }
    return ratings
  }

  private static func isAny(of words: [String], in title: String) -> Bool {
    // A search among bytes finds no other spelling of an accented letter.
    title.utf8.allSatisfy { $0 < 0x80 }
      ? words.contains { title.utf8.containsBytes($0.utf8) }
      : words.contains { title.contains($0) }
  }

  /// Returns the text in the first row of a table above a cell.
  private func columnTitle(above node: Int) -> String? {
    var cell = node
    while cell > 0, survey.nodes[cell].kind != .cell { cell = Int(survey.nodes[cell].parent) }
    let row = Int(survey.nodes[cell].parent)
    guard cell > 0, survey.nodes[row].kind == .row else { return nil }
    var table = Int(survey.nodes[row].parent)
    while table > 0, !survey.document[table].isElement(.table) {
      table = Int(survey.nodes[table].parent)
    }
    guard table > 0,
      let first = (table..<row).prefix(64).first(where: { survey.nodes[$0].kind == .row })
    else { return nil }
    let titles = survey.document[first].childElements.filter {
      $0.isElement(.th) || $0.isElement(.td)
    }
    let cells = survey.document[row].childElements.prefix { $0.index < cell }
    let column = cells.count { $0.isElement(.th) || $0.isElement(.td) }
    return column < titles.count ? titles[column].textContent.lowercased() : nil
  }

  // MARK: Language

  /// Frequent words of English between spaces.
  private static let englishWords: [[UInt8]] = [" of ", " the ", " and ", " to ", " in ", " for "]
    .map { Array($0.utf8) }
  private static let maximumBytes = 4_000

  /// Returns whether the texts of a page that does not name its language are English: in ASCII, with
  /// several of the most frequent words.
  static func isEnglish(_ blocks: [TeaserBlock]) -> Bool {
    var text: [UInt8] = []
    for block in blocks.prefix(40) {
      for paragraph in block.paragraphs.prefix(8) where text.count < maximumBytes {
        text.append(0x20)
        text += paragraph.text.prefix(200)
      }
    }
    guard text.count(where: { $0 >= 0x80 }) * 50 < text.count else { return false }
    let lowercased = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var count = 0
    for i in lowercased.indices where lowercased[i] == 0x20 {
      let rest = lowercased[i...]
      if englishWords.contains(where: { rest.starts(with: $0) }) { count += 1 }
    }
    return count >= 5
  }
}
