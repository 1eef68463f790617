import Dates
import News

/// The teasers of a listing as text for people: the date and the lede, and below them the link.
struct TeaserTable {
  private let listing: Listing
  private let style: TerminalStyle
  /// The column at which texts begin.
  private let column: Int

  /// The number of columns below which a text is below its date.
  private static let minimumTextWidth = 40

  init(_ listing: Listing, style: TerminalStyle) {
    self.listing = listing
    self.style = style
    let labels = listing.teasers.map(TeaserTable.date) + ["next page"]
    let width = 2 + labels.reduce(0) { max($0, Terminal.columns(of: $1)) }
    column = style.width - width < TeaserTable.minimumTextWidth ? 2 : width
  }

  var lines: [String] {
    let ends = [("next page", listing.nextPage)] + listing.feeds.map { ("feed", $0) }
    return listing.teasers.flatMap(lines)
      + ends.flatMap { name, link in
        link.map { style.labeled(name, Terminal.safe($0.string), column: column) } ?? []
      }
  }

  func write() {
    for line in lines { Output.styledLine(line) }
  }

  private static func date(of teaser: Teaser) -> String { teaser.date?.brief ?? "undated" }

  private func lines(of teaser: Teaser) -> [String] {
    let texts = [
      teaser.headline ?? teaser.text, teaser.headline == nil ? nil : teaser.lede,
    ].compactMap(\.self).map { style.isolated(Terminal.fitted($0, to: style.width - column)) }
    let link = Terminal.wrapped(
      Terminal.safe(teaser.link.string), columns: style.width - column)
    let date = TeaserTable.date(of: teaser)
    let label = style.colored(Terminal.padded(date, to: column), .gray)
    let isBeside = Terminal.columns(of: date) < column
    let below = (isBeside ? texts.dropFirst() : texts[...]) + link.map { style.colored($0, .gray) }
    return [isBeside ? label + (texts.first ?? "") : label]
      + below.map { Terminal.spaces(column) + $0 }
  }
}
