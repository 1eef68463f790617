/// The setting `match` of a hook: conditions on an article. A list is met by any of its terms, and all
/// lists that are not empty must be met.
///
/// A term is a word or a phrase. Letter case and width do not count; `*` at its end stands for any ending.
package struct TextFilter: Hashable, Sendable {
  /// Terms in the headline, the lede or the text.
  package var words: [String] = []
  package var headline: [String] = []
  package var byline: [String] = []
  /// BCP 47 tags; `pt` includes `pt-BR`.
  package var languages: [String] = []
  /// Terms that must not be in the headline, the lede or the text.
  package var excluded: [String] = []

  package init() {}
}
