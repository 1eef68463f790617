import Basics
import Dates
import Ledger
import Spool
import Watch

/// An article of the archive as text for reading on a terminal.
struct ArchivedArticleText {
  private let document: EntryDocument
  private let article: ArchivedArticle
  private let style: TerminalStyle
  private let time: TimeText

  /// The number of columns that is pleasant to read.
  private static let maximumWidth = 80

  init(
    _ document: EntryDocument, _ article: ArchivedArticle, style: TerminalStyle, time: TimeText
  ) {
    self.document = document
    self.article = article
    self.style = style
    self.time = time
  }

  private var columns: Int { min(style.width, ArchivedArticleText.maximumWidth) }

  var lines: [String] {
    let title = ArchiveList.title(of: article)
    return wrapped(title).map { style.colored($0, .yellow) } + facts + [""] + lede + text
  }

  private var facts: [String] {
    let details = document.details
    let date = article.published.map { published in
      if details.datePrecision == "day" { return String(published.prefix(10)) }
      let seconds = RFC3339.instant(from: published)
      return seconds.map { time.clock(Timestamp(secondsSinceEpoch: Double($0))) } ?? published
    }
    let facts: [String?] = [
      article.byline, [details.dateline, date].compactMap(\.self).joined(separator: " · "),
      article.url,
      "\(article.source) · first seen \(time.clock(article.firstSeen)) · "
        + "revision \(article.revision) · \(article.id)",
    ]
    return facts.compactMap(\.self).filter { !$0.isEmpty }.flatMap { fact in
      wrapped(fact).map { style.colored($0, .gray) }
    }
  }

  /// The lede, if it is the title too or the text does not begin with it.
  private var lede: [String] {
    guard let lede = article.lede, article.headline != nil,
      document.contentText?.hasPrefix(lede) == false
    else { return [] }
    return wrapped(lede) + [""]
  }

  private var text: [String] {
    let paragraphs = (document.contentText ?? "").split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return paragraphs.flatMap { paragraph -> [String] in
      let lines = wrapped(String(paragraph))
      return lines.isEmpty ? [""] : lines
    }
  }

  private func wrapped(_ text: String) -> [String] {
    Terminal.wrapped(Terminal.safe(text), columns: columns)
  }
}
