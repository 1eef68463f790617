/// The chosen main links, each once and in page order, with their blocks.
struct TeaserGroup {
  struct Member {
    /// The index of the main link.
    var link: Int32
    /// The nodes of the block.
    var range: Range<Int>
  }

  var members: [Member]
  let survey: PageSurvey

  /// Creates a group of members that are final.
  init(members: [Member], survey: PageSurvey) {
    self.members = members
    self.survey = survey
  }

  /// Creates a group of a single teaser.
  init(_ member: Member, survey: PageSurvey) {
    self.survey = survey
    members = [member]
  }

  init(_ candidate: Candidate, survey: PageSurvey) {
    self.init(links: candidate.links, survey: survey)
  }

  init(links: [Int32], survey: PageSurvey) {
    self.survey = survey
    members = []
    var seen: Set<Int32> = []
    for link in links.sorted()
    where members.count < CandidateSearch.maximumMembers
      && seen.insert(survey.links[Int(link)].address).inserted
    {
      let node = Int(survey.links[Int(link)].node)
      members.append(Member(link: link, range: node..<Int(survey.nodes[node].end)))
    }
    grow { _, _ in true }
    // A block that is much larger than the others and of another kind contains a list of its own.
    let sizes = members.map { chars(in: $0.range) }.sorted()
    let limit = (sizes.isEmpty ? 0 : sizes[sizes.count / 2]) * 5 / 2 + 200
    let kinds = members.reduce(into: [UInt32: Int]()) { counts, member in
      counts[survey.nodes[member.range.lowerBound].signature, default: 0] += 1
    }
    let frequentValues = Set(kinds.filter { $0.value > 1 && $0.value * 3 >= members.count }.keys)
    grow { kind, chars in chars <= limit || frequentValues.contains(kind) }
    absorbSiblings()
    removeHiddenLists()
    removeUndatedEdges()
    removeOutliers()
  }

  /// Returns the group extended to all links of the page with the same address patterns, because a
  /// front page has several lists of news. Each address keeps the link with the best text.
  func expanded() -> TeaserGroup {
    let patterns = frequentValues(members.map { survey.links[Int($0.link)].pattern })
    let shapes = frequentValues(members.compactMap { shape(of: survey.links[Int($0.link)]) })
    var best: [Int32: Int32] = [:]
    for (i, link) in survey.links.enumerated()
    where best.count < CandidateSearch.maximumMembers && link.isGood
      && link.zone.isDisjoint(with: [.navigation, .footer, .comments, .overlay])
      && (patterns.contains(link.pattern) || shape(of: link).map(shapes.contains) == true)
    {
      if let other = best[link.address], survey.links[Int(other)].rating >= link.rating { continue }
      best[link.address] = Int32(i)
    }
    for member in members { best[survey.links[Int(member.link)].address] = member.link }
    return TeaserGroup(links: Array(best.values), survey: survey)
  }

  /// Returns the values that at least one in five members has.
  private func frequentValues(_ values: [UInt64]) -> Set<UInt64> {
    let counts = values.reduce(into: [UInt64: Int]()) { $0[$1, default: 0] += 1 }
    return Set(counts.filter { $0.value * 5 >= members.count }.keys)
  }

  /// Returns the pattern of an article's address without the section:
  /// `/2026/03/14/sport/title.html`.
  private func shape(of link: PageLink) -> UInt64? {
    guard link.traits.contains(.articleAddress) else { return nil }
    return survey.document[Int(link.node)].withAttribute(.href) { LinkReference.shape(of: $0) }
  }

  /// Whether the additional teasers are news like those of the main group. If nearly all of the
  /// main group are dated, undated lists are permanent offers.
  func continues(_ main: TeaserGroup) -> Bool {
    func dated(_ members: [Member]) -> Int {
      members.count { member in
        survey.nodes[member.range.upperBound].dates > survey.nodes[member.range.lowerBound].dates
      }
    }
    guard dated(main.members) * 5 >= main.members.count * 4 else { return true }
    let known = Set(main.members.map(\.link))
    let added = members.filter { !known.contains($0.link) }
    return dated(added) * 3 >= added.count
  }

  private func chars(in range: Range<Int>) -> Int {
    Int(survey.nodes[range.upperBound].chars - survey.nodes[range.lowerBound].chars)
  }

