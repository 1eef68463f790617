import Dates
import HTML
import WebURL

/// The evaluation of configured rules on a page.
struct RuleEvaluator {
  let rules: TeaserRules
  let document: Document
  let base: WebURL
  let reader: DateParser

  /// The names of rules in the configuration.
  enum Key: String, CaseIterable {
    case item, link, headline, lede, date, image, next
  }

  init(_ rules: TeaserRules, document: Document, base: WebURL, context: ReadingContext) {
    self.rules = rules
    self.document = document
    self.base = base
    var context = context
    context.language = context.language ?? document.documentElement?[.lang]
    if context.dateOrder == nil, let rule = rules.date, let item = rules.item {
      context.dateOrder = DateParser.inferredOrder(
        from: document.select(item.compiled).prefix(200).compactMap {
          RuleEvaluator.value(of: rule, in: [$0], RuleEvaluator.dateText)
        })
    }
    reader = DateParser(context)
  }

  /// The elements around the teasers, none inside another; nil if they are to be detected.
  var items: [Node]? {
    guard let item = rules.item else { return nil }
    var end = 0
    var found: [Node] = []
    for node in document.select(item.compiled) where node.index >= end {
      guard found.count < CandidateSearch.maximumMembers else { break }
      found.append(node)
      end = node.end
    }
    return found
  }

  // MARK: - Parts

  func link(in item: [Node]) -> WebURL? {
    rules.link.flatMap { rule in
      RuleEvaluator.value(of: rule, in: item, RuleEvaluator.reference).flatMap(base.resolving)
    }
  }

  func image(in item: [Node]) -> String? {
    rules.image.flatMap { rule in
      RuleEvaluator.value(of: rule, in: item, RuleEvaluator.source).flatMap {
        base.resolving($0)?.string
      }
    }
  }

  func text(_ rule: PartRule?, in item: [Node]) -> String? {
    guard let value = rule.flatMap({ RuleEvaluator.value(of: $0, in: item, RuleEvaluator.text) })
    else {
      return nil
    }
    var bytes = Array(value.utf8)
    bytes.collapseSpaces()
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the date of an item. The rule guarantees that there is one, so a date inside a text is
  /// sufficient.
  func date(in item: [Node]) -> PageDate? {
    guard let value = dateText(in: item) else { return nil }
    return reader.parseMachineReadable(value) ?? reader.parse(value).date
      ?? reader.mentions(in: value).first { $0.hasYear }?.date
  }

  /// Returns the text that contains the date.
  func dateText(in item: [Node]) -> String? {
    rules.date.flatMap { RuleEvaluator.value(of: $0, in: item, RuleEvaluator.dateText) }
  }

  var next: WebURL? {
    rules.next.flatMap { rule in
      RuleEvaluator.value(of: rule, in: [document.root], RuleEvaluator.reference).flatMap(
        base.resolving)
    }
  }

  // MARK: - Values

  /// Returns the value of the first element that has one.
  private static func value(
    of rule: PartRule, in item: [Node], _ usual: @escaping (Node) -> String?
  ) -> String? {
    func value(of node: Node) -> String? {
      (rule.attribute.map { node[$0] } ?? usual(node)).flatMap(rule.shaped)
        .flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let selector = rule.select?.compiled else { return item.lazy.compactMap(value).first }
    for node in item {
      if node.isElement, node.matches(selector), let own = value(of: node) { return own }
      if let one = node.select(selector).prefix(50).lazy.compactMap(value).first { return one }
    }
    return nil
  }

  /// Returns the reference of an element, or of the link inside or around it.
  private static func reference(_ node: Node) -> String? {
    if let href = node[.href] { return href }
    let inside = node.descendantElements.first { $0.isElement(.a) && $0.hasAttribute(.href) }
    return (inside ?? node.ancestors.first { $0.isElement(.a) && $0.hasAttribute(.href) })?[.href]
  }

  private static func source(_ node: Node) -> String? {
    let image = node.isElement(.img) ? node : node.descendantElements.first { $0.isElement(.img) }
    return ImageSource.inTeaser(image ?? node)
  }

  private static func text(_ node: Node) -> String? {
    if node.isElement(.img) { return node[.alt] }
    return node.textContent
  }

  private static func dateText(_ node: Node) -> String? { node[.datetime] ?? text(node) }
}
