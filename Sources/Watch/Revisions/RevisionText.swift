import Foundation
import News
import Web
import WebURL

/// A revision's words, as they are kept to be compared to the next one.
struct RevisionText: Codable, Hashable, Sendable {
  var headline: String?
  var authors: [String]
  /// Days since 1970.
  var day: Int?
  /// Paragraphs by newline.
  var text: String
  /// WebURL of the teaser's image.
  var image: String?

  init(
    headline: String? = nil, authors: [String] = [], day: Int? = nil, text: String,
    image: String? = nil
  ) {
    self.headline = headline
    self.authors = authors
    self.day = day
    self.text = text
    self.image = image
  }

  init(_ article: Article, teaser: Teaser) {
    self.init(
      headline: article.headline, authors: article.authors, day: article.published?.day.number,
      text: String(article.text.prefix(RevisionText.longest)), image: teaser.image)
  }

  /// Characters of a text that are kept.
  static let longest = 1 << 20

  var packed: [UInt8] {
    Gzip.compress(
      JSON.object(optional: [
        ("headline", headline.map { .string($0) }),
        ("authors", .array(authors.map { .string($0) })),
        ("day", day.map { .number(Int64($0)) }),
        ("text", .string(text)),
        ("image", image.map { .string($0) }),
      ]).bytes)
  }

  init?(packed bytes: [UInt8]) {
    guard let json = Gzip.expand(bytes, limit: 32 << 20),
      let text = try? JSONDecoder().decode(RevisionText.self, from: Data(json))
    else { return nil }
    self = text
  }
}
