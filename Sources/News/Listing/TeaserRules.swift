/// Where the parts of a listing's teasers are, as far as a person has said so; what is not said is
/// detected.
package struct TeaserRules: Hashable, Sendable {
  /// What stands around each teaser. Where it is not said, the teasers are detected, and the other
  /// rules are asked in them.
  package var item: PageSelector?
  package var link: PartRule?
  package var headline: PartRule?
  package var lede: PartRule?
  package var date: PartRule?
  package var image: PartRule?
  /// Of the whole page.
  package var next: PartRule?

  package init(
    item: PageSelector? = nil, link: PartRule? = nil, headline: PartRule? = nil,
    lede: PartRule? = nil, date: PartRule? = nil, image: PartRule? = nil, next: PartRule? = nil
  ) {
    self.item = item
    self.link = link
    self.headline = headline
    self.lede = lede
    self.date = date
    self.image = image
    self.next = next
  }

  package var isEmpty: Bool { self == TeaserRules() }
}

/// Where one part of a teaser is: an element, an attribute of it, what a pattern finds in that, and
/// what a template makes of it. Each may be left out.
package struct PartRule: Hashable, Sendable {
  /// Among the teaser's elements; the teaser's own element where it is not said.
  package var select: PageSelector?
  /// Where it is not said: `href` for links, `src` and what stands in for it for images, `datetime`
  /// for dates where there is one, else the text.
  package var attribute: String?
  package var pattern: Pattern?
  /// Without one, the pattern's first group counts, or all that it matches.
  package var template: Template?

  package init(
    select: PageSelector? = nil, attribute: String? = nil, pattern: Pattern? = nil,
    template: Template? = nil
  ) {
    self.select = select
    self.attribute = attribute
    self.pattern = pattern
    self.template = template
  }

  /// What becomes of a value; nil where the pattern does not match.
  func shaped(_ value: String) -> String? {
    guard let pattern else { return value }
    guard let groups = pattern.groups(in: value) else { return nil }
    if let template { return template.filled(with: groups) }
    return groups.count > 1 ? groups[1] : groups[0]
  }
}

extension PartRule: CustomStringConvertible {
  /// For a person: `“a.more”, its onclick`.
  package var description: String {
    var words = select.map { "“\($0)”" } ?? "the item"
    if let attribute { words += ", its \(attribute)" }
    if let pattern { words += ", by /\(pattern)/" }
    return words
  }
}
