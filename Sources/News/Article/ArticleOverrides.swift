import Dates
import HTML

/// What a person says of the article pages of a site: selectors that win over what would be found
/// without them.
package struct ArticleOverrides: Hashable, Sendable {
  /// A part of an article that a selector can name.
  package enum Part: String, Sendable, CaseIterable {
    /// The elements that hold the story; all text in them is the story but captions, hidden text,
    /// what other selectors take, and what is removed.
    case body
    case headline
    /// Each element names one or more people.
    case byline
    case date
    case lede
  }

  package var selectors: [Part: PageSelector]
  /// Elements that are not looked at, on pages that have them.
  package var removed: [PageSelector]

  package init(selectors: [Part: PageSelector] = [:], removed: [PageSelector] = []) {
    self.selectors = selectors
    self.removed = removed
  }

  package var isEmpty: Bool { selectors.isEmpty && removed.isEmpty }
}

/// What selectors found on a page.
struct Selected {
  private(set) var nodes: [ArticleOverrides.Part: [Node]] = [:]
  /// The outermost of them, as ranges of the document's indexes, in order.
  private var ranges: [ArticleOverrides.Part: [Range<Int>]] = [:]
  /// Removed elements, as ranges of the document's indexes, in order, none inside another.
  private(set) var removed: [Range<Int>] = []
  /// What was not found, in words for a person.
  private(set) var faults: [String] = []

  /// More elements than this are not taken for one part.
  private static let most = 2000
  private static let longest = 4000

  init() {}

  init(_ overrides: ArticleOverrides, in document: Document) {
    guard !overrides.isEmpty else { return }
    for selector in overrides.removed {
      removed += document.select(selector.compiled).prefix(Self.most).map { $0.index..<$0.end }
    }
    removed = Self.outermost(removed)
    for part in ArticleOverrides.Part.allCases {
      guard let selector = overrides.selectors[part] else { continue }
      let found = document.select(selector.compiled).prefix(Self.most)
        .filter { !Self.covers(removed, $0.index) }
      nodes[part] = found.isEmpty ? nil : Array(found)
      ranges[part] = Self.outermost(found.map { $0.index..<$0.end })
      if found.isEmpty { faults.append("\(part.rawValue): “\(selector)” matches nothing") }
    }
  }

  mutating func add(fault: String) { faults.append(fault) }

  private static func outermost(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    for range in ranges.sorted(by: {
      ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound)
    })
    where range.lowerBound >= kept.last?.upperBound ?? 0 {
      kept.append(range)
    }
    return kept
  }

  /// The text of the first element for a part, or what it says without showing it.
  func text(_ part: ArticleOverrides.Part) -> String? {
    nodes[part]?.first.map(Self.text).flatMap { $0.isEmpty ? nil : $0 }
  }

  func texts(_ part: ArticleOverrides.Part) -> [String] {
    (nodes[part] ?? []).prefix(30).map(Self.text).filter { !$0.isEmpty }
  }

  private static func text(_ node: Node) -> String {
    if let content = node[.content], node.isElement(.meta) { return TextCleaner.clean(content) }
    if node.isElement(.img) { return TextCleaner.clean(node[.alt] ?? "") }
    // Whatever a selector matches, no part is longer than a long paragraph.
    return TextCleaner.clean(node.textContent.prefix(longest))
  }

  /// The date its element says or shows.
  func date(_ reader: DateParser) -> PageDate? {
    for node in (nodes[.date] ?? []).prefix(30) {
      for name in [Name.datetime, .content] {
        guard let value = node[name], var date = reader.parseMachineReadable(value) else {
          continue
        }
        date.origin = name == .datetime ? .timeElement : node.isElement(.meta) ? .meta : .attribute
        return date
      }
      let text = Self.text(node)
      guard var date = reader.parse(text).date ?? reader.mentions(in: text).first?.date else {
        continue
      }
      date.origin = .text
      return date
    }
    return nil
  }

  /// The people its elements name; a name that looks like none is taken as it stands.
  var people: [String] {
    var found: [String] = []
    for text in texts(.byline) where text.utf8.count <= 500 {
      let names = Names.split(text)
      for name in names.isEmpty ? [text] : names where name.count <= 100 && !found.contains(name) {
        found.append(name)
      }
    }
    return Array(found.prefix(20))
  }

  /// Whether any of what was selected for a part holds some of these nodes.
  func holds(_ nodes: Range<Int>, as part: ArticleOverrides.Part) -> Bool {
    guard let range = last(part, before: nodes.upperBound) else { return false }
    return range.upperBound > nodes.lowerBound
  }

  /// Whether any of what was selected for a part holds all of these nodes.
  func holds(all nodes: Range<Int>, as part: ArticleOverrides.Part) -> Bool {
    guard let range = last(part, before: nodes.lowerBound + 1) else { return false }
    return range.upperBound >= nodes.upperBound
  }

  /// The last of the outermost elements for a part that begins before a node.
  private func last(_ part: ArticleOverrides.Part, before node: Int) -> Range<Int>? {
    ranges[part].flatMap { Self.last($0, before: node) }
  }

  private static func last(_ ranges: [Range<Int>], before node: Int) -> Range<Int>? {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < node { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? ranges[low - 1] : nil
  }

  private static func covers(_ ranges: [Range<Int>], _ node: Int) -> Bool {
    last(ranges, before: node + 1)?.contains(node) ?? false
  }
}
