import Dates
import HTML

/// Dates in attributes, which scripts would show.
extension TeaserDates {
  private static let maximumElements = 200
  /// A relative text and its exact date differ by at most this many days: "2 months ago".
  private static let maximumDifference = 370

  private struct AttributeDate {
    var date: PageDate
    var node: Int32
    /// A hash of the attribute's name.
    var place: UInt64
    var rank: Int
  }

  /// Returns the dates in the attribute that most of the teasers have; nil if half of them have
  /// none.
  func datesInAttributes(of teasers: [Int]) -> [FoundDate?]? {
    var names = DateAttributeNames()
    let found = teasers.map { attributeDates(in: members[$0].range, &names) }
    var votes: [UInt64: (count: Int, rank: Int)] = [:]
    for dates in found {
      for date in dates {
        votes[date.place, default: (0, 0)].count += 1
        votes[date.place]?.rank = date.rank
      }
    }
    guard
      let best = votes.filter({ $0.value.count * 2 >= teasers.count }).max(by: {
        ($0.value.rank, $0.value.count, $0.key) < ($1.value.rank, $1.value.count, $1.key)
      })
    else { return nil }
    return found.map { dates in
      dates.first { $0.place == best.key }.map { FoundDate(date: $0.date, node: $0.node) }
    }
  }

  private func attributeDates(
    in range: Range<Int>, _ names: inout DateAttributeNames
  ) -> [AttributeDate] {
    var out: [AttributeDate] = []
    for i in range.prefix(Self.maximumElements) where survey.document[i].isElement {
      let node = survey.document[i]
      for attribute in node.attributes.prefix(16) {
        guard let rank = names.rank(of: attribute, in: node),
          let date = attribute.withValue({ machineReadable($0) })
        else { continue }
        let place = UInt64(rank) << 32 | UInt64(attribute.name.number)
        out.append(AttributeDate(date: date, node: Int32(i), place: place, rank: rank))
        if out.count >= 8 { return out }
      }
    }
    return out
  }

  private func machineReadable(_ value: UnsafeBufferPointer<UInt8>) -> PageDate? {
    guard (8...60).contains(value.count) else { return nil }
    return reader.parseMachineReadable(value).flatMap { isMissing($0) ? nil : $0 }
  }

  /// Returns whether a date is the first day of Unix time, which stands for none.
  func isMissing(_ date: PageDate) -> Bool { abs(date.day.number) <= 1 }

  // MARK: Exact dates

  /// Returns the date that an attribute states exactly where the text is relative: a title beside
  /// "2 days ago".
  func exact(_ found: FoundDate, in range: Range<Int>) -> FoundDate {
    guard found.date.isRelative else { return found }
    var names = DateAttributeNames()
    var node = Int(found.node)
    for _ in 0..<4 where node >= range.lowerBound && node > 0 {
      if survey.document[node].isElement {
        for attribute in survey.document[node].attributes.prefix(16) {
          guard names.rank(of: attribute, in: survey.document[node]) != nil,
            var date = attribute.withValue({ machineReadable($0) }),
            abs(date.day.number - found.date.day.number) <= Self.maximumDifference
          else { continue }
          date.origin = .attribute
          return FoundDate(date: date, node: found.node)
        }
      }
      node = Int(survey.nodes[node].parent)
    }
    return found
  }
}

/// The names of attributes that state dates. It remembers what the names of a document mean.
private struct DateAttributeNames {
  private var ranks: [Name: Int?] = [:]

  /// Words in names that state a date.
  private static let words = [
    "date", "time", "publish", "posted", "created", "stamp", "epoch", "utc", "iso", "unix",
  ]
  /// Words in names that state another date than that of publication.
  private static let otherWords = ["modif", "update", "expir", "end", "server", "now"]

  /// Returns how well an attribute names the date of publication; nil if it names no date.
  mutating func rank(of attribute: Attribute, in node: Node) -> Int? {
    switch attribute.name {
    case .class, .href, .id, .src, .alt, .style: return nil
    case .content:
      let property = (node[.itemprop] ?? node[.property])?.lowercased() ?? ""
      guard property.contains("date") || property.contains("published") else { return nil }
      return property.contains("published") ? 4 : property.contains("modif") ? 1 : 3
    case .datetime: return 3
    case .title: return node.isElement(.a) ? nil : 0
    default:
      if let known = ranks[attribute.name] { return known }
      let rank = Self.rank(of: attribute.localName)
      ranks[attribute.name] = .some(rank)
      return rank
    }
  }

  private static func rank(of name: String) -> Int? {
    if name == "aria-label" { return 0 }
    guard name.hasPrefix("data-"), words.contains(where: name.contains) else { return nil }
    return otherWords.contains(where: name.contains) ? 1 : 2
  }
}
