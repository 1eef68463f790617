/// The standfirst that metadata declare, for pages that show none.
enum Standfirst {
  /// Returns the description of the page if it summarizes its text.
  static func declared(in metadata: PageMetadata, text: String) -> String? {
    let descriptions = [
      metadata.linked.article.description, metadata.first("og:description"),
      metadata.first("description"),
    ].compactMap(\.self)
    guard let description = descriptions.first, (30...600).contains(description.utf8.count),
      !description.hasSuffix("…"), !description.hasSuffix("..."), !description.hasSuffix("[...]")
    else { return nil }
    if text.isEmpty { return description }
    // The first words of the text are no summary, but its first paragraph cut short.
    let words = TextSimilarity.words(description)
    let opening = TextSimilarity.words(text.prefix(1500))
    guard words.count >= 5, !opening.starts(with: words.prefix(5)) else { return nil }
    let found = Set(opening)
    return words.count { found.contains($0) } * 2 >= words.count ? description : nil
  }
}
