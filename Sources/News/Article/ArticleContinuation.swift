import HTML
import WebURL

/// Detection of the next page of an article that is split over several pages.
///
/// `rel=next` is not sufficient, because most blogs use it for the next article. The address must
/// equal the article's own apart from a page number, and the number must be the next one.
enum ArticleContinuation {
  /// Returns the address of the next page.
  ///
  /// - Parameters:
  ///   - pages: the addresses of the preceding pages, the first page first.
  ///   - page: the address of this page.
  static func find(
    in document: Document, pages: [WebURL], page: WebURL, base: WebURL
  ) -> WebURL? {
    let known = pages + [page]
    let own = NumberedAddress(ofFirst: known[0])
    let expected = own.number + known.count
    // A front page continues with other articles.
    guard known[0].path != "/" else { return nil }
    // The last path segment that the addresses of all pages share.
    let stem = own.stem.utf8.prefix { $0 != UInt8(ascii: "?") }
    let segment = stem.split(separator: UInt8(ascii: "/")).last
    let slug = (segment?.prefix { $0 != UInt8(ascii: ".") }.prefix(10)).map(Array.init) ?? []
    var examined = 0
    var next = 0
    while let index = document.firstElementIndex(
      from: next, before: document.nodeCount, where: { $0 == .a || $0 == .link })
    {
      next = index + 1
      let node = document[index]
      guard mayBeNextPage(node, slug),
        let sign = sign(node, expected)
      else { continue }
      examined += 1
      guard examined <= 300 else { return nil }
      guard let href = node[.href], !href.lowercased().contains("comment"),
        let address = base.resolving(href), address.host == page.host, !known.contains(address),
        !isApart(node)
      else { continue }
      let isNext = NumberedAddress.readings(of: address).contains { reading in
        guard reading.stem == own.stem else { return false }
        // Queries may count from 0, so that the second page is page=1.
        return reading.number == expected
          || reading.number == expected - 1 && reading.isQuery && sign != .bareRelation
      }
      if isNext { return address }
    }
    return nil
  }

  /// Whether a link may lead to a page of the same article; this quickly rejects most links.
  private static func mayBeNextPage(_ node: Node, _ slug: [UInt8]) -> Bool {
    node.withAttribute(.href) { href in
      guard let first = href.first, href.count <= 2000 else { return false }
      guard href.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return false }
      if first == UInt8(ascii: "?") { return true }
      if first != UInt8(ascii: "/"), !href.starts(with: "http".utf8) { return true }
      return href.containsBytes(slug)
    } ?? false
  }

  /// Whether a link stands among reader comments or in a list of other articles.
  private static func isApart(_ node: Node) -> Bool {
    var up = node.parent
    for _ in 0..<40 {
      guard let element = up, element.isElement else { return false }
      if !ElementRoles(of: element).isDisjoint(with: [.comments, .related]) { return true }
      up = element.parent
    }
    return false
  }

  private enum Sign { case bareRelation, shown }

  /// Returns the sign that a link leads to the next page: its relation, its number or its words.
  private static func sign(_ node: Node, _ expected: Int) -> Sign? {
    let isNext =
      node[.rel]?.lowercased().split(separator: " ").contains("next") ?? false
    if node.isElement(.link) { return isNext ? .bareRelation : nil }
    if isNext { return .shown }
    guard node.end - node.index <= 8 else { return nil }
    var text: [UInt8] = []
    node.appendText(to: &text)
    guard text.count <= 60 else { return nil }
    text.collapseSpaces()
    let folded = text.withUnsafeBufferPointer { FoldedText($0) }
    let isNumber =
      folded.finalDigits > 0 && folded.number == expected
      && (folded.isNumber || NextPageWords.page.contains(folded.beforeDigits.value))
    return isNumber || NextPageWords.next.contains(folded.hash.value)
      || NextPageWords.arrows.contains(text) ? .shown : nil
  }
}
