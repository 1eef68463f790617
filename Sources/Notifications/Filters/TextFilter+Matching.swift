import Settings
import Spool

extension TextFilter {
  /// Whether an article meets the conditions.
  package func accepts(_ document: EntryDocument) -> Bool {
    let title = document.details.headline ?? document.title
    if !languages.isEmpty {
      let language = document.language?.lowercased() ?? ""
      let isWanted = languages.contains { wanted in
        language == wanted.lowercased() || language.hasPrefix(wanted.lowercased() + "-")
      }
      guard isWanted else { return false }
    }
    guard headline.isEmpty || SearchedText([title]).contains(anyOf: headline) else { return false }
    let authors = document.authors?.map { Optional($0.name) } ?? []
    guard byline.isEmpty || SearchedText(authors).contains(anyOf: byline) else { return false }
    guard !words.isEmpty || !excluded.isEmpty else { return true }
    let text = SearchedText([title, document.summary, document.contentText])
    return (words.isEmpty || text.contains(anyOf: words)) && !text.contains(anyOf: excluded)
  }
}
