import News
import Settings
import Spool

/// The record of `add --json`.
struct AddRecord {
  let json: JSON

  /// - Parameter file: the configuration file to which the source was added; nil if it was not.
  init(_ dialog: AddDialog, name: String, entry: SourceEntry, file: String?) {
    let inspection = dialog.inspection
    let isFound = !inspection.listing.teasers.isEmpty
    var source: [(String, JSON?)] = [("name", .string(name)), ("url", .string(entry.url.string))]
    let proposal = dialog.proposal(name: name)
    for setting in proposal.settings {
      if case .text(let text) = setting.value { source.append((setting.key, .string(text))) }
    }
    source += [("item", inspection.selector.map(JSON.string))]
    let reasons = proposal.settings.map { ($0.key, JSON.string($0.reason)) }
    json = .object(optional: [
      ("url", .string(inspection.page.address.string)),
      ("kind", .string(inspection.kind.rawValue)),
      ("summary", .string(inspection.summary)),
      ("advice", isFound ? nil : .string(inspection.advice)),
      ("uncertain", .bool(inspection.isUncertain)),
      ("source", isFound ? .object(optional: source) : nil),
      ("reasons", isFound ? .object(reasons) : nil),
      ("lines", isFound ? .string(entry.lines().joined(separator: "\n") + "\n") : nil),
      ("teasers", .array(inspection.listing.teasers.map(AddRecord.teaser))),
      ("article", dialog.article.flatMap { try? $0.get() }.map(AddRecord.article)),
      ("article_error", AddRecord.error(dialog.article).map(JSON.string)),
      ("alternatives", .array(inspection.alternatives.map(AddRecord.list))),
      ("sections", .array(inspection.sections.map(AddRecord.section))),
      ("feeds", .array(inspection.listing.feeds.map { .string($0.string) })),
      ("added_to", file.map(JSON.string)),
    ])
  }

  private static func teaser(_ teaser: Teaser) -> JSON {
    .object(optional: [
      ("url", .string(teaser.link.string)), ("title", teaser.headline.map(JSON.string)),
      ("lede", teaser.lede.map(JSON.string)), ("date", teaser.date.map { .string($0.brief) }),
    ])
  }

  private static func article(_ article: Article) -> JSON {
    .object(optional: [
      ("title", article.headline.map(JSON.string)),
      ("published", article.published.map { .string($0.brief) }),
      ("authors", .array(article.authors.map(JSON.string))),
      ("language", article.language.map(JSON.string)), ("lede", article.lede.map(JSON.string)),
      ("words", .number(Double(article.text.split(whereSeparator: \.isWhitespace).count))),
    ])
  }

  private static func error(_ article: Result<Article, CommandError>?) -> String? {
    guard case .failure(let error)? = article else { return nil }
    return error.message
  }

  private static func list(_ list: SourceInspection.List) -> JSON {
    .object([
      ("item", .string(list.selector)), ("links", .number(Double(list.count))),
      ("samples", .array(list.samples.map(JSON.string))),
    ])
  }

  private static func section(_ section: SectionLinks.Section) -> JSON {
    .object([
      ("name", .string(section.name)), ("url", .string(section.url.string)),
      ("teasers", .number(Double(section.teaserCount))),
    ])
  }
}
