import Dates
import Testing

/// 2026-03-14T12:00:00Z, a Saturday.
let referenceTime: Int64 = 1_773_489_600

func dateParser(
  _ language: String? = "en", order: DateOrder? = nil, zone: Int = 0, now: Int64 = referenceTime
) -> DateParser {
  DateParser(
    DateContext(
      now: now, timeZone: .init(secondsFromGMT: zone)!, language: language, order: order))
}

/// Returns "2026-03-14", "2026-03-14 10:30", or "-" for no date.
func formatted(_ date: PageDate?, withTime: Bool) -> String {
  guard let date else { return "-" }
  guard withTime, let second = date.secondOfDay else { return "\(date.day)" }
  func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
  return "\(date.day) \(two(second / 3600)):\(two(second / 60 % 60))"
}

/// Parses a text and compares the result; a row is the language, the text and the expected date,
/// with a time or without.
func expectParsing(_ row: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  let result = dateParser(row[0]).parse(row[1])
  let actual = formatted(result.date, withTime: row[2].count > 10)
  #expect(
    actual == row[2], "\(row[0]): \(row[1]): \(result.explanation)", sourceLocation: sourceLocation)
}
