import Dates
import WebURL

/// One entry of a listing.
package struct Teaser: Hashable, Sendable {
  /// Absolute address of the article.
  package var link: WebURL
  /// The lead text, often cut short; nil where the listing shows a headline only.
  package var lede: String?
  /// A headline apart from the lede; nil where there is none.
  package var headline: String?
  package var date: PageDate?
  /// Absolute address of the teaser's image.
  package var image: String?

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

  /// The text that tells this teaser from others of its day: the lede, else the headline.
  package var text: String { lede ?? headline ?? "" }
}
