/// The last page of a listing may hold one teaser, which no other one helps to find.
enum SingleTeaser {
  /// Its link says as much, in visible characters.
  private static let leastChars: Int32 = 25
  /// A page with more running text outside links is an article.
  private static let mostProse: Int32 = 400

  /// The one link on the page's own ground that has a text and, close by, one date; nil where there
  /// is none or a second one.
  static func find(in survey: PageSurvey) -> TeaserGroup? {
    guard survey.nodes[survey.nodes.count - 1].prose <= mostProse else { return nil }
    var found: TeaserGroup.Member?
    for (i, link) in survey.links.enumerated()
    where link.isGood && link.chars >= leastChars
      && link.zone.isDisjoint(with: Zone.apart.union([.paging, .advert, .tags]))
    {
      guard let block = datedBlock(around: link, survey) else { continue }
      if let other = found {
        guard survey.links[Int(other.link)].address == link.address else { return nil }
        continue
      }
      found = TeaserGroup.Member(
        link: Int32(i), range: block..<Int(survey.nodes[block].end))
    }
    return found.map { TeaserGroup($0, survey: survey) }
  }

  /// The smallest element around a link that holds a date, when it holds one only and little else.
  private static func datedBlock(around link: PageLink, _ survey: PageSurvey) -> Int? {
    let most = Int(link.chars) * 3 + 200
    var block = Int(link.node)
    while survey.dates(in: block) == 0 {
      block = Int(survey.nodes[block].parent)
      guard block > 0, survey.nodes[block].tag != .root, survey.chars(in: block) <= most else {
        return nil
      }
    }
    return survey.dates(in: block) == 1 ? block : nil
  }
}
