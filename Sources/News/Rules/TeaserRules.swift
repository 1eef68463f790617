/// The configured rules for the parts of a listing's teasers. Parts without a rule are detected.
package struct TeaserRules: Hashable, Sendable {
  /// The element around each teaser. Without it, teasers are detected, and the other rules apply
  /// inside them.
  package var item: PageSelector?
  /// The link to the article.
  package var link: PartRule?
  /// The headline.
  package var headline: PartRule?
  /// The lede.
  package var lede: PartRule?
  /// The date.
  package var date: PartRule?
  /// The image.
  package var image: PartRule?
  /// The link to the next page; it applies to the whole page.
  package var next: PartRule?

  /// Creates rules; without arguments everything is detected.
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

  /// Whether there are no rules.
  package var isEmpty: Bool { self == TeaserRules() }
}

/// A rule for one part of a teaser: an element, an attribute of it, a pattern applied to the value,
/// and a template for the result. Each is optional.
package struct PartRule: Hashable, Sendable {
  /// The selector, applied inside the teaser; nil for the element of the teaser.
  package var select: PageSelector?
  /// The attribute; nil for the usual source: `href` for links, `src` and its substitutes for
  /// images, `datetime` or else the text for dates, and the text for other parts.
  package var attribute: String?
  /// The pattern that selects a part of the value.
  package var pattern: Pattern?
  /// The template for the result; nil for the first group of the pattern, or the whole match.
  package var template: Template?

  /// Creates a rule.
  package init(
    select: PageSelector? = nil, attribute: String? = nil, pattern: Pattern? = nil,
    template: Template? = nil
  ) {
    self.select = select
    self.attribute = attribute
    self.pattern = pattern
    self.template = template
  }

  /// Applies pattern and template to a value; nil if the pattern does not match.
  func shaped(_ value: String) -> String? {
    guard let pattern else { return value }
    guard let groups = pattern.groups(in: value) else { return nil }
    if let template { return template.filled(with: groups) }
    return groups.count > 1 ? groups[1] : groups[0]
  }
}

extension PartRule: CustomStringConvertible {
  /// The rule as shown to people: `“a.more”, attribute onclick`.
  package var description: String {
    var words = select.map { "“\($0)”" } ?? "the item"
    if let attribute { words += ", attribute \(attribute)" }
    if let pattern { words += ", pattern /\(pattern)/" }
    return words
  }
}
