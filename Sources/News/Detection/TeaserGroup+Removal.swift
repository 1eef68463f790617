/// The removal of members that are not part of the list.
extension TeaserGroup {
  /// Removes members of hidden lists if there is a visible list of at least half their number. Hidden
  /// members of a visible list stay: a button shows them.
  mutating func removeHiddenLists() {
    func isHidden(_ member: Member) -> Bool {
      survey.links[Int(member.link)].zone.contains(.hidden)
    }
    let visible = members.filter { !isHidden($0) }
    guard visible.count < members.count, visible.count * 3 >= members.count else { return }
    let parents = Set(visible.map { survey.nodes[$0.range.lowerBound].parent })
    members.removeAll {
      isHidden($0) && !parents.contains(survey.nodes[$0.range.lowerBound].parent)
    }
  }

  /// Removes undated members before or after a list of dated ones: menus and other lists around it. A
  /// few members in front that are like the others may be lead stories.
  mutating func removeUndatedEdges() {
    let isDated = members.map { member in
      survey.nodes[member.range.upperBound].dates > survey.nodes[member.range.lowerBound].dates
    }
    let count = isDated.count { $0 }
    guard let first = isDated.firstIndex(of: true), let last = isDated.lastIndex(of: true),
      first > 0 || last + 1 < members.count, count >= 2, count * 10 >= members.count * 6,
      count * 10 >= (last + 1 - first) * 9
    else { return }
    let parents = Set(
      zip(members, isDated).filter(\.1).map { survey.nodes[$0.0.range.lowerBound].parent })
    let patterns = Set(
      zip(members, isDated).filter(\.1).map { survey.links[Int($0.0.link)].pattern })
    func isOther(_ member: Member) -> Bool {
      !parents.contains(survey.nodes[member.range.lowerBound].parent)
    }
    let tail = members[(last + 1)...]
    if tail.allSatisfy(isOther) { members.removeSubrange((last + 1)...) }
    let head = members[..<first]
    if head.allSatisfy({
      isOther($0) && !patterns.contains(survey.links[Int($0.link)].pattern)
    }) {
      members.removeSubrange(..<first)
    }
  }

  /// The properties of a member that identify outliers: links among the teasers that lead
  /// elsewhere.
  private struct MemberTraits {
    var isDated: Bool
    var signatureGroup: Int32
    var pattern: UInt64
    var zone: UInt16
    var hasImage: Bool
  }

  /// Removes members that differ from nearly all others in at least two properties.
  mutating func removeOutliers() {
    guard members.count >= 6 else { return }
    let traits = members.map { member in
      let link = survey.links[Int(member.link)]
      let first = survey.nodes[member.range.lowerBound]
      let end = survey.nodes[member.range.upperBound]
      return MemberTraits(
        isDated: end.dates > first.dates, signatureGroup: link.signatureGroup,
        pattern: link.pattern,
        zone: link.zone.intersection(.apart).rawValue, hasImage: end.images > first.images)
    }
    let dated = common(traits.map(\.isDated))
    let signatureGroup = common(traits.map(\.signatureGroup))
    let pattern = common(traits.map(\.pattern))
    let zone = common(traits.map(\.zone))
    let image = common(traits.map(\.hasImage))
    var kept: [Member] = []
    for (member, trait) in zip(members, traits) {
      var differences = 0
      // An additional date or image does not make a member an outlier.
      if dated == true, !trait.isDated { differences += 1 }
      if image == true, !trait.hasImage { differences += 1 }
      if let signatureGroup, trait.signatureGroup != signatureGroup { differences += 1 }
      if let pattern, trait.pattern != pattern { differences += 1 }
      if let zone, trait.zone != zone { differences += 1 }
      if differences < 2 { kept.append(member) }
    }
    if kept.count * 4 >= members.count * 3 { members = kept }
  }

  /// Returns the value that at least five in six members have.
  private func common<T: Hashable>(_ values: [T]) -> T? {
    var counts: [T: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.first { $0.value * 6 >= values.count * 5 }?.key
  }
}
