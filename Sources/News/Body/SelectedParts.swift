import Dates
import HTML

/// The elements of a page that the selectors match.
struct SelectedParts {
  private(set) var nodes: [ArticleOverrides.Part: [Node]] = [:]
  /// The outermost elements of each part, as sorted ranges of document indexes.
  private var ranges: [ArticleOverrides.Part: [Range<Int>]] = [:]
  /// The removed elements, as sorted ranges of document indexes that do not overlap.
  private(set) var removed: [Range<Int>] = []
  /// Messages about selectors that match nothing.
  private(set) var errors: [String] = []

  /// Elements considered for one part.
  private static let maximumElements = 2000
  private static let maximumLength = 4000

  init() {}

  init(_ overrides: ArticleOverrides, in document: Document) {
    guard !overrides.isEmpty else { return }
    for selector in overrides.removed {
      removed += document.select(selector.compiled).prefix(Self.maximumElements).map {
        $0.index..<$0.end
      }
    }
    removed = Self.outermost(removed)
    for part in ArticleOverrides.Part.allCases {
      guard let selector = overrides.selectors[part] else { continue }
      let found = document.select(selector.compiled).prefix(Self.maximumElements)
        .filter { !Self.covers(removed, $0.index) }
      nodes[part] = found.isEmpty ? nil : Array(found)
      ranges[part] = Self.outermost(found.map { $0.index..<$0.end })
      if found.isEmpty { errors.append("\(part.rawValue): “\(selector)” matches nothing") }
    }
  }

  mutating func add(error: String) { errors.append(error) }

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

  /// Returns the text of the first element of a part, or its `content` or `alt` attribute.
  func text(_ part: ArticleOverrides.Part) -> String? {
    nodes[part]?.first.map(Self.text).flatMap { $0.isEmpty ? nil : $0 }
  }

  func texts(_ part: ArticleOverrides.Part) -> [String] {
    (nodes[part] ?? []).prefix(30).map(Self.text).filter { !$0.isEmpty }
  }

  private static func text(_ node: Node) -> String {
    if let content = node[.content], node.isElement(.meta) { return TextCleaner.clean(content) }
    if node.isElement(.img) { return TextCleaner.clean(node[.alt] ?? "") }
    // A wrong selector may match the whole page; no part is longer than a long paragraph.
    return TextCleaner.clean(node.textContent.prefix(maximumLength))
  }

  /// Returns the first date in the elements of the date part.
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

  /// The people named by the byline elements; a text without a recognizable name is returned
  /// unchanged.
  var people: [String] {
    var found: [String] = []
    for text in texts(.byline) where text.utf8.count <= 500 {
      let names = PersonNames.split(text)
      for name in names.isEmpty ? [text] : names where name.count <= 100 && !found.contains(name) {
        found.append(name)
      }
    }
    return Array(found.prefix(20))
  }

  /// Whether an element of the part contains some of these nodes.
  func contains(_ nodes: Range<Int>, as part: ArticleOverrides.Part) -> Bool {
    guard let range = last(part, before: nodes.upperBound) else { return false }
    return range.upperBound > nodes.lowerBound
  }

  /// Whether an element of the part contains all of these nodes.
  func contains(all nodes: Range<Int>, as part: ArticleOverrides.Part) -> Bool {
    guard let range = last(part, before: nodes.lowerBound + 1) else { return false }
    return range.upperBound >= nodes.upperBound
  }

  /// Returns the last outermost element of a part that begins before a node.
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
