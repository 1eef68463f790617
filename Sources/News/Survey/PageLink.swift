/// A link of the page.
struct PageLink {
  var node: Int32
  var end: Int32
  /// The number of the address among the distinct addresses of the page, as written.
  var address: Int32 = 0
  /// The number of the text among the distinct link texts of the page.
  var text: Int32 = 0
  /// Characters of the text, and of the image's alternative text.
  var chars: Int32 = 0
  var altChars: Int32 = 0
  /// A hash of the address without the parts that vary from article to article.
  var pattern: UInt64 = 0
  /// The folded text, if it has fewer than 40 characters.
  var folded = FoldedText()
  var traits: Traits = []
  var zone: Zone = []
  /// The likelihood that the link is a teaser's main link.
  var rating: Int32 = 0
  /// The number of the group of links with the same signatures.
  var signatureGroup: Int32 = 0
  /// The number of the address pattern.
  var patternGroup: Int32 = 0

  struct Traits: OptionSet {
    let rawValue: UInt16
    /// Inside a heading, or around one.
    static let heading = Traits(rawValue: 1)
    static let image = Traits(rawValue: 2)
    /// `rel=bookmark`.
    static let bookmark = Traits(rawValue: 4)
    /// Links to a tag, an author, a category or a login, by address or `rel`.
    static let section = Traits(rawValue: 8)
    /// The text is "read more", "comments", a number or a date.
    static let label = Traits(rawValue: 16)
    /// The address has a long number, many hyphens, a date or a document extension.
    static let articleAddress = Traits(rawValue: 32)
    /// The text has the form of a date.
    static let dated = Traits(rawValue: 128)
    /// Links to the page itself or the front page.
    static let home = Traits(rawValue: 256)
    /// The text is short and links to several addresses.
    static let sharedText = Traits(rawValue: 64)
    /// A shared text that most of the similar links have.
    static let repeated = Traits(rawValue: 512)
    /// The address occurs in several places.
    static let recurring = Traits(rawValue: 1024)
    /// The address passes another address on, such as to a form for sharing.
    static let sharing = Traits(rawValue: 2048)
  }

  /// Texts that say nothing about a single article.
  static let unspecificText: Traits = [.label, .sharedText, .recurring]
  /// The number of characters from which a text that links to several addresses is a headline, not a
  /// label.
  static let minimumHeadlineChars = 40
  /// The number of characters from which a link to the root of a site is a headline.
  static let minimumSiteNameChars = 20

  mutating func rate() {
    var points = min(chars, 120)
    if chars == 0 { points = min(altChars, 60) / 3 }
    if traits.contains(.heading) { points += 50 }
    if traits.contains(.bookmark) { points += 40 }
    if traits.contains(.articleAddress) { points += 15 }
    if traits.contains(.section) { points -= 80 }
    if !traits.isDisjoint(with: [.label, .repeated]) { points -= 60 }
    if traits.contains(.dated) { points -= 30 }
    if traits.contains(.recurring) { points -= 90 }
    if traits.contains(.sharing) { points -= 50 }
    if traits.contains(.home) { points -= 60 }
    rating = points
  }

  /// Whether the link may be a teaser's main link.
  var isGood: Bool {
    chars >= 10 && traits.isDisjoint(with: [.section, .label, .repeated, .home, .dated])
  }
}
