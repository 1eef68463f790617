import Dates

extension PageDate.Origin {
  /// The source of the date as a noun phrase for people: `the <time> element`.
  package var phrase: String {
    switch self {
    case .text: "the text"
    case .timeElement: "the <time> element"
    case .attribute: "an attribute"
    case .url: "the address"
    case .jsonLD: "JSON-LD"
    case .meta: "a meta element"
    case .microdata: "microdata"
    case .teaser: "the teaser"
    case .feed: "the feed"
    }
  }
}
