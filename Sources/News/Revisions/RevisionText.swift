import WebURL

/// A revision's words, as they are kept to be compared to the next one.
package struct RevisionText: Codable, Hashable, Sendable {
  package var headline: String?
  package var authors: [String]
  /// Days since 1970.
  package var day: Int?
  /// Paragraphs by newline.
  package var text: String
  /// WebURL of the teaser's image.
  package var image: String?

  package init(
    headline: String? = nil, authors: [String] = [], day: Int? = nil, text: String,
    image: String? = nil
  ) {
    self.headline = headline
    self.authors = authors
    self.day = day
    self.text = text
    self.image = image
  }

  package init(_ article: Article, teaser: Teaser) {
    self.init(
      headline: article.headline, authors: article.authors, day: article.published?.day.number,
      text: String(article.text.prefix(RevisionText.longest)), image: teaser.image)
  }

  /// Characters of a text that are kept.
  package static let longest = 1 << 20
}
