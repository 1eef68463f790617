/// The features of a candidate; most values lie between 0 and 1.
struct Features {
  var values = [Double](repeating: 0, count: Feature.allCases.count)

  subscript(feature: Feature) -> Double {
    get { values[feature.rawValue] }
    set { values[feature.rawValue] = newValue }
  }
}

/// A feature of a candidate. “Share” means the share of its members unless stated otherwise.
enum Feature: Int, CaseIterable {
  /// The number of different addresses, logarithmic; 1 from 31 addresses on.
  case count
  /// 1 below three members, 0.4 below five.
  case fewMembers
  /// The average length of the link texts, in units of 100 characters.
  case linkText
  /// The share with link texts below 12 characters.
  case shortLinkText
  /// The average length of the blocks' text, in units of 400 characters.
  case blockText
  /// The share of the blocks' text outside links.
  case plainText
  /// The share with a date.
  case dates
  /// The share with exactly one date.
  case singleDate
  /// The share with the link in a heading.
  case headings
  /// The share with an image.
  case images
  /// The share with a link text of their own.
  case distinctText
  /// The share of the page's text inside the blocks.
  case pageShare
  /// The share of the page's link text in the members' links.
  case linkTextShare
  /// The share inside navigation.
  case navigation
  /// The share inside headers.
  case header
  /// The share inside footers.
  case footer
  /// The share inside asides.
  case aside
  /// The share inside other zones apart from the main content, such as comments.
  case otherZones
  /// The share inside the main content.
  case main
  /// The share with an address like an article's.
  case articleAddress
  /// The share with an address like a section's.
  case section
  /// The share with the most frequent address pattern.
  case samePattern
  /// The average number of further good links in the blocks, divided by 4.
  case extraLinks
  /// The density: the share of the text between first and last block inside the blocks.
  case density
  /// The position of the first block, as a share of the page's text.
  case position
  /// The number of further strategies that find the same addresses, divided by 4.
  case agreement
  /// The share of the page's known texts inside the blocks, if many members have one.
  case known
  /// The share with a date as link text.
  case dateLabels
  /// The total length of the link texts, in units of 2,000 characters.
  case totalLinkText
  /// The share with link texts of 25 characters and more.
  case titles
  /// The average number of links in the blocks beyond 6, divided by 20.
  case manyLinks
  /// The average number of similar links in the blocks, divided by 2.
  case similarLinks

  /// The name of the feature as words: `link text share`.
  var label: String {
    "\(self)".reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
  }
}

extension Features {
  /// The weights of the features in the score.
  static let weights: [Feature: Double] = [
    .count: 4.5, .fewMembers: -2.5, .linkText: 2.7, .shortLinkText: -2.5, .blockText: 1.2,
    .plainText: 1.5,
    .dates: 2.4, .singleDate: 1.8, .headings: 1.4, .images: 0.4, .distinctText: 1.3,
    .pageShare: 4.8,
    .linkTextShare: 2.2, .navigation: -4.5, .header: -2.2, .footer: -3, .aside: -1.5,
    .otherZones: -0.7,
    .main: 0.5, .articleAddress: 2, .section: -3, .samePattern: 0.5,
    .extraLinks: -3,
    .density: 2.2, .position: -0.6, .agreement: 0.7, .known: 14, .dateLabels: -2, .totalLinkText: 2,
    .titles: 0.9, .manyLinks: -3, .similarLinks: -5,
  ]

  static let table: [Double] = Feature.allCases.map { weights[$0] ?? 0 }

  var score: Double {
    var sum = 0.0
    let table = Features.table
    for i in values.indices { sum += values[i] * table[i] }
    return sum
  }
}
