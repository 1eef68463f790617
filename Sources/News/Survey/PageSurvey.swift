import HTML

/// Statistics about every node of a page that make questions about subtrees cheap: counts are sums
/// over all nodes before a node, so that the count inside a node is the difference of two entries.
struct PageSurvey {
  let document: Document
  /// One entry for each node, and a last one that closes the sums.
  private(set) var nodes: [NodeStatistics] = []
  /// The links that may lead to articles, in page order.
  private(set) var links: [PageLink] = []
  /// The index of the best link inside each node, or -1.
  private(set) var bestLink: [Int32] = []
  /// The number of distinct addresses; their `address` numbers count from 0. `textCount` works
  /// likewise.
  private(set) var addressCount = 0
  private(set) var textCount = 0
  /// The number of links that are left out because of their length.
  private(set) var ignoredLinkCount = 0
  /// The number of distinct address patterns; `patternGroup` numbers count from 0.
  private(set) var patternGroupCount = 0

  /// The start of each group of similar links in `signatureGroupOrder`.
  private var signatureGroupStarts: [Int32] = []
  private var signatureGroupOrder: [Int32] = []

  init(_ document: Document, known: KnownLedes = KnownLedes([])) {
    self.document = document
    var walk = PageSurveyBuilder(document, known: known)
    walk.run()
    swap(&nodes, &walk.nodes)
    swap(&links, &walk.links)
    addressCount = walk.addresses.count
    textCount = walk.texts.count
    ignoredLinkCount = walk.ignoredLinkCount
    propagateZones()
    rateLinks()
    findSignatureGroups()
  }

  /// Returns the number of other links inside a node that have the same signatures as one of its
  /// links and lead to other addresses. A block with similar links holds several teasers.
  func similarLinks(of link: Int, in node: Int) -> Int {
    let range = links(in: node)
    guard range.count > 1 else { return 0 }
    let signatureGroup = Int(links[link].signatureGroup)
    let members = signatureGroupOrder[
      Int(signatureGroupStarts[signatureGroup])..<Int(signatureGroupStarts[signatureGroup + 1])]
    var at = members.startIndex
    var high = members.endIndex
    while at < high {
      let middle = (at + high) / 2
      if members[middle] < Int32(range.lowerBound) { at = middle + 1 } else { high = middle }
    }
    var count = 0
    while at < members.endIndex, members[at] < Int32(range.upperBound), count < 8 {
      let other = links[Int(members[at])]
      if other.address != links[link].address, other.pattern == links[link].pattern { count += 1 }
      at += 1
    }
    return count
  }

  private mutating func findSignatureGroups() {
    let keys = links.map { link in
      var hash: UInt64 = 0
      var node = Int(link.node)
      for _ in 0..<3 {
        hash = mixed(hash, UInt64(nodes[node].signature))
        node = Int(nodes[node].parent)
      }
      return hash
    }
    let grouping = Grouping(keys)
    signatureGroupOrder = grouping.order
    signatureGroupStarts = grouping.starts
    var patternGroups = IDTable(capacity: links.count)
    for (i, id) in grouping.ids.enumerated() {
      links[i].signatureGroup = id
      links[i].patternGroup = Int32(patternGroups.id(of: links[i].pattern).id)
    }
    patternGroupCount = patternGroups.count
  }

  /// Visible characters inside a node; `linkChars`, `dates` and so on work likewise.
  func chars(in node: Int) -> Int { Int(nodes[end(node)].chars - nodes[node].chars) }
  func linkChars(in node: Int) -> Int { Int(nodes[end(node)].linkChars - nodes[node].linkChars) }
  func dates(in node: Int) -> Int { Int(nodes[end(node)].dates - nodes[node].dates) }
  func images(in node: Int) -> Int { Int(nodes[end(node)].images - nodes[node].images) }
  func known(in node: Int) -> Int { Int(nodes[end(node)].known - nodes[node].known) }
  func goodLinks(in node: Int) -> Int { Int(nodes[end(node)].goodLinks - nodes[node].goodLinks) }

  private func end(_ node: Int) -> Int { Int(nodes[node].end) }

  /// Returns the range of links that begin inside a node.
  func links(in node: Int) -> Range<Int> {
    Int(nodes[node].links)..<Int(nodes[Int(nodes[node].end)].links)
  }

  /// Visible characters of the page.
  var totalChars: Int { Int(nodes[nodes.count - 1].chars) }

  /// Passes zones down the tree. A zone around most of the page is ignored, because the name of a
  /// wrapper can mislead ("with-sidebar").
  private mutating func propagateZones() {
    let maximumChars = Int32(totalChars / 2)
    for i in 1..<max(1, nodes.count - 1) {
      var zone = nodes[i].zone
      if !zone.isEmpty, !nodes[i].kind.isZone,
        nodes[Int(nodes[i].end)].chars - nodes[i].chars > maximumChars
      {
        zone.formIntersection(.main)
      }
      nodes[i].zone = zone.union(nodes[Int(nodes[i].parent)].zone)
    }
  }

