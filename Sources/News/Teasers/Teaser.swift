import Dates
import WebURL

/// An entry of a listing.
package struct Teaser: Hashable, Sendable {
  /// The absolute address of the article.
  package var link: WebURL
  /// The lead text, often truncated; nil if the listing shows only a headline.
  package var lede: String?
  /// The headline, if it is separate from the lede.
  package var headline: String?
  /// The date shown with the teaser.
  package var date: PageDate?
  /// The absolute address of the teaser's image.
  package var image: String?

  /// Creates a teaser.
  package init(
    link: WebURL, lede: String?, headline: String? = nil, date: PageDate? = nil,
    image: String? = nil
  ) {
    self.link = link
    self.lede = lede
    self.headline = headline
    self.date = date
    self.image = image
  }

  /// The text that distinguishes this teaser from others of the same day: the lede, else the
  /// headline.
  package var text: String { lede ?? headline ?? "" }
}
