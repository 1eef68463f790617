/// One entry of a listing.
public struct Teaser: Hashable, Sendable {
  /// Absolute address of the article.
  public var link: Address
  /// The lead text, often cut short; nil where the listing shows a headline only.
  public var lede: String?
  /// A headline apart from the lede; nil where there is none.
  public var headline: String?
  public var date: PageDate?
  /// Absolute address of the teaser's image.
  public var image: String?

  public init(
    link: Address, lede: String?, headline: String? = nil, date: PageDate? = nil,
    image: String? = nil
  ) {
    self.link = link
    self.lede = lede
    self.headline = headline
    self.date = date
    self.image = image
  }

  /// The text that tells this teaser from others of its day: the lede, else the headline.
  public var text: String { lede ?? headline ?? "" }
}