  /// Grows each block to the largest element that contains no other member and satisfies a
  /// condition on signature and characters.
  private mutating func grow(_ isAllowed: (_ kind: UInt32, _ chars: Int) -> Bool) {
    for k in members.indices {
      let link = survey.links[Int(members[k].link)]
      let lower = k > 0 ? survey.links[Int(members[k - 1].link)].node : -1
      let upper = k + 1 < members.count ? survey.links[Int(members[k + 1].link)].node : Int32.max
      var block = link.node
      var at = block
      while true {
        let parent = survey.nodes[Int(at)].parent
        guard parent > lower, parent > 0, survey.nodes[Int(parent)].end <= upper,
          survey.nodes[Int(parent)].kind != .root
        else { break }
        at = parent
        if isAllowed(survey.nodes[Int(at)].signature, survey.chars(in: Int(at))) {
          block = at
        }
      }
      members[k].range = Int(block)..<Int(survey.nodes[Int(block)].end)
    }
  }

  /// Extends members that are runs of siblings (`h3 p h3 p`, `dt dd`). Each absorbs the siblings up
  /// to the next member, or those after the preceding member if the list begins with some.
  private mutating func absorbSiblings() {
    var start = 0
    while start < members.count {
      let parent = survey.nodes[members[start].range.lowerBound].parent
      var end = start + 1
      while end < members.count, survey.nodes[members[end].range.lowerBound].parent == parent {
        end += 1
      }
      if end - start > 1 { share(siblingsOf: start..<end, parent: Int(parent)) }
      start = end
    }
  }

  private mutating func share(siblingsOf run: Range<Int>, parent: Int) {
    let between = run.dropLast().filter {
      chars(in: members[$0].range.upperBound..<members[$0 + 1].range.lowerBound) > 0
    }
    guard between.count * 2 > run.count - 1 else { return }
    if splitAtGaps(run, parent: parent) { return }
    let first = members[run.lowerBound].range
    let last = members[run.upperBound - 1].range
    let parentEnd = Int(survey.nodes[parent].end)
    let hasTail = chars(in: last.upperBound..<parentEnd) > 0
    let head = kinds(in: parent + 1..<first.lowerBound)
    let inner = kinds(in: first.upperBound..<members[run.lowerBound + 1].range.lowerBound)
    if !hasTail, !head.isEmpty, head.suffix(inner.count) == inner[...] {
      for k in run.dropFirst().reversed() {
        members[k].range = members[k - 1].range.upperBound..<members[k].range.upperBound
      }
      members[run.lowerBound].range =
        starts(in: parent + 1..<first.lowerBound).suffix(inner.count).first
        .map { $0..<first.upperBound } ?? first
      return
    }
    for k in run.dropLast() {
      members[k].range = members[k].range.lowerBound..<members[k + 1].range.lowerBound
    }
    // The last member absorbs only elements of the kinds that the others have.
    let allowed = Set(inner)
    var upper = last.upperBound
    for at in starts(in: last.upperBound..<parentEnd).prefix(max(1, inner.count)) {
      guard allowed.contains(survey.nodes[at].signature) else { break }
      upper = Int(survey.nodes[at].end)
    }
    members[run.upperBound - 1].range = last.lowerBound..<upper
  }

  /// Cuts members at gaps: teasers in running text are separated by a rule or an empty line.
  private mutating func splitAtGaps(_ run: Range<Int>, parent: Int) -> Bool {
    var cuts: [Int] = []
    for k in run.dropLast() {
      let gapEnd = members[k].range.upperBound..<members[k + 1].range.lowerBound
      guard let cut = self.gapEnd(in: gapEnd) else { return false }
      cuts.append(cut)
    }
    let head = parent + 1..<members[run.lowerBound].range.lowerBound
    let tail = members[run.upperBound - 1].range.upperBound..<Int(survey.nodes[parent].end)
    cuts.insert(gapEnd(in: head) ?? head.lowerBound, at: 0)
    cuts.append(gapEnd(in: tail) ?? tail.upperBound)
    for (k, (from, to)) in zip(run, zip(cuts, cuts.dropFirst())) { members[k].range = from..<to }
    return true
  }

  /// Returns the end of a rule, or of the second of two line breaks.
  private func gapEnd(in range: Range<Int>) -> Int? {
    var breaks = 0
    for i in range.prefix(64) {
      if survey.nodes[i].kind == .lineBreak {
        breaks += survey.document[i].name == .hr ? 2 : 1
        if breaks >= 2 { return Int(survey.nodes[i].end) }
      } else if survey.nodes[i].signature != 0 || survey.chars(in: i) > 0 {
        breaks = 0
      }
    }
    return nil
  }

  /// Returns the elements that begin in a range of siblings.
  private func starts(in range: Range<Int>) -> [Int] {
    var out: [Int] = []
    var at = range.lowerBound
    while at < range.upperBound, out.count < 64 {
      if survey.nodes[at].signature != 0 || chars(in: at..<Int(survey.nodes[at].end)) > 0 {
        out.append(at)
      }
      at = Int(survey.nodes[at].end)
    }
    return out
  }

  private func kinds(in range: Range<Int>) -> [UInt32] {
    starts(in: range).map { survey.nodes[$0].signature }
  }
}
