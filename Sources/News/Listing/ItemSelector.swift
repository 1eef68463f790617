import HTML

/// A CSS selector for the items of a list, derived from its blocks.
package struct ItemSelector: Hashable, Sendable {
  /// The selector as the configuration has it: `ul.news > li`.
  package let css: String
  /// The number of blocks of the list that it selects.
  package let matched: Int
  /// The number of blocks of the list.
  package let wanted: Int
  /// The number of other elements that it selects.
  package let others: Int

  /// Whether it selects the blocks of the list and nothing else.
  package var isExact: Bool { matched == wanted && others == 0 }

  /// The share of the blocks among all selected elements and of the selected blocks among all blocks, as their
  /// harmonic mean (F1).
  fileprivate var score: Double {
    let (selected, all) = (Double(matched + others), Double(wanted))
    return selected + all == 0 ? 0 : 2 * Double(matched) / (selected + all)
  }

  /// The setting of a source.
  package var setting: String {
    let quoted = css.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "teasers: {item: \"\(quoted)\"}"
  }

  fileprivate init(_ css: String, selected: [Int], wanted: Set<Int>) {
    self.css = css
    self.wanted = wanted.count
    matched = selected.count { wanted.contains($0) }
    others = selected.count - matched
  }
}

/// A search for the selector of a list: compounds of tag and classes that all blocks share, alone or below
/// a shared ancestor. The selector with the best score is chosen, and of equal ones the shortest.
struct ItemSelectorSearch {
  private let document: Document
  private let blocks: [Node]
  private let wanted: Set<Int>

  /// The number of ancestors that are considered, and of classes of an element.
  private static let (maximumDepth, maximumClasses) = (6, 6)

  /// - Parameter blocks: the indexes of the first nodes of the blocks.
  init(_ document: Document, blocks: [Int]) {
    self.document = document
    self.blocks = blocks.compactMap { index in
      var node: Node? = document[index]
      while let at = node, !at.isElement { node = at.parent }
      return node
    }
    wanted = Set(self.blocks.map(\.index))
  }

  /// Returns the best selector; nil if the blocks have no element.
  func find() -> ItemSelector? {
    guard !blocks.isEmpty else { return nil }
    let items = compounds(of: blocks)
    var best: ItemSelector?
    func consider(_ css: String) {
      guard let selector = try? Selector(css) else { return }
      let candidate = ItemSelector(css, selected: outermost(selector), wanted: wanted)
      let isBetter =
        best.map { (candidate.score, -candidate.css.utf8.count) > ($0.score, -$0.css.utf8.count) }
      if isBetter ?? true { best = candidate }
    }
    for item in items { consider(item) }
    var ancestors = blocks
    for depth in 1...ItemSelectorSearch.maximumDepth {
      // A selector below an ancestor is longer than one without.
      if best?.isExact == true { break }
      ancestors = ancestors.compactMap(\.parent).filter(\.isElement)
      guard ancestors.count == blocks.count, ancestors[0].localName != "html" else { break }
      let combinator = depth == 1 ? " > " : " "
      for ancestor in compounds(of: ancestors) {
        for item in items { consider(ancestor + combinator + item) }
      }
    }
    return best
  }

  /// Returns the selected elements as the rules use them: none inside another.
  private func outermost(_ selector: Selector) -> [Int] {
    var end = 0
    var found: [Int] = []
    for node in document.select(selector) where node.index >= end {
      found.append(node.index)
      end = node.end
    }
    return found
  }

  /// Returns the compounds that match all elements, the shortest first.
  private func compounds(of elements: [Node]) -> [String] {
    let first = elements[0]
    guard elements.allSatisfy({ $0.localName == first.localName }) else {
      return commonClasses(elements).map { "." + $0 }
    }
    let tag = ItemSelectorSearch.escaped(first.localName)
    let classes = commonClasses(elements)
    var compounds = [tag] + classes.map { "\(tag).\($0)" }
    if classes.count > 1 { compounds.append(tag + classes.map { "." + $0 }.joined()) }
    if let id = first[.id], !id.isEmpty, elements.allSatisfy({ $0.index == first.index }) {
      compounds.append("#" + ItemSelectorSearch.escaped(id))
    }
    return compounds
  }

  private func commonClasses(_ elements: [Node]) -> [String] {
    var common = Array(elements[0].classes.prefix(ItemSelectorSearch.maximumClasses))
    for element in elements.dropFirst() {
      let own = Set(element.classes)
      common.removeAll { !own.contains($0) }
    }
    return common.map(ItemSelectorSearch.escaped)
  }

  /// Returns an identifier as CSS writes it (CSSOM, “serialize an identifier”).
  static func escaped(_ name: String) -> String {
    var text = ""
    for (position, scalar) in name.unicodeScalars.enumerated() {
      switch scalar {
      case "a"..."z", "A"..."Z", "_", "-", "\u{80}"...: text.unicodeScalars.append(scalar)
      case "0"..."9" where position > 0: text.unicodeScalars.append(scalar)
      case "0"..."9", "\u{0}"..."\u{1F}", "\u{7F}":
        text += "\\" + String(scalar.value, radix: 16) + " "
      default: text += "\\" + String(scalar)
      }
    }
    return name == "-" ? "\\-" : text
  }
}

extension ItemSelector: CustomStringConvertible {
  /// The selector, and how it differs from the list: `ul > li (18 of 20, and 2 others)`.
  package var description: String {
    if isExact { return css }
    let more = others == 1 ? "1 other" : "\(others) others"
    let parts = [
      matched == wanted ? nil : "\(matched) of \(wanted)", others == 0 ? nil : more,
    ]
    return "\(css) (\(parts.compactMap(\.self).joined(separator: ", and ")))"
  }
}
