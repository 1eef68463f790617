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
      return [head + "  " + Terminal.fitted(title, to: style.width - used)]
    }
    let narrow = Terminal.fitted(columns.joined(separator: " "), to: style.width)
    return [narrow, "  " + Terminal.fitted(title, to: style.width - 2)]
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

extension Terminal {
  /// Returns a text on one line, without control characters, cut to a number of columns.
  static func fitted(_ text: String, to columns: Int) -> String {
    // Marks have no columns, but take time to display.
    let text = safe(text, width: 4 * max(columns, 1))
    guard self.columns(of: text) > columns else { return text }
    var out = ""
    var used = 0
    for character in text {
      let width = self.columns(of: String(character))
      guard used + width < columns else { break }
      out.append(character)
      used += width
    }
    return out + "…"
  }

  /// Returns a text with spaces up to a number of columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - self.columns(of: text)))
  }

  /// Returns a text on one line in lines of at most a number of columns, which end between words, or between
  /// characters of scripts without spaces.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var (line, used) = ("", 0)
    for word in text.split(separator: " ") {
      let length = self.columns(of: word)
      if used > 0, used + 1 + length <= columns {
        line += " " + word
        used += 1 + length
        continue
      }
      let isBreakable =
        length > columns || word.unicodeScalars.contains(where: \.isOfScriptWithoutSpaces)
      if used > 0, !isBreakable || used + 3 > columns {
        lines.append(line)
        (line, used) = ("", 0)
      } else if used > 0 {
        line += " "
        used += 1
      }
      for character in word {
        let width = self.columns(of: String(character))
        if used > 0, used + width > columns {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += width
      }
    }
    return used > 0 ? lines + [line] : lines
  }
}
