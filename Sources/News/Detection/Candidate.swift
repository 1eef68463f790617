/// A set of links that may be the teasers of the page, each with the block around it.
struct Candidate {
  /// The strategy that found the candidate.
  enum Strategy: String, CaseIterable {
    case path = "blocks with the same class path"
    case siblings = "similar siblings"
    case local = "blocks with the same class and parent"
    case linkPath = "links with the same class path"
    case linkLocal = "links with the same class and ancestors"
    case address = "links with the same address pattern"

    var number: UInt8 {
      switch self {
      case .path: 0
      case .siblings: 1
      case .local: 2
      case .linkPath: 3
      case .linkLocal: 4
      case .address: 5
      }
    }
  }

  var strategy: Strategy
  /// The indexes of the main links, in page order.
  var links: [Int32]
  /// The block of each link, as a node index.
  var blocks: [Int32]
  var features = Features()
  var score = 0.0

  /// A hash of the links and blocks in their order.
  var hash: UInt64 {
    var hash = UInt64(links.count)
    for k in links.indices {
      let pair = UInt64(UInt32(bitPattern: links[k])) << 32 | UInt64(UInt32(bitPattern: blocks[k]))
      hash = mixed(hash, pair)
    }
    return hash
  }

  /// Returns a hash of the set of addresses; strategies that find the same teasers have the same
  /// one.
  func fingerprint(_ survey: PageSurvey) -> UInt64 {
    var sum: UInt64 = 0
    survey.links.withUnsafeBufferPointer { all in
      for link in links { sum &+= mixed(0x51, UInt64(all[Int(link)].address)) }
    }
    return sum
  }
}

/// A search for candidates by several independent strategies.
struct CandidateSearch {
  let survey: PageSurvey

  /// The maximum number of members; pages do not list more.
  static let maximumMembers = 2_000
  /// The maximum number of candidates that are compared.
  static let maximumCandidates = 600

  func run() -> [Candidate] {
    let blocks = (1..<survey.nodes.count - 1).filter { isBlock($0) }.map(Int32.init)
    var found: [Candidate] = []
    for strategy in [Candidate.Strategy.path, .siblings, .local] {
      let keys = blocks.map { key(ofBlock: Int($0), strategy) }
      for group in Grouping(keys).groups(minimum: 2) {
        if let candidate = candidate(blocks: group, of: blocks, strategy) {
          found.append(candidate)
        }
      }
    }
    let links = survey.links.indices.filter { isUsable(survey.links[$0]) }.map(Int32.init)
    for strategy in [Candidate.Strategy.linkPath, .linkLocal, .address] {
      let keys = links.map { key(ofLink: survey.links[Int($0)], strategy) }
      for group in Grouping(keys).groups(minimum: 2) {
        if let candidate = candidate(links: group.map { links[Int($0)] }, strategy) {
          found.append(candidate)
        }
      }
    }
    if found.count > CandidateSearch.maximumCandidates {
      found.sort { $0.links.count > $1.links.count }
      found.removeLast(found.count - CandidateSearch.maximumCandidates)
    }
    return found
  }

  private func isBlock(_ i: Int) -> Bool {
    let statistics = survey.nodes[i]
    switch statistics.kind {
    case .anchor, .root, .invisible, .inline, .heading, .time, .image, .lineBreak: return false
    default: break
    }
    return survey.bestLink[i] >= 0 && statistics.signature != 0
  }

  private func isUsable(_ link: PageLink) -> Bool {
    (link.chars >= 4 || link.altChars >= 20)
      && link.traits.isDisjoint(with: [.label, .repeated, .home])
  }

  /// Whether a link can be the main link of a block. A label such as "PDF" is sufficient if the
  /// block around it has text or a date.
  private func isUsable(_ link: PageLink, in block: Int) -> Bool {
    if isUsable(link) { return true }
    if !link.traits.contains(.home), link.chars >= 4, survey.dates(in: block) > 0 {
      return true
    }
    let around = survey.chars(in: block) - survey.linkChars(in: block)
    return around >= 20 && !link.traits.contains(.home)
  }

  private func key(ofBlock i: Int, _ strategy: Candidate.Strategy) -> UInt64 {
    let statistics = survey.nodes[i]
    switch strategy {
    case .path: return statistics.path
    case .siblings: return UInt64(statistics.parent) << 8 | UInt64(statistics.kind.rawValue)
    default: return local(i, levels: 2)
    }
  }

  private func key(ofLink link: PageLink, _ strategy: Candidate.Strategy) -> UInt64 {
    switch strategy {
    case .linkPath: survey.nodes[Int(link.node)].path
    case .linkLocal: local(Int(link.node), levels: 3)
    default: mixed(link.pattern, UInt64(link.zone.intersection(.apart).rawValue))
    }
  }

  private func local(_ i: Int, levels: Int) -> UInt64 {
    var hash: UInt64 = 0
    var node = i
    for _ in 0..<levels {
      hash = mixed(hash, UInt64(survey.nodes[node].signature))
      node = Int(survey.nodes[node].parent)
    }
    return hash
  }

