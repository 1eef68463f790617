import Dates

/// A candidate for the publication date of an article.
struct DateCandidate {
  var date: PageDate
  /// The weight of its vote for the day.
  var weight: Int

  /// Whether metadata declare the date; the others are shown or part of addresses.
  var isDeclared: Bool { date.origin == .jsonLD || date.origin == .meta }
}

extension DateCandidate {
  /// Returns the candidates that can be days of publication: not later than tomorrow. Numeric
  /// dates change places of day and month, if that agrees with today or another candidate.
  static func plausible(_ candidates: [DateCandidate], today: Day) -> [DateCandidate] {
    candidates.compactMap { candidate in
      var candidate = candidate
      if candidate.date.origin == .text, let other = swapped(candidate.date.day),
        candidates.contains(where: { $0.date.day == other && $0.date.origin != .text })
      {
        candidate.date.day = other
      }
      guard let date = plausible(candidate.date, today: today) else { return nil }
      candidate.date = date
      return candidate
    }
  }

  /// Returns the date, or the one with day and month in the other order, that is not later than
  /// tomorrow.
  static func plausible(_ date: PageDate, today: Day) -> PageDate? {
    guard date.day.number > today.number + 1 else { return date }
    guard date.origin == .text, let other = swapped(date.day), other.number <= today.number + 1
    else { return nil }
    var date = date
    date.day = other
    return date
  }

  /// Returns the day whose numeric form has day and month in the other order.
  private static func swapped(_ day: Day) -> Day? {
    let (year, month, number) = day.components
    return month == number ? nil : Day(year: year, month: number, day: month)
  }

  /// Converts timestamps in UTC to the zone of the page, if another candidate has the same instant
  /// in local time, or shows the day that begins at that instant, or if the page shows a neighbouring
  /// day below its headline.
  static func inPageZone(_ candidates: [DateCandidate], shown: Day?) -> [DateCandidate] {
    candidates.map { candidate in
      guard candidate.date.utcOffset == 0, let second = candidate.date.secondOfDay else {
        return candidate
      }
      var converted = candidate
      for other in candidates.prefix(20) {
        let days = other.date.day.number - candidate.date.day.number
        guard abs(days) <= 1 else { continue }
        if let local = other.date.secondOfDay, !other.date.isRelative {
          // Visible times have no seconds.
          let shift = days * 86_400 + local / 60 * 60 - second / 60 * 60
          let offset = other.date.utcOffset
          guard shift != 0, shift % 1800 == 0, (-12 * 3600...14 * 3600).contains(shift),
            offset == nil || offset == shift
          else { continue }
          converted.date.day = other.date.day
          converted.date.secondOfDay = second + shift - days * 86_400
          converted.date.utcOffset = shift
          return converted
        }
        if days == 1, second % 3600 == 0, second >= 10 * 3600, other.date.secondOfDay == nil {
          converted.date = other.date
          converted.date.origin = candidate.date.origin
        }
      }
      if converted.date.day == candidate.date.day, let shown {
        let days = shown.number - candidate.date.day.number
        if days == 1 && second >= 10 * 3600 || days == -1 && second < 12 * 3600 {
          converted.date = PageDate(day: shown)
          converted.date.origin = candidate.date.origin
        }
      }
      return converted
    }
  }

  /// Returns the candidate of the day with the highest total weight: the first with a time and a
  /// zone, else the first with a time, else the first.
  static func mostSupported(_ candidates: [DateCandidate]) -> PageDate? {
    var best: (day: Day, weight: Int)?
    for candidate in candidates {
      let weight = candidates.reduce(0) {
        $0 + ($1.date.day == candidate.date.day ? $1.weight : 0)
      }
      if weight > best?.weight ?? 0 { best = (candidate.date.day, weight) }
    }
    guard let best else { return nil }
    let same = candidates.filter { $0.date.day == best.day }
    return
      (same.first { $0.date.secondOfDay != nil && $0.date.utcOffset != nil }
      ?? same.first { $0.date.secondOfDay != nil } ?? same.first)?.date
  }
}
