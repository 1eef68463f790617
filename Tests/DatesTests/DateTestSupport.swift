import Dates
import Testing

/// 2026-03-14T12:00:00Z, a Saturday.
let noonOfPiDay: Int64 = 1_773_489_600

func dateParser(
  _ language: String? = "en", order: DateOrder? = nil, zone: Int = 0, now: Int64 = noonOfPiDay
) -> DateParser {
  DateParser(
    DateContext(
      now: now, timeZone: .init(secondsFromGMT: zone)!, language: language, order: order))
}

/// "2026-03-14", or "2026-03-14 10:30", or "-" for no date.
func written(_ date: PageDate?, withTime: Bool) -> String {
  guard let date else { return "-" }
  guard withTime, let second = date.secondOfDay else { return "\(date.day)" }
  func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
  return "\(date.day) \(two(second / 3600)):\(two(second / 60 % 60))"
}

/// A row is language, text, and what is expected; a time is compared where one is expected.
func expectReading(_ row: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  let reading = dateParser(row[0]).parse(row[1])
  let got = written(reading.date, withTime: row[2].count > 10)
  #expect(got == row[2], "\(row[0]): \(row[1]): \(reading.explanation)", sourceLocation: sourceLocation)
}
