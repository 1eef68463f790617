import Dates
import HTML

/// Dates in attributes, which scripts would show.
extension TeaserDates {
  private static let maximumElements = 200
  /// A relative text and its exact date differ by at most this many days: "2 months ago".
  private static let maximumDifference = 370

  /// Frequent attributes without dates.
  private static let otherNames: [Name] = [.class, .href, .id, .src, .alt, .rel, .target, .style]

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
    let found = teasers.map { attributeDates(in: members[$0].range) }
    var votes: [UInt64: (count: Int, rank: Int)] = [:]
    for dates in found {
      for date in dates {
        votes[date.place, default: (0, 0)].count += 1
        votes[date.place]?.rank = date.rank
      }
    }
    guard
      let best = votes.max(by: {
        ($0.value.rank, $0.value.count, $0.key) < ($1.value.rank, $1.value.count, $1.key)
      }), best.value.count * 2 >= teasers.count
    else { return nil }
    return found.map { dates in
      dates.first { $0.place == best.key }.map { FoundDate(date: $0.date, node: $0.node) }
    }
  }

  private func attributeDates(in range: Range<Int>) -> [AttributeDate] {
    var out: [AttributeDate] = []
    for i in range.prefix(Self.maximumElements) where survey.document[i].isElement {
      for attribute in survey.document[i].attributes.prefix(16) {
        guard !Self.otherNames.contains(attribute.name) else { continue }
        let name = attribute.localName
        guard let rank = rank(of: name, in: survey.document[i]),
          let date = attribute.withValue({ machineReadable($0) })
        else { continue }
        out.append(
          AttributeDate(
            date: date, node: Int32(i),
            place: UInt64(rank) << 32 | UInt64(UInt32(truncatingIfNeeded: name.hashOfLetters)),
            rank: rank))
        if out.count >= 8 { return out }
      }
    }
    return out
  }

  /// Returns how well the name of an attribute names the date of publication; nil if it names no
  /// date.
  private func rank(of name: String, in node: Node) -> Int? {
    switch name {
    case "content":
      let property = (node[.itemprop] ?? node[.property])?.lowercased() ?? ""
      guard property.contains("date") || property.contains("published") else { return nil }
      return property.contains("published") ? 4 : property.contains("modif") ? 1 : 3
    case "datetime": return 3
    case "title": return node.isElement(.a) ? nil : 0
    case "aria-label": return 0
    default:
      guard name.hasPrefix("data-"), Self.dateWords.contains(where: name.contains) else {
        return nil
      }
      return Self.otherDateWords.contains(where: name.contains) ? 1 : 2
    }
  }

  /// Words in the names of attributes that state a date.
  private static let dateWords = [
    "date", "time", "publish", "posted", "created", "stamp", "epoch", "utc", "iso", "unix",
  ]
  /// Words in the names of attributes that state another date than that of publication.
  private static let otherDateWords = ["modif", "update", "expir", "end", "server", "now"]

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
    var node = Int(found.node)
    for _ in 0..<4 where node >= range.lowerBound && node > 0 {
      if survey.document[node].isElement {
        for attribute in survey.document[node].attributes.prefix(16) {
          guard rank(of: attribute.localName, in: survey.document[node]) != nil,
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

extension String {
  /// A hash that is the same in each run.
  fileprivate var hashOfLetters: UInt64 { utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) } }
}
