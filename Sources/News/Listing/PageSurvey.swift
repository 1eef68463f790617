import HTML

/// What a walk over the page tells of every node, in a form that makes questions about a subtree
/// cheap: counts are sums over all nodes before a node, so that what lies inside one is the
/// difference of two entries.
struct PageSurvey {
  let document: Document
  /// One entry a node, and one more that closes the sums.
  private(set) var nodes: [NodeFacts] = []
  /// Every link that may lead to an article, in page order.
  private(set) var links: [PageLink] = []
  /// For each node the best link inside it, or -1.
  private(set) var bestLink: [Int32] = []
  /// How many different addresses, and different texts, the links have: their `address` and `text`
  /// count from 0.
  private(set) var addressCount = 0
  private(set) var textCount = 0
  /// How many different patterns their addresses have: `family` counts from 0.
  private(set) var familyCount = 0

  /// Links by the signatures of themselves and the elements around them: places in `kinOrder`.
  private var kinStart: [Int32] = []
  private var kinOrder: [Int32] = []

  init(_ document: Document, known: KnownLedes = KnownLedes([])) {
    self.document = document
    var walk = SurveyWalk(document, known: known)
    walk.run()
    swap(&nodes, &walk.nodes)
    swap(&links, &walk.links)
    addressCount = walk.addresses.count
    textCount = walk.texts.count
    spreadZones()
    rateLinks()
    findKin()
  }

  /// How many other links inside a node are made like one of its links, to other addresses: a block
  /// with twins of its main link holds several teasers.
  func twins(of link: Int, in node: Int) -> Int {
    let range = links(in: node)
    guard range.count > 1 else { return 0 }
    let kin = Int(links[link].kin)
    let members = kinOrder[Int(kinStart[kin])..<Int(kinStart[kin + 1])]
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

  private mutating func findKin() {
    let keys = links.map { link in
      var hash: UInt64 = 0
      var node = Int(link.node)
      for _ in 0..<3 {
        hash = mix(hash, UInt64(nodes[node].signature))
        node = Int(nodes[node].parent)
      }
      return hash
    }
    let grouping = Grouping(keys)
    kinOrder = grouping.order
    kinStart = grouping.starts
    var families = IDTable(capacity: links.count)
    for (i, id) in grouping.ids.enumerated() {
      links[i].kin = id
      links[i].family = Int32(families.id(of: links[i].pattern).id)
    }
    familyCount = families.count
  }

  /// Visible characters inside a node; `linkChars`, `dates`, and so on likewise.
  func chars(in node: Int) -> Int { Int(nodes[end(node)].chars - nodes[node].chars) }
  func linkChars(in node: Int) -> Int { Int(nodes[end(node)].linkChars - nodes[node].linkChars) }
  func dates(in node: Int) -> Int { Int(nodes[end(node)].dates - nodes[node].dates) }
  func images(in node: Int) -> Int { Int(nodes[end(node)].images - nodes[node].images) }
  func known(in node: Int) -> Int { Int(nodes[end(node)].known - nodes[node].known) }
  func goodLinks(in node: Int) -> Int { Int(nodes[end(node)].goodLinks - nodes[node].goodLinks) }

  private func end(_ node: Int) -> Int { Int(nodes[node].end) }

  /// The links that begin inside a node.
  func links(in node: Int) -> Range<Int> {
    Int(nodes[node].links)..<Int(nodes[Int(nodes[node].end)].links)
  }

  /// Characters on the whole page.
  var totalChars: Int { Int(nodes[nodes.count - 1].chars) }

  /// Hands zones down the tree. One that would take in most of the page is a wrapper whose name
  /// misleads ("with-sidebar"), and counts for nothing.
  private mutating func spreadZones() {
    let most = Int32(totalChars / 2)
    for i in 1..<max(1, nodes.count - 1) {
      var zone = nodes[i].zone
      if !zone.isEmpty, !nodes[i].tag.isZone,
        nodes[Int(nodes[i].end)].chars - nodes[i].chars > most
      {
        zone.formIntersection(.main)
      }
      nodes[i].zone = zone.union(nodes[Int(nodes[i].parent)].zone)
    }
  }

  /// A text that stands on several addresses names none of them.
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
      let mine = bestLink[i]
      guard mine >= 0 else { continue }
      let parent = Int(nodes[i].parent)
      let other = bestLink[parent]
      // The walk goes backwards: of equals the earlier link wins.
      if other < 0 || links[Int(mine)].rating >= links[Int(other)].rating {
        bestLink[parent] = mine
      }
    }
  }
}

/// What is known of one node.
struct NodeFacts {
  var end: Int32 = 0
  var parent: Int32 = 0
  var tag: Tag = .other
  var zone: Zone = []
  /// An element that is a date by name.
  var isDate = false
  /// Tag and the classes that do not change from item to item.
  var signature: UInt32 = 0
  /// The signatures from the root down to here.
  var path: UInt64 = 0
  // Sums over all nodes before this one:
  /// Visible characters, one of a wide script counting as two.
  var chars: Int32 = 0
  /// Those inside links.
  var linkChars: Int32 = 0
  /// Places that look like a date.
  var dates: Int32 = 0
  var images: Int32 = 0
  var headings: Int32 = 0
  /// Those in long runs of text outside links.
  var prose: Int32 = 0
  /// Texts seen before on this source.
  var known: Int32 = 0
  /// Links.
  var links: Int32 = 0
  /// Links that may well be a teaser's, neighbours with one address counted once.
  var goodLinks: Int32 = 0
}

/// A link of the page.
struct PageLink {
  var node: Int32
  var end: Int32
  /// Which of the page's different addresses, as written.
  var address: Int32 = 0
  /// Which of the page's different link texts.
  var text: Int32 = 0
  /// Characters of its text, and of its image's alternative text.
  var chars: Int32 = 0
  var altChars: Int32 = 0
  /// The address with what varies from article to article taken out.
  var pattern: UInt64 = 0
  /// The text, where it has fewer than 40 characters.
  var folded = FoldedText()
  var traits: Traits = []
  var zone: Zone = []
  /// How likely the link is to be a teaser's own.
  var rating: Int32 = 0
  /// Which of the page's kinds of link, by its own and its surroundings' classes.
  var kin: Int32 = 0
  /// Which of the page's address patterns.
  var family: Int32 = 0

  struct Traits: OptionSet {
    let rawValue: UInt16
    /// Inside a heading or around one.
    static let heading = Traits(rawValue: 1)
    static let image = Traits(rawValue: 2)
    /// `rel=bookmark`.
    static let bookmark = Traits(rawValue: 4)
    /// To a tag, an author, a category, a login; or `rel` says so.
    static let section = Traits(rawValue: 8)
    /// The text is "read more", "comments", a number, a date.
    static let label = Traits(rawValue: 16)
    /// The address has a long number, many hyphens, a date or a document's suffix.
    static let articleAddress = Traits(rawValue: 32)
    /// To another host.
    static let foreign = Traits(rawValue: 64)
    /// The text has the form of a date.
    static let dated = Traits(rawValue: 128)
    /// To the page itself or the front page.
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

  /// May well be a teaser's own.
  var isGood: Bool {
    chars >= 10 && traits.isDisjoint(with: [.section, .label, .home, .dated])
  }
}
