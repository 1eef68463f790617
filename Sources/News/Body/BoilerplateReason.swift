extension BodyFinder {
  /// The reason why a block is boilerplate; the raw value is printed by `article --explain`.
  enum BoilerplateReason: String {
    case beforeHeadline = "before the headline"
    case headline = "the headline"
    case standfirst = "the standfirst"
    case hidden
    case comments
    case share = "share buttons"
    case related = "links to related articles"
    case advertisement
    case appeal = "a form or an appeal to the reader"
    case author = "about the author"
    case meta = "metadata"
    case caption
    case navigation
    case aside = "beside the body"
    case infobox = "an information box"
    case links = "mostly links"
    case dissimilar = "unlike the main text"
    case invitation = "link to another article"
    case repetition = "repeats the body"
    case credits = "credits, rights or an invitation at the end"
    case closing = "after a closing heading"
    case unconfirmed = "not in the body text of JSON-LD"
    case nextStory = "another story"
    case repeated = "on an earlier page"
    case elsewhere = "outside the selected body"
    case selected = "selected as another part"
    case start = "before the first paragraph"
    case end = "after the last paragraph"

    init(_ roles: ElementRoles) {
      let table: [(ElementRoles, BoilerplateReason)] = [
        (.hidden, .hidden), (.comments, .comments), (.share, .share), (.related, .related),
        (.advertisement, .advertisement), (.appeal, .appeal), (.author, .author), (.meta, .meta),
        (.caption, .caption), (.picture, .caption), (.navigation, .navigation),
        (.infobox, .infobox),
      ]
      self = table.first { roles.contains($0.0) }?.1 ?? .aside
    }
  }
}