  /// Creates a candidate of a group of blocks, each with the best link inside.
  private func candidate(
    blocks group: ArraySlice<Int32>, of blocks: [Int32], _ strategy: Candidate.Strategy
  ) -> Candidate? {
    var found = Candidate(strategy: strategy, links: [], blocks: [])
    let capacity = min(group.count, CandidateSearch.maximumMembers)
    found.links.reserveCapacity(capacity)
    found.blocks.reserveCapacity(capacity)
    var last: Int32 = 0
    for position in group.prefix(capacity) {
      let block = blocks[Int(position)]
      // Blocks of one kind may be nested; the outer ones count.
      guard block >= last else { continue }
      last = survey.nodes[Int(block)].end
      let link = survey.bestLink[Int(block)]
      guard isUsable(survey.links[Int(link)], in: Int(block)) else { continue }
      found.links.append(link)
      found.blocks.append(block)
    }
    if strategy == .siblings { keepFirstRows(of: &found) }
    alignLinks(of: &found)
    return found.links.count >= 2 ? found : nil
  }

  /// Replaces links that are unlike those of most blocks, and whose text says nothing about the block,
  /// by the first link in the block that is like them: rows of documents have the same document.
  private func alignLinks(of found: inout Candidate) {
    // The majority vote (Boyer and Moore) finds the only value that can have six in ten.
    var kind: Int32 = -1
    var votes = 0
    for link in found.links {
      let other = survey.links[Int(link)].signatureGroup
      if votes == 0 { kind = other }
      votes += other == kind ? 1 : -1
    }
    guard votes > 0, votes < found.links.count else { return }
    let kinds = found.links.map { survey.links[Int($0)].signatureGroup }
    guard kinds.count(where: { $0 == kind }) * 10 >= kinds.count * 6 else { return }
    for k in kinds.indices
    where kinds[k] != kind
      && !survey.links[Int(found.links[k])].traits.isDisjoint(with: PageLink.unspecificText)
    {
      let link = survey.links(in: Int(found.blocks[k])).prefix(64).first {
        survey.links[$0].signatureGroup == kind && !survey.links[$0].traits.contains(.home)
      }
      if let link { found.links[k] = Int32(link) }
    }
  }

  /// Keeps one row of each record if rows of two or three kinds alternate: that with the best links.
  private func keepFirstRows(of found: inout Candidate) {
    let kinds = found.links.map { survey.links[Int($0)].signatureGroup }
    for period in 2...3 where kinds.count >= 3 * period {
      let phases = kinds.prefix(period)
      guard Set(phases).count == period,
        kinds.indices.allSatisfy({ kinds[$0] == kinds[$0 % period] })
      else { continue }
      func rating(_ phase: Int) -> Int {
        stride(from: phase, to: kinds.count, by: period)
          .reduce(0) { $0 + Int(survey.links[Int(found.links[$1])].rating) }
      }
      let best = (0..<period).max { rating($0) < rating($1) } ?? 0
      let kept = kinds.indices.filter { $0 % period == best }
      found.links = kept.map { found.links[$0] }
      found.blocks = kept.map { found.blocks[$0] }
      return
    }
  }

  /// Creates a candidate of links, each with the largest block that contains no other link of the
  /// set.
  private func candidate(links: [Int32], _ strategy: Candidate.Strategy) -> Candidate? {
    var found = Candidate(strategy: strategy, links: [], blocks: [])
    let members = links.prefix(CandidateSearch.maximumMembers)
    found.links.reserveCapacity(members.count)
    found.blocks.reserveCapacity(members.count)
    for (k, link) in members.enumerated() {
      let address = survey.links[Int(link)].address
      if let last = found.links.last, survey.links[Int(last)].address == address {
        // Image and headline of one teaser link to the same address; the better link represents
        // both.
        if survey.links[Int(link)].rating > survey.links[Int(last)].rating {
          found.links[found.links.count - 1] = link
        }
        continue
      }
      var after = k + 1
      while after < members.count, survey.links[Int(members[after])].address == address {
        after += 1
      }
      let upper = after < members.count ? survey.links[Int(members[after])].node : Int32.max
      let lower = found.links.last.map { survey.links[Int($0)].node } ?? -1
      found.links.append(link)
      found.blocks.append(block(around: survey.links[Int(link)].node, from: lower, to: upper))
    }
    guard found.links.count >= 2 else { return nil }
    return found
  }

  /// Returns the largest node around `node` that neither begins before `lower` nor ends after
  /// `upper`.
  func block(around node: Int32, from lower: Int32, to upper: Int32) -> Int32 {
    var block = node
    while true {
      let parent = survey.nodes[Int(block)].parent
      guard parent > lower, survey.nodes[Int(parent)].end <= upper,
        survey.nodes[Int(parent)].kind != .root, parent > 0
      else { return block }
      block = parent
    }
  }
}
