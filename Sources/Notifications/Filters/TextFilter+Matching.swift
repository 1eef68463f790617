import Settings
import Spool

extension TextFilter {
  /// The tag of a language that is not known (BCP 47), so that it cannot be judged. An article that cannot be
  /// judged is delivered rather than lost.
  package static let unknownLanguage = "und"

  /// Whether an article meets the conditions.
  package func accepts(_ document: EntryDocument) -> Bool {
    let title = document.details.headline ?? document.title
    let language = document.language?.lowercased() ?? ""
    if !languages.isEmpty, language != TextFilter.unknownLanguage {
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
