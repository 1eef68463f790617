/// Articles that are split over several pages.
extension Article {
  /// Appends the text of the next page, without what earlier pages already had.
  ///
  /// A page whose verdict is `failed` adds nothing. Afterwards `nextPage` is the page that follows;
  /// it is nil at the end of the article, or if the page only repeats earlier ones.
  package mutating func append(_ page: Page, context: ReadingContext) -> Extraction {
    let next = ArticleExtractor(page, context: context, teaser: nil, before: self).article
    guard next.extraction.verdict != .failed else { return next.extraction }
    let isEmpty = next.body.text.isEmpty
    nextPage = isEmpty ? nil : next.nextPage
    pages.append(page.address)
    guard !isEmpty else { return next.extraction }
    body.text += body.text.isEmpty ? next.body.text : "\n" + next.body.text
    body.html += body.html.isEmpty ? next.body.html : "\n" + next.body.html
    if metadata.authors.isEmpty { metadata.authors = Array(next.metadata.authors.prefix(1)) }
    metadata.published = metadata.published ?? next.metadata.published
    return next.extraction
  }

  /// Marks the article as doubtful for one more reason.
  package mutating func markDoubtful(_ reason: String) {
    extraction = extraction.downgraded(by: [reason])
  }
}

extension BodyFinder {
  /// Removes paragraphs that earlier pages had: teasers, the standfirst, notices.
  mutating func removeRepeated(from before: Article) {
    let lines = Set(before.body.text.split(separator: "\n").map { $0.utf8.textHash })
    let headline = before.metadata.headline.map { TextSimilarity.words($0) } ?? []
    for i in kept {
      let bytes = tree.text[tree.blocks[i].bytes]
      if tree.blocks[i].length >= 25, lines.contains(bytes.textHash) {
        boilerplate[i] = .repeated
      } else if !headline.isEmpty, isHeading(i),
        TextSimilarity.words(tree.string(of: i)) == headline
      {
        boilerplate[i] = .headline
      }
    }
  }
}

extension Sequence where Element == UInt8 {
  fileprivate var textHash: UInt64 {
    reduce(TextHash.offsetBasis) { TextHash.adding($1, to: $0) }
  }
}

extension Extraction {
  /// Returns the extraction with additional reasons for doubt.
  func downgraded(by reasons: [String]) -> Extraction {
    guard !reasons.isEmpty, verdict != .failed else { return self }
    let all = ([reason] + reasons).filter { !$0.isEmpty }
    return Extraction(verdict: .doubtful, reason: all.joined(separator: "; "))
  }
}
