/// The links that were chosen, once each and in page order, with all that stands around them.
struct TeaserGroup {
  struct Member {
    /// Index of the main link.
    var link: Int32
    /// The nodes of its block.
    var range: Range<Int>
  }

  private(set) var members: [Member]
  private let survey: PageSurvey

  init(_ candidate: Candidate, survey: PageSurvey) {
    self.survey = survey
    members = []
    var seen: Set<Int32> = []
    for link in candidate.links.sorted()
    where seen.insert(survey.links[Int(link)].address).inserted {
      let node = Int(survey.links[Int(link)].node)
      members.append(Member(link: link, range: node..<Int(survey.nodes[node].end)))
    }
    grow(limit: Int.max)
    // A block far larger than the others took in what stands around a list of its own.
    let sizes = members.map { chars(in: $0.range) }.sorted()
    let usual = sizes.isEmpty ? 0 : sizes[sizes.count / 2]
    grow(limit: usual * 5 / 2 + 200)
    takeInSiblings()
  }

  private func chars(in range: Range<Int>) -> Int {
    Int(survey.nodes[range.upperBound].chars - survey.nodes[range.lowerBound].chars)
  }

  /// Lets each block grow to the largest element that holds no other member and no more characters
  /// than allowed.
  private mutating func grow(limit: Int) {
    for k in members.indices {
      let link = survey.links[Int(members[k].link)]
      let lower = k > 0 ? survey.links[Int(members[k - 1].link)].node : -1
      let upper = k + 1 < members.count ? survey.links[Int(members[k + 1].link)].node : Int32.max
      var block = link.node
      while true {
        let parent = survey.nodes[Int(block)].parent
        guard parent > lower, parent > 0, survey.nodes[Int(parent)].end <= upper,
          survey.nodes[Int(parent)].tag != .root, survey.inside(Int(parent), \.chars) <= limit
        else { break }
        block = parent
      }
      members[k].range = Int(block)..<Int(survey.nodes[Int(block)].end)
    }
  }

  /// Where teasers are no elements of their own, but runs of siblings (`h3 p h3 p`, `dt dd`), each
  /// takes in those up to the next, or those back to the one before when the list begins with some.
  private mutating func takeInSiblings() {
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
    // The last one takes in as many as are of the kinds the others have.
    let allowed = Set(inner)
    var upper = last.upperBound
    for at in starts(in: last.upperBound..<parentEnd).prefix(max(1, inner.count)) {
      guard allowed.contains(survey.nodes[at].signature) else { break }
      upper = Int(survey.nodes[at].end)
    }
    members[run.upperBound - 1].range = last.lowerBound..<upper
  }

  /// The elements that begin in a range of siblings.
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
