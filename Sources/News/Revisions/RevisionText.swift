/// The text of a revision, stored for comparison with the next one.
package struct RevisionText: Codable, Hashable, Sendable {
  package var headline: String?
  package var authors: [String]
  /// Days since 1970.
  package var day: Int?
  /// The paragraphs, separated by newlines.
  package var text: String
  /// The address of the teaser's image.
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
      text: String(article.text.prefix(RevisionText.maximumCharacters)), image: teaser.image)
  }

  /// The maximum number of characters of a text.
  static let maximumCharacters = 1 << 20
}
