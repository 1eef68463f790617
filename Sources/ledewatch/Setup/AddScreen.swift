import News
import Settings

/// The lines that `add` shows of a page: its kind, its teasers, an article, and the proposed source.
struct AddScreen {
  let style: TerminalStyle

  /// The number of teasers that are shown.
  private static let shownTeasers = 6
  private static let labelWidth = 11

  /// Returns the lines about the page and its list.
  func lines(of inspection: SourceInspection) -> [String] {
    var lines = [safe(inspection.page.address.string)]
    let isFound = !inspection.listing.teasers.isEmpty
    lines += wrapped(inspection.summary, color: isFound ? .green : .yellow)
    if let selector = inspection.selector { lines += wrapped("items: \(selector)") }
    if !inspection.sections.isEmpty {
      lines += wrapped("A section changes less often in its design; these have several teasers:")
      lines += inspection.sections.map { section in
        safe("    \(section.name) (\(section.teaserCount)): \(section.url.string)")
      }
    }
    if inspection.kind != .feed, !inspection.listing.feeds.isEmpty {
      lines += wrapped(
        "The page announces feeds, which need no detection; “add” takes their address:")
      lines += inspection.listing.feeds.prefix(3).map { safe("    \($0.string)") }
    }
    return lines + [""] + teaserLines(inspection.listing.teasers)
  }

  private func teaserLines(_ teasers: [Teaser]) -> [String] {
    let isNarrow = style.width < 60
    let shown = teasers.prefix(AddScreen.shownTeasers)
    let width = (shown.map { $0.date?.brief.count ?? 7 }.max() ?? 0) + 2
    let indent = String(repeating: " ", count: isNarrow ? 4 : width + 2)
    var lines: [String] = []
    for teaser in shown {
      let date = teaser.date?.brief ?? "undated"
      let text = teaser.headline ?? teaser.text
      if isNarrow {
        lines.append("  " + style.colored(date, .gray))
        lines.append(safe(indent + text))
      } else {
        let column = Terminal.padded(date, to: width)
        lines.append("  " + style.colored(column, .gray) + fitted(text, after: indent))
      }
      if teaser.headline != nil, let lede = teaser.lede { lines.append(safe(indent + lede)) }
      lines.append(style.colored(safe(indent + teaser.link.string), .gray))
    }
    let more = teasers.count - AddScreen.shownTeasers
    if more > 0 { lines.append("  … and \(more) more") }
    return lines
  }

  /// Returns the lines about an article as it would be spooled, or the reason why none was read.
  func lines(of article: Result<Article, CommandError>) -> [String] {
    switch article {
    case .failure(let error):
      return ["", style.colored("  The first article cannot be read:", .yellow)]
        + wrapped(error.message, indent: 4)
    case .success(let article):
      let words = article.text.split(whereSeparator: \.isWhitespace).count
      let facts: [(String, String?)] = [
        ("headline", article.headline),
        ("published", article.published.map { "\($0.brief) (from \($0.origin.phrase))" }),
        ("authors", article.authors.isEmpty ? nil : article.authors.joined(separator: ", ")),
        ("lede", article.lede), ("text", counted(words, "word")),
      ]
      return [""] + wrapped("The first article, as it would be spooled:")
        + facts.compactMap { label, value in value.map { fact(label, $0) } }
    }
  }

  /// Returns the lines about the proposed source.
  func lines(of proposal: SourceProposal) -> [String] {
    var lines = ["", "  The source:", fact("name", proposal.name)]
    for setting in proposal.settings {
      let value =
        switch setting.value {
        case .text(let text): text
        case .mapping(let members):
          members.map { if case .text(let text) = $0.value { text } else { "" } }
            .joined(separator: " ")
        case .list: ""
        }
      let text = fact(setting.key, value)
      lines.append(text + style.colored(fitted("  " + setting.reason, after: text), .gray))
    }
    return lines + proposal.remarks.flatMap { wrapped($0, indent: 4, color: .gray) }
  }

  /// Returns a message in lines that fit.
  func lines(ofMessage text: String) -> [String] { wrapped(text, color: .yellow) }

  /// Returns the lines about another list.
  func lines(ofAlternative list: SourceInspection.List) -> [String] {
    wrapped("Another list has \(counted(list.count, "link")):", indent: 2)
      + list.samples.map { safe("    - \($0)") }
  }

  private func fact(_ label: String, _ value: String) -> String {
    let start = "    " + Terminal.padded(label, to: AddScreen.labelWidth)
    return start + fitted(value, after: start)
  }

  private func safe(_ text: String) -> String { fitted(text, after: "") }

  /// Returns a text cut to what the width leaves after another text.
  private func fitted(_ text: String, after start: String) -> String {
    let indent = text.prefix { $0 == " " }
    let free = style.width - Terminal.columns(of: start) - indent.count
    guard free > 8 else { return "" }
    return indent + Terminal.fitted(text, to: free)
  }

  private func wrapped(
    _ text: String, indent: Int = 2, color: TerminalStyle.Color? = nil
  ) -> [String] {
    style.wrapped(Terminal.safe(text), indent: indent).map { style.colored($0, color) }
  }
}
