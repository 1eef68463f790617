import HTML
import WebURL

/// Finds the page that continues an article which goes over several.
///
/// `rel=next` alone says little: most blogs lead to their next story by it. The page must have the
/// article's own address but for a page number, and the number must be the next one.
enum Continuation {
  /// - Parameters:
  ///   - pages: the addresses of the pages read before this one, the first page first.
  ///   - page: this page's own address.
  static func find(
    in document: Document, pages: [WebURL], page: WebURL, base: WebURL
  ) -> WebURL? {
    let known = pages + [page]
    let own = NumberedAddress(ofFirst: known[0])
    let wanted = own.number + known.count
    // A front page goes on with other stories.
    guard known[0].path != "/" else { return nil }
    // What the addresses of all its pages have in common at the end of their paths.
    let stem = own.stem.prefix { $0 != "?" }.split(separator: "/").last ?? ""
    let slug = Array(stem.prefix { $0 != "." }.utf8.prefix(10))
    var looked = 0
    for index in 0..<document.nodeCount {
      let node = document[index]
      guard node.name == .a || node.name == .link, mayLeadOn(node, slug),
        let sign = sign(node, wanted)
      else { continue }
      looked += 1
      guard looked <= 300 else { return nil }
      guard let href = node[.href], !href.lowercased().contains("comment"),
        let address = base.resolving(href), address.host == page.host, !known.contains(address),
        !isApart(node)
      else { continue }
      let isNext = NumberedAddress.readings(of: address).contains { reading in
        guard reading.stem == own.stem else { return false }
        // Queries may count from 0: the second page is page=1.
        return reading.number == wanted
          || reading.number == wanted - 1 && reading.isQuery && sign != .bareRelation
      }
      if isNext { return address }
    }
    return nil
  }

  /// Whether a link may lead to a page of the same address; most do not, and are passed over here.
  private static func mayLeadOn(_ node: Node, _ slug: [UInt8]) -> Bool {
    node.withAttribute(.href) { href in
      guard let first = href.first, href.count <= 2000 else { return false }
      guard href.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return false }
      if first == UInt8(ascii: "?") { return true }
      if first != UInt8(ascii: "/"), !href.starts(with: "http".utf8) { return true }
      guard href.count >= slug.count, let head = slug.first else { return false }
      return (0...(href.count - slug.count)).contains { start in
        href[start] == head && href[start..<(start + slug.count)].elementsEqual(slug)
      }
    } ?? false
  }

  /// Whether a link stands among readers' comments or in a list of other stories.
  private static func isApart(_ node: Node) -> Bool {
    var up = node.parent
    for _ in 0..<40 {
      guard let element = up, element.isElement else { return false }
      if !Hints(of: element).isDisjoint(with: [.comments, .related]) { return true }
      up = element.parent
    }
    return false
  }

  private enum Sign { case bareRelation, shown }

  /// What says of a link that it leads to the next page: its relation, its number, its words.
  private static func sign(_ node: Node, _ wanted: Int) -> Sign? {
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
      folded.finalDigits > 0 && folded.number == wanted
      && (folded.isNumber || NextPageWords.page.contains(folded.beforeDigits.value))
    return isNumber || NextPageWords.next.contains(folded.hash.value)
      || NextPageWords.arrows.contains(text) ? .shown : nil
  }
}

/// An address as one of several numbered pages: what they have in common, and the number.
struct NumberedAddress {
  /// Origin, path and query without the page number.
  var stem: String
  var number: Int
  var isQuery = false

  /// The first page's address may have a number too, where a word says that it is one.
  init(ofFirst address: WebURL) {
    let worded = Self.readings(of: address, bareNumbers: false).first
    self = worded ?? NumberedAddress(stem: Self.bare(address.string), number: 1)
    // Where queries count from 0, so does the first page.
    if number < 1 { number = 1 }
  }

  private init(stem: String, number: Int, isQuery: Bool = false) {
    self.stem = stem
    self.number = number
    self.isQuery = isQuery
  }

  /// Words for a page in addresses, alone or before a number.
  private static let words: Set<String> = [
    "page", "pages", "p", "pg", "pag", "pagina", "página", "paged", "pageno", "page_no", "pagenum",
    "page_num", "pagenumber", "part", "seite", "sayfa", "side", "sida", "sivu", "strana", "strona",
    "stranica", "teil", "artikelseite", "currentpage", "halaman", "trang",
  ]

  /// The ways an address can be read as a numbered page.
  /// - Parameter bareNumbers: whether a number without a word may be a page's.
  static func readings(of address: WebURL, bareNumbers: Bool = true) -> [NumberedAddress] {
    let path = address.path
    let query = address.query.map { "?" + $0 } ?? ""
    func made(_ path: some StringProtocol, _ number: Int) -> NumberedAddress {
      NumberedAddress(stem: bare(address.origin + path + query), number: number)
    }
    var found: [NumberedAddress] = []
    let parameters = (address.query ?? "").split(separator: "&", omittingEmptySubsequences: false)
    for (place, parameter) in parameters.enumerated().prefix(30) {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, let number = pageNumber(pair[1], least: 0),
        words.contains(pair[0].lowercased())
      else { continue }
      var others = parameters
      others.remove(at: place)
      let rest = others.isEmpty ? "" : "?" + others.joined(separator: "&")
      found.append(
        NumberedAddress(
          stem: bare(address.origin + path + rest), number: number, isQuery: true))
    }
    let trimmed = path.hasSuffix("/") ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return found }
    let last = trimmed[trimmed.index(after: slash)...]
    let above = trimmed[..<slash]
    if let number = pageNumber(last, least: 1) {
      // /article/page/2, /article/2
      if let upper = above.lastIndex(of: "/"),
        words.contains(above[above.index(after: upper)...].lowercased())
      {
        found.append(made(above[..<upper], number))
      } else if bareNumbers {
        found.append(made(above, number))
      }
      return found
    }
    // /article-2.html, /article,2.html, /article-page-2, /article/seite-2
    let dot = last.lastIndex(of: ".")
    let name = dot.map { last[..<$0] } ?? last
    let ending = dot.map { last[$0...] } ?? ""
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, let number = pageNumber(name.suffix(digits), least: 1) else { return found }
    var head = name.dropLast(digits)
    let hasMark = head.last.map { "-_,.~".contains($0) } ?? false
    if hasMark { head = head.dropLast() }
    let word = head.reversed().prefix { $0.isLetter }.reversed()
    if words.contains(String(word).lowercased()) {
      var stem = head.dropLast(word.count)
      if stem.isEmpty {
        found.append(made(above, number))
      } else if let mark = stem.last, "-_,.~".contains(mark) {
        stem = stem.dropLast()
        found.append(made(above + "/" + stem + ending, number))
      }
    } else if hasMark, bareNumbers, !head.isEmpty {
      found.append(made(above + "/" + head + ending, number))
    }
    return found
  }

  private static func pageNumber(_ text: some StringProtocol, least: Int) -> Int? {
    guard (1...2).contains(text.utf8.count), let number = Int(text), number >= least else {
      return nil
    }
    return number
  }

  /// A slash at the end and the scheme make no other page.
  private static func bare(_ address: String) -> String {
    let rest = address.hasPrefix("http://") ? address.dropFirst(7) : address.dropFirst(8)
    return rest.hasSuffix("/") ? String(rest.dropLast()) : String(rest)
  }
}
