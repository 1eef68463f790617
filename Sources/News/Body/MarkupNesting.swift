import HTML

/// The open elements of article HTML, and the nesting that a parser leaves as it is (HTML standard,
/// 13.2.6.4). A parser closes or drops elements in any other place, so that what a browser shows would
/// not be what was written.
struct MarkupNesting {
  /// An open element, with what a parser would find in its searches from here to the root. Each value
  /// derives from that of the parent, so that no search is necessary.
  private struct OpenElement {
    var name: Name
    /// The place of the paragraph that the next block closes.
    var paragraph: Int?
    /// The place of the list item that the next one closes.
    var item: Int?
    /// The place of the term or description that the next one closes.
    var definition: Int?
    /// Whether a link is open in the same cell.
    var isInLink = false
  }

  private var elements: [OpenElement] = []

  var depth: Int { elements.count }

  /// Whether a link is open in the innermost cell.
  var isInLink: Bool { elements.last?.isInLink ?? false }

  mutating func push(_ name: Name) {
    var element = elements.last ?? OpenElement(name: name)
    element.name = name
    let isBoundary = Self.boundaries.contains(name)
    if isBoundary || name == .table { element.paragraph = nil }
    if isBoundary { element.isInLink = false }
    if Self.special.contains(name) { (element.item, element.definition) = (nil, nil) }
    switch name {
    case .a: element.isInLink = true
    case .p: element.paragraph = depth
    case .li: element.item = depth
    case .dd, .dt: element.definition = depth
    default: break
    }
    elements.append(element)
  }

  mutating func pop() -> Name? { elements.popLast()?.name }

  /// Whether an element is kept inside the innermost open element.
  func permits(_ name: Name) -> Bool {
    let parent = elements.last?.name
    switch name {
    case .td, .th: return parent == .tr
    case .tr: return parent.map(Self.rowGroups.contains) ?? false
    case .tbody, .thead, .tfoot, .caption: return parent == .table
    default: break
    }
    if let parent, Self.tableParts.contains(parent) { return false }
    return name != .a || !isInLink
  }

  /// Returns the number of open elements that stay open when an element begins.
  func depth(keptBy name: Name) -> Int {
    guard let last = elements.last else { return 0 }
    var kept = depth
    if Self.headings.contains(name), Self.headings.contains(last.name) { kept -= 1 }
    if name == .li, let item = last.item { kept = min(kept, item) }
    if name == .dd || name == .dt, let definition = last.definition { kept = min(kept, definition) }
    if Self.blocks.contains(name), let paragraph = last.paragraph { kept = min(kept, paragraph) }
    return kept
  }

  private static let headings: Set<Name> = [.h2, .h3, .h4, .h5, .h6]
  private static let rowGroups: Set<Name> = [.tbody, .thead, .tfoot]
  private static let tableParts: Set<Name> = [.table, .tbody, .thead, .tfoot, .tr]
  /// The elements at which the search for an open paragraph or link ends.
  private static let boundaries: Set<Name> = [.td, .th, .caption]
  /// The elements that close an open paragraph.
  private static let blocks: Set<Name> = [
    .blockquote, .dd, .dl, .dt, .figcaption, .figure, .h2, .h3, .h4, .h5, .h6, .li, .ol, .p, .pre,
    .table, .ul,
  ]
  /// The elements at which the search for an open list item ends.
  private static let special = blocks.subtracting([.p]).union(tableParts).union(boundaries)
}
