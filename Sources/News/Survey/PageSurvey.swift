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

  /// - Parameter host: the host of the page's address.
  init(_ document: Document, host: String, known: KnownLedes = KnownLedes([])) {
    self.document = document
    var walk = PageSurveyBuilder(document, host: host, known: known)
    walk.run()
    swap(&nodes, &walk.nodes)
    swap(&links, &walk.links)
    addressCount = walk.addresses.count
    textCount = walk.texts.count
    ignoredLinkCount = walk.ignoredLinkCount
    propagateZones()
    findSignatureGroups()
    rateLinks()
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
      if other.address != links[link].address, other.pattern == links[link].pattern,
        other.traits.isDisjoint(with: [.label, .sharedText])
      {
        count += 1
      }
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
        zone.formIntersection([.main, .hidden])
      }
      nodes[i].zone = zone.union(nodes[Int(nodes[i].parent)].zone)
    }
  }

  /// Marks short texts that link to several addresses and are most of the texts of similar links;
  /// they name none of the addresses. Otherwise, or if they are longer, they are headlines that several
  /// articles have.
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
    var counts: [UInt64: Int32] = [:]
    for link in links where others[Int(link.text)] >= 3 {
      counts[UInt64(link.text) << 32 | UInt64(link.signatureGroup), default: 0] += 1
    }
    for (i, link) in links.enumerated()
    where link.chars < PageLink.minimumHeadlineChars && others[Int(link.text)] >= 3 {
      links[i].traits.insert(.sharedText)
      let group = Int(link.signatureGroup)
      let size = signatureGroupStarts[group + 1] - signatureGroupStarts[group]
      let count = counts[UInt64(link.text) << 32 | UInt64(link.signatureGroup)] ?? 0
      if count * 5 >= size * 3 { links[i].traits.insert(.repeated) }
    }
  }

  /// Marks links to an address that occurs in several places among similar links, such as the address
  /// of a video channel in each row.
  private mutating func findRecurringAddresses() {
    var places = IDTable(capacity: links.count)
    var counts: [Int32] = []
    let ids = links.map { link in
      let key = UInt64(link.address) << 32 | UInt64(link.signatureGroup)
      let (id, isNew) = places.id(of: key)
      if isNew { counts.append(1) } else { counts[id] += 1 }
      return id
    }
    for (i, id) in ids.enumerated() where counts[id] >= 3 { links[i].traits.insert(.recurring) }
  }

  private mutating func rateLinks() {
    findLabels()
    findRecurringAddresses()
    bestLink = [Int32](repeating: -1, count: nodes.count)
    for i in links.indices {
      links[i].zone = nodes[Int(links[i].node)].zone
      links[i].rate()
      bestLink[Int(links[i].node)] = Int32(i)
    }
    var good: Int32 = 0
    var next = 0
    var last: Int32 = -1
    nodes.withUnsafeMutableBufferPointer { nodes in
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
    }
    findBestLinks()
  }

  /// Passes the best links up the tree.
  private mutating func findBestLinks() {
    bestLink.withUnsafeMutableBufferPointer { best in
      for i in stride(from: nodes.count - 2, to: 0, by: -1) {
        let own = best[i]
        guard own >= 0 else { continue }
        let parent = Int(nodes[i].parent)
        let other = best[parent]
        // The traversal runs backwards, so that of equal links the earlier one wins.
        if other < 0 || links[Int(own)].rating >= links[Int(other)].rating {
          best[parent] = own
        }
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
