/// A property of a page and its best group that tells a listing from an article; 0…1 unless stated
/// otherwise. “Share” means the share of the group's members unless stated otherwise.
enum ListingFeature: Int, CaseIterable {
  /// The score of the group, in units of 20 points; -0.5…1.5.
  case score
  /// The number of members; 1 from 20 on.
  case members
  /// The share with a date, and with exactly one.
  case dates
  case singleDate
  /// The share with a date, multiplied by the number of members; 1 from 10 on.
  case datedMembers
  /// The share with link texts below 12 characters.
  case shortLinkText
  /// The share with an address like an article's.
  case articleAddress
  /// The share that leads to documents such as PDF files.
  case documents
  /// The share whose address continues the page's.
  case continuedAddress
  /// The share inside the main content, inside navigation or footers, and inside other zones apart
  /// from the main content.
  case main
  case navigation
  case otherZones
  /// Running text outside the group, in units of 4,000 characters.
  case prose
  /// Running text outside the group, as a share of the page's text.
  case proseShare
  /// Running text before the group and after it, in units of 2,000 characters.
  case proseBefore
  case proseAfter
  /// The running text of the member with the most, in units of 2,000 characters.
  case maximumProse
  /// 1 if the page declares itself as an article, if it names its time of publication, and if its
  /// JSON-LD describes an article.
  case declaredArticle
  case publicationTime
  case articleData
  /// The length of the longest `h1`, in units of 60 characters; 1 from 32 characters on.
  case headingLength
  case longHeading
  /// The length of the title, in units of 100 characters.
  case titleLength
  /// The hyphens of the address's last segment, in units of 5; its digits, in units of 6; its
  /// length, in units of 60 bytes.
  case hyphens
  case digits
  case segmentLength
  /// The number of segments, in units of 4.
  case segments
  /// 1 if the address contains a year and a month, ends with a slash, is that of the site, names a
  /// listing, or has the number of a page.
  case dateInAddress
  case directory
  case front
  case listingName
  case pageNumber

  /// The reason why a page with this feature is no listing; nil for features that say little alone.
  var reason: String? {
    switch self {
    case .prose, .proseShare, .proseBefore, .proseAfter, .maximumProse: "has much running text"
    case .declaredArticle, .publicationTime, .articleData: "declares itself as an article"
    case .headingLength, .longHeading, .titleLength: "has the title of an article"
    case .hyphens, .digits, .segmentLength, .dateInAddress: "has an address like an article's"
    case .navigation, .otherZones: "has links outside of the main content only"
    default: nil
    }
  }
}
