import HTML
import WebURL

/// A finder of the address that continues a listing.
struct NextPageFinder {
  let survey: PageSurvey
  let page: WebURL
  let base: WebURL
  /// The index of the node at which the last teaser ends.
  let listEnd: Int
  /// The teasers of the page, none of which is the next page.
  let teasers: [Teaser]
  private let host: String
  private let numbers: AddressNumbers

  /// The weights of the signs, summed over all links to an address.
  private enum Weight {
    static let relation = 10
    static let headRelation = 40
    static let word = 8
    static let more = 6
    static let name = 6
    static let className = 3
    static let arrow = 3
    static let minimum = 6
    /// The penalty of an address with a lower number than the page's own.
    static let lowerNumber = 1
  }

  init(survey: PageSurvey, page: WebURL, base: WebURL, listEnd: Int, teasers: [Teaser]) {
    self.survey = survey
    self.page = page
    self.base = base
    self.listEnd = listEnd
    self.teasers = teasers
    host = page.host.withoutWWW
    numbers = AddressNumbers(page)
  }

  /// The weight of the number after the current page's.
  static let numberWeight = 7
  /// The maximum number of links that are examined.
  private static let maximumLinks = 5_000

  struct Found {
    var address: WebURL
    fileprivate var points = 0
    /// Whether a visible link leads to the address, not only an element of the head.
    fileprivate(set) var isShown = false
  }

  func find() -> Found? {
    var votes: [String: Found] = [:]
    func vote(_ address: WebURL?, _ points: Int) {
      guard let address, points >= Weight.relation || isSameSite(address), address != page
      else { return }
      votes[address.string, default: Found(address: address)].points += points
    }
    voteByHead(vote)
    let headAddresses = Set(votes.keys)
    var numbers: [NumberedLink] = []
    for link in survey.links.prefix(NextPageFinder.maximumLinks) where link.chars <= 40 {
      // A closure would copy the finder for each link.
      if let (address, points) = voteOfWords(link) { vote(address, points) }
      if let number = pageNumber(of: link) { numbers.append(number) }
    }
    voteByNumbers(numbers, vote)
    let best = votes.values
      .filter { found in
        found.points >= Weight.minimum && !teasers.contains { $0.link == found.address }
      }
      .max { ($0.points, $1.address.string) < ($1.points, $0.address.string) }
    guard let best else { return findUnlinked().map { Found(address: $0, isShown: true) } }
    var found = best
    found.isShown =
      !headAddresses.contains(best.address.string) || best.points > Weight.headRelation
    return found
  }

  // MARK: - Explicit relations and labels

  private func voteByHead(_ vote: (WebURL?, Int) -> Void) {
    for node in survey.document.links {
      guard node.withAttribute(.rel, { $0.containsLetters(of: "next") }) == true,
        let rel = node[.rel]?.lowercased(), rel.split(separator: " ").contains("next"),
        let href = node[.href], let address = base.resolving(href), continues(address)
      else { continue }
      vote(address, Weight.headRelation)
    }
  }

  /// Returns the address of a link, and its points by its words and names.
  private func voteOfWords(_ link: PageLink) -> (address: WebURL?, points: Int)? {
    let node = survey.document[Int(link.node)]
    var points = 0
    if node.withAttribute(.rel, { $0.containsLetters(of: "next") }) == true,
      let rel = node[.rel]?.lowercased(), rel.split(separator: " ").contains("next")
    {
      points += Weight.relation
    }
    let words = link.folded
    if words.count > 0, NextPageWords.next.contains(words.hash.value) {
      points += Weight.word
    } else if words.count <= 3, isNamedNext(node) {
      points += Weight.name
    }
    let isPaging = link.zone.contains(.paging)
    if points == 0, words.count <= 3, hasNextClass(node) {
      points += isPaging || words.count == 0 ? Weight.name : Weight.className
    }
    let isArrow = words.count == 0 && (1...3).contains(link.chars) && isArrow(node)
    if isArrow { points += Weight.arrow }
    guard points > 0 || NextPageWords.more.contains(words.hash.value) else { return nil }
    let address = resolve(link)
    if points == 0 {
      guard Int(link.node) >= listEnd, let address, continues(address) else { return nil }
      points = Weight.more
    }
    if points < Weight.minimum, let address, continues(address),
      isPaging || isArrow && Int(link.node) >= listEnd && extendsPage(address)
    {
      points += Weight.arrow
    }
    // Of "previous entries" and "next entries", the one with the higher number continues the list.
    if let address, numbers.isLower(AddressNumbers(address)) { points -= Weight.lowerNumber }
    return (address, points)
  }

  /// Whether a link without text, or its image, is named "next".
  private func isNamedNext(_ node: Node) -> Bool {
    func isNext(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
      value.count <= 80 && NextPageWords.next.contains(FoldedText(value).hash.value)
    }
    if node.withAttribute(.ariaLabel, isNext) ?? false { return true }
    if node.withAttribute(.title, isNext) ?? false { return true }
    for i in node.index + 1..<max(node.index + 1, min(node.end, node.index + 8))
    where survey.nodes[i].kind == .image {
      if survey.document[i].withAttribute(.alt, isNext) ?? false { return true }
    }
    return false
  }

  private func isArrow(_ node: Node) -> Bool {
    var text: [UInt8] = []
    node.appendText(to: &text)
    text.collapseSpaces()
    return NextPageWords.arrows.contains(text)
  }

  private func hasNextClass(_ node: Node) -> Bool {
    func isNext(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
      var at = 0
      while at < min(value.count, 200) {
        if value[at] <= 0x20 { at += 1 } else if ClassName(value, at: &at).isNext { return true }
      }
      return false
    }
    return node.withAttribute(.class, isNext) ?? false
      || node.parent?.withAttribute(.class, isNext) ?? false
  }

  // MARK: - Addresses

  func resolve(_ link: PageLink) -> WebURL? {
    let base = base
    return survey.document[Int(link.node)].withAttribute(.href) { base.resolving(utf8: $0) } ?? nil
  }

  /// Whether the address can be a later page of this listing: it is on the same site and has a
  /// number. If only the number differs from this page's, it must be higher.
  func continues(_ address: WebURL) -> Bool {
    guard isSameSite(address) else { return false }
    let others = AddressNumbers(address)
    return !others.values.isEmpty && (others.shape != numbers.shape || others.isHigher(numbers))
  }

  /// Whether the path of the address begins with that of the page.
  private func extendsPage(_ address: WebURL) -> Bool {
    let path = page.path.utf8
    return address.path.utf8.starts(with: path.last == 0x2F ? path.dropLast() : path[...])
  }

  /// Whether the address has the page's host, a host below it or above it, or one beside it.
  private func isSameSite(_ address: WebURL) -> Bool {
    let other = address.host.withoutWWW
    if other == host { return true }
    if other.hasSuffix("." + host) || host.hasSuffix("." + other) { return true }
    // "co.uk" and "com.br" are no names of sites.
    let (own, others) = (host.split(separator: "."), other.split(separator: "."))
    return own.count > 2 && others.count > 2 && own.suffix(2) == others.suffix(2)
      && own[own.count - 2].count > 3
  }
}

extension String {
  fileprivate var withoutWWW: String { hasPrefix("www.") ? String(dropFirst(4)) : self }
}
