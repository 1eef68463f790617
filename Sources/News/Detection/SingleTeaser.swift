/// Detection of a single teaser, as on the last page of a listing, where it cannot be compared with
/// others.
enum SingleTeaser {
  /// The minimum length of the link text, in visible characters.
  private static let minimumChars: Int32 = 25
  /// A page with more running text outside links is an article.
  private static let maximumProse: Int32 = 400

  /// Returns the only link in the main part of the page that has enough text and a date close to
  /// it; nil if there is none or more than one.
  static func find(in survey: PageSurvey) -> TeaserGroup? {
    guard survey.nodes[survey.nodes.count - 1].prose <= maximumProse else { return nil }
    var found: TeaserGroup.Member?
    for (i, link) in survey.links.enumerated()
    where link.isGood && link.chars >= minimumChars
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

  /// Returns the smallest element around a link that contains exactly one date and little other
  /// text.
  private static func datedBlock(around link: PageLink, _ survey: PageSurvey) -> Int? {
    let maximumChars = Int(link.chars) * 3 + 200
    var block = Int(link.node)
    while survey.dates(in: block) == 0 {
      block = Int(survey.nodes[block].parent)
      guard block > 0, survey.nodes[block].kind != .root, survey.chars(in: block) <= maximumChars
      else {
        return nil
      }
    }
    return survey.dates(in: block) == 1 ? block : nil
  }
}