  /// Marks texts that link to several addresses; they name none of them.
  private mutating func findLabels() {
    var first = [Int32](repeating: -1, count: textCount)
    var others = [Int32](repeating: 0, count: textCount)
    for link in links where link.chars > 0 {
      let text = Int(link.text)
      if first[text] < 0 {
        first[text] = link.address
      } else if first[text] != link.address {
        others[text] += 1
      }
    }
    for i in links.indices where others[Int(links[i].text)] >= 3 {
      links[i].traits.insert(.label)
    }
  }

  private mutating func rateLinks() {
    findLabels()
    bestLink = [Int32](repeating: -1, count: nodes.count)
    for i in links.indices {
      links[i].zone = nodes[Int(links[i].node)].zone
      links[i].rate()
      bestLink[Int(links[i].node)] = Int32(i)
    }
    var good: Int32 = 0
    var next = 0
    var last: Int32 = -1
    for i in nodes.indices {
      nodes[i].goodLinks = good
      while next < links.count, Int(links[next].node) == i {
        if links[next].isGood, links[next].address != last {
          good += 1
          last = links[next].address
        }
        next += 1
      }
    }
    for i in stride(from: nodes.count - 2, to: 0, by: -1) {
      let own = bestLink[i]
      guard own >= 0 else { continue }
      let parent = Int(nodes[i].parent)
      let other = bestLink[parent]
      // The traversal runs backwards, so that of equal links the earlier one wins.
      if other < 0 || links[Int(own)].rating >= links[Int(other)].rating {
        bestLink[parent] = own
      }
    }
  }
}

/// Statistics about one node.
struct NodeStatistics {
  var end: Int32 = 0
  var parent: Int32 = 0
  var kind: ElementKind = .other
  var zone: Zone = []
  /// Whether the element is named as a date.
  var isDate = false
  /// A hash of the tag and the classes that do not vary from item to item.
  var signature: UInt32 = 0
  /// A hash of the signatures from the root to this node.
  var path: UInt64 = 0
  // Visible characters before this node; those of wide scripts count twice. The following counts
  // are sums over all nodes before this one, too.
  var chars: Int32 = 0
  /// Characters inside links.
  var linkChars: Int32 = 0
  /// Places that look like a date.
  var dates: Int32 = 0
  var images: Int32 = 0
  var headings: Int32 = 0
  /// Characters in long runs of text outside links.
  var prose: Int32 = 0
  /// Texts that the source listed before.
  var known: Int32 = 0
  /// Links.
  var links: Int32 = 0
  /// Links that may be a teaser's, neighbours with one address counted once.
  var goodLinks: Int32 = 0
}

/// A link of the page.
struct PageLink {
  var node: Int32
  var end: Int32
  /// The number of the address among the distinct addresses of the page, as written.
  var address: Int32 = 0
  /// The number of the text among the distinct link texts of the page.
  var text: Int32 = 0
  /// Characters of the text, and of the image's alternative text.
  var chars: Int32 = 0
  var altChars: Int32 = 0
  /// A hash of the address without the parts that vary from article to article.
  var pattern: UInt64 = 0
  /// The folded text, if it has fewer than 40 characters.
  var folded = FoldedText()
  var traits: Traits = []
  var zone: Zone = []
  /// The likelihood that the link is a teaser's main link.
  var rating: Int32 = 0
  /// The number of the group of links with the same signatures.
  var signatureGroup: Int32 = 0
  /// The number of the address pattern.
  var patternGroup: Int32 = 0

  struct Traits: OptionSet {
    let rawValue: UInt16
    /// Inside a heading, or around one.
    static let heading = Traits(rawValue: 1)
    static let image = Traits(rawValue: 2)
    /// `rel=bookmark`.
    static let bookmark = Traits(rawValue: 4)
    /// Links to a tag, an author, a category or a login, by address or `rel`.
    static let section = Traits(rawValue: 8)
    /// The text is "read more", "comments", a number or a date.
    static let label = Traits(rawValue: 16)
    /// The address has a long number, many hyphens, a date or a document extension.
    static let articleAddress = Traits(rawValue: 32)
    /// Links to another host.
    static let foreign = Traits(rawValue: 64)
    /// The text has the form of a date.
    static let dated = Traits(rawValue: 128)
    /// Links to the page itself or the front page.
    static let home = Traits(rawValue: 256)
  }

  mutating func rate() {
    var points = min(chars, 120)
    if chars == 0 { points = min(altChars, 60) / 3 }
    if traits.contains(.heading) { points += 50 }
    if traits.contains(.bookmark) { points += 40 }
    if traits.contains(.articleAddress) { points += 15 }
    if traits.contains(.section) { points -= 80 }
    if traits.contains(.label) { points -= 60 }
    if traits.contains(.dated) { points -= 30 }
    if traits.contains(.home) { points -= 60 }
    rating = points
  }

  /// Whether the link may be a teaser's main link.
  var isGood: Bool {
    chars >= 10 && traits.isDisjoint(with: [.section, .label, .home, .dated])
  }
}
