import HTML

/// The wrappers of the main text: elements that look alike because they form one column of text.
extension BodyFinder {
  /// Returns the innermost element, from an element outwards, that is neither a line nor a list.
  static func wrapper(of element: Int, in tree: BlockTree) -> Int {
    var index = element
    while tree.elements[index].parent >= 0, lineNames.contains(tree.elements[index].name) {
      index = tree.elements[index].parent
    }
    return index
  }

  private static let lineNames: NameSet = [
    .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .ul, .ol, .dl, .dd, .dt, .blockquote, .pre, .td, .th,
    .tr, .tbody, .thead, .tfoot, .table, .span, .b, .strong, .em, .i, .a, .font, .center,
  ]

  /// Returns a hash of the name and the classes of an element.
  func signature(_ element: Int) -> UInt64 {
    let node = tree.document[tree.elements[element].node]
    var hash = TextHash.adding(
      UInt8(truncatingIfNeeded: node.name.number), to: TextHash.offsetBasis)
    node.withAttribute(.class) { value in
      for byte in value.prefix(200) { hash = TextHash.adding(byte, to: hash) }
    }
    return hash
  }

  func bareSignature(_ name: Name) -> UInt64 {
    TextHash.adding(UInt8(truncatingIfNeeded: name.number), to: TextHash.offsetBasis)
  }

  /// Trusts wrappers with a fifth of the prose, unless they are teasers, and finds the main column.
  mutating func findTrustedWrappers(_ metadata: PageMetadata) {
    amounts = [:]
    total = 0
    for i in tree.elements[container].blocks where boilerplate[i] == nil && prose[i] > 0 {
      amounts[signature(wrappers[i]), default: 0] += prose[i]
      total += prose[i]
    }
    let teasers = teaserSignatures(Self.statedHost(metadata))
    trusted = Set(amounts.filter { $0.value * 5 >= total && !teasers.contains($0.key) }.keys)
    self.teasers = teasers
    if trusted.isEmpty {
      trusted = Set(amounts.filter { !teasers.contains($0.key) }.keys)
    }
    if amounts.isEmpty, isList(tree.elements[container].blocks) {
      trusted = Set(tree.elements[container].blocks.map { signature(wrappers[$0]) })
      mainColumn = tree.elements[container].blocks
      return
    }
    widenToSimilar()
    findMainColumn()
  }

  /// Returns the signatures of wrappers that repeatedly hold one short text below a linked heading:
  /// teasers.
  private func teaserSignatures(_ site: Substring?) -> Set<UInt64> {
    var counts: [UInt64: (wrappers: Int, linked: Int, blocks: Int)] = [:]
    var lastWrapper = -1
    let blocks = tree.elements[container].blocks
    for i in blocks where boilerplate[i] == nil && prose[i] > 0 {
      counts[signature(wrappers[i]), default: (0, 0, 0)].blocks += 1
      if wrappers[i] == lastWrapper { continue }
      lastWrapper = wrappers[i]
      var linked = false
      for before in max(blocks.lowerBound, i - 3)..<i where prose[before] == 0 {
        let block = tree.blocks[before]
        if block.length >= 15, block.linkLength * 10 >= block.length * 8,
          !leadsAway(before, from: site)
        {
          linked = true
        }
      }
      let signature = signature(wrappers[i])
      counts[signature]!.wrappers += 1
      if linked { counts[signature]!.linked += 1 }
    }
    return Set(
      counts.filter {
        $0.value.wrappers >= 4 && $0.value.linked * 10 >= $0.value.wrappers * 7
          && $0.value.blocks * 2 <= $0.value.wrappers * 3
      }.keys)
  }

  /// Whether blocks without sentences are the text of a list, such as a calendar.
  private func isList(_ blocks: Range<Int>) -> Bool {
    let plain = blocks.filter { boilerplate[$0] == nil && tree.blocks[$0].links == 0 }
    return plain.count >= 4 && plain.reduce(0) { $0 + tree.blocks[$1].length } >= 300
  }

  /// Whether the link of a block leads to another site, as that of a reviewed product does. The links of a
  /// page without a stated address are taken for relative ones.
  private func leadsAway(_ i: Int, from site: Substring?) -> Bool {
    var node = tree.document[tree.blocks[i].nodes.lowerBound].parent
    for _ in 0..<5 {
      guard let element = node, element.isElement else { return false }
      if element.name == .a {
        guard let address = element[.href], let host = Self.host(of: address) else { return false }
        return host != site
      }
      node = element.parent
    }
    return false
  }

  /// Returns the host of the address that the page states as its own.
  static func statedHost(_ metadata: PageMetadata) -> Substring? {
    (metadata.canonical ?? metadata.first("og:url")).flatMap(host)
  }

  /// Returns the host of an address with a scheme.
  static func host(of address: String) -> Substring? {
    guard address.hasPrefix("http") else { return nil }
    let parts = address.prefix(300).split(
      separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count > 2 && parts[1].isEmpty ? parts[2] : nil
  }

  /// Finds the smallest element that holds at least 95 % of the trusted prose.
  private mutating func findMainColumn() {
    let range = tree.elements[container].blocks
    var sums = [0]
    for i in range {
      sums.append(sums[sums.count - 1] + (boilerplate[i] == nil && isTrusted(i) ? prose[i] : 0))
    }
    let total = sums[sums.count - 1]
    mainColumn = range
    for index in container..<tree.elements[container].endElement {
      let blocks = tree.elements[index].blocks
      guard !blocks.isEmpty else { continue }
      let inside =
        sums[blocks.upperBound - range.lowerBound] - sums[blocks.lowerBound - range.lowerBound]
      if inside * 20 >= total * 19 { mainColumn = blocks }
    }
  }

  func isTeaser(_ i: Int) -> Bool { teasers.contains(signature(wrappers[i])) }
  func isTrusted(_ i: Int) -> Bool { trusted.contains(signature(wrappers[i])) }
  func isTrusted(wrapper element: Int) -> Bool { trusted.contains(signature(element)) }
  func wrapper(of element: Int) -> Int { Self.wrapper(of: element, in: tree) }
}
