import Basics
import Dates
import Ledger
import Spool
import Watch

/// Articles of the archive as lines for people, or as JSON.
struct ArchiveList {
  private let style: TerminalStyle
  private let time: TimeText
  private let widths: (id: Int, time: Int, source: Int)

  private static let maximumSourceWidth = 20
  /// The number of columns below which a title gets a line of its own.
  private static let minimumTitleWidth = 24

  init(_ articles: [ArchivedArticle], style: TerminalStyle, time: TimeText) {
    self.style = style
    self.time = time
    func width(_ column: (ArchivedArticle) -> String) -> Int {
      articles.reduce(0) { max($0, Terminal.columns(of: column($1))) }
    }
    widths = (
      width { Terminal.safe($0.id, width: 40) }, width { time.clock($0.archived) },
      min(ArchiveList.maximumSourceWidth, width { $0.source })
    )
  }

  /// Returns the lines of an article: its id, time, source and title.
  func lines(_ article: ArchivedArticle) -> [String] {
    let columns = [
      Terminal.padded(Terminal.safe(article.id, width: 40), to: widths.id),
      Terminal.padded(time.clock(article.archived), to: widths.time),
      Terminal.padded(Terminal.fitted(article.source, to: widths.source), to: widths.source),
    ]
    let used = columns.reduce(0) { $0 + Terminal.columns(of: $1) + 2 }
    let head = style.colored(columns[0], .gray) + "  \(columns[1])  \(columns[2])"
    let title = ArchiveList.title(of: article)
    guard style.width - used < ArchiveList.minimumTitleWidth else {
      return [head + "  " + self.title(title, of: article, columns: style.width - used)]
    }
    let narrow = Terminal.fitted(columns.joined(separator: " "), to: style.width)
    return [
      style.colored(narrow, .gray), "  " + self.title(title, of: article, columns: style.width - 2),
    ]
  }

  private func title(_ title: String, of article: ArchivedArticle, columns: Int) -> String {
    let color: TerminalStyle.Color? =
      switch article.event {
      case .withdrawn: .red
      case .revised, .restored: .yellow
      default: nil
      }
    return style.colored(style.isolated(Terminal.fitted(title, to: columns)), color)
  }

  static func title(of article: ArchivedArticle) -> String {
    let title = article.headline ?? article.lede ?? article.url ?? article.entry
    return article.event == .new ? title : "\(article.event.rawValue): \(title)"
  }

  /// Returns the record of an article for `--json`.
  static func json(_ article: ArchivedArticle, excerpt: String? = nil) -> JSON {
    .object(optional: [
      ("id", .string(article.id)), ("revision", .integer(Int64(article.revision))),
      ("event", .string(article.event.rawValue)), ("source", .string(article.source)),
      ("entry", .string(article.entry)),
      ("first_seen", .string(RFC3339.string(from: article.firstSeen))),
      ("published", article.published.map(JSON.string)),
      ("archived", .string(RFC3339.string(from: article.archived))),
      ("headline", article.headline.map(JSON.string)), ("lede", article.lede.map(JSON.string)),
      ("byline", article.byline.map(JSON.string)),
      ("language", article.language.map(JSON.string)), ("url", article.url.map(JSON.string)),
      ("excerpt", excerpt.map(JSON.string)),
    ])
  }
}
