import HTML
import WebURL

/// The list of a page that contains an example: a part of a headline, of a lede or of a link.
package struct ListingExample: Sendable {
  /// The selector for the items of the list; nil if no list contains the example.
  package let selector: ItemSelector?
  /// Whether the page contains the example at all.
  package let isFound: Bool

  /// Finds the list.
  /// - Parameter example: the text as a person sees it, or a part of an address. Case and white space do
  ///   not count.
  package init(_ example: String, in page: Page, context: ReadingContext) {
    let document = Document(page, context: context)
    let places = ListingExample.places(of: example, in: document)
    isFound = !places.isEmpty
    selector =
      ListingExample.detected(around: places, document, host: page.address.host)
      ?? places.lazy.compactMap { ListingExample.repeated(around: $0, in: document) }.first
  }

  /// Returns a selector for the best group of links that contains a place.
  private static func detected(
    around places: [Int], _ document: Document, host: String
  ) -> ItemSelector? {
    guard !places.isEmpty else { return nil }
    let survey = PageSurvey(document, host: host, known: KnownLedes([]))
    let groups = Ranking(survey).candidates.lazy.map { TeaserGroup($0, survey: survey) }
    let group = groups.first { group in
      group.members.contains { member in places.contains { member.range.contains($0) } }
    }
    let blocks = group?.members.map(\.range.lowerBound) ?? []
    return ItemSelectorSearch(document, blocks: blocks).find().flatMap { $0.matched > 1 ? $0 : nil }
  }

  /// Returns the nodes that contain the example: texts, and links whose address contains it.
  private static func places(of example: String, in document: Document) -> [Int] {
    let needle = folded(example)
    guard !needle.isEmpty else { return [] }
    var places: [Int] = []
    for element in document.select(anything) {
      let isLink = element[.href].map { folded($0).contains(needle) } ?? false
      if isLink || (isInnermost(element) && folded(element.textContent).contains(needle)) {
        places.append(element.index)
      }
    }
    if !places.isEmpty { return places }
    // The example reaches over several elements: the smallest that contains it whole.
    let whole = document.select(anything).last {
      $0.end - $0.index <= maximumNodes && folded($0.textContent).contains(needle)
    }
    return whole.map { [$0.index] } ?? []
  }

  private static let anything = try! Selector("body *")
  private static let quotationMarks: [Character: Character] = [
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "„": "\"",
  ]
  /// The number of nodes in an element whose text a person sees as one.
  private static let maximumInnermostNodes = 6
  /// The number of nodes in an element that can be a teaser.
  private static let maximumNodes = 500

  private static func isInnermost(_ element: Node) -> Bool {
    element.end - element.index <= maximumInnermostNodes
  }

  /// Returns the text in lower case, with simple quotation marks and single spaces.
  private static func folded(_ text: String) -> String {
    let simple = String(text.map { quotationMarks[$0] ?? $0 })
    return simple.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Returns a selector for the elements that are like one of the ancestors of a node, if there are at least
  /// three of them with a link each.
  private static func repeated(around place: Int, in document: Document) -> ItemSelector? {
    var node: Node? = document[place]
    while let element = node, element.isElement, element.localName != "body" {
      defer { node = element.parent }
      guard let parent = element.parent else { break }
      let like = parent.children.filter {
        $0.localName == element.localName && $0.classes.first == element.classes.first
          && $0.first(link) != nil
      }
      guard like.count >= 3 else { continue }
      return ItemSelectorSearch(document, blocks: like.map(\.index)).find()
    }
    return nil
  }

  private static let link = try! Selector("a[href]")
}
