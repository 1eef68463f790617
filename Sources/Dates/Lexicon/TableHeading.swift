/// A heading of a table of words: a language, and the meaning of the words below the heading.
///
/// The forms are `meaning`, `unit`, `unit=number`, `unit.ago`, `zone=minutes`, `number=value`,
/// `eraBefore=name` and `eraAfter=name`, and `none` for no meaning. A prefix `xx/` names a
/// language.
struct TableHeading {
  private(set) var language = LanguageCode.none
  private(set) var entry = Lexeme()

  init() {}

  /// Parses a heading; returns nil if it has none of the known forms.
  init?(_ heading: String) {
    var meaning = Substring(heading)
    if let slash = meaning.firstIndex(of: "/") {
      language = LanguageCode(tag: String(meaning[..<slash]))
      meaning = meaning[meaning.index(after: slash)...]
    }
    let parts = meaning.split(separator: "=").map(String.init)
    let number = parts.count == 2 ? Int16(parts[1]) : nil
    if setUnit(parts[0], number) || setNumber(parts[0], number) { return }
    if parts.count == 2, let era = Self.eras[parts[1]] {
      entry.meaning = parts[0] == "eraBefore" ? .eraBefore : .eraAfter
      entry.era = era
    } else if let known = Self.meanings[String(meaning)] {
      entry.meaning = known
    } else if meaning != "none" {
      return nil
    }
  }

  /// Sets a unit of time, or a day named from today; returns false if the name is no unit.
  private mutating func setUnit(_ name: String, _ number: Int16?) -> Bool {
    let includesAgo = name.hasSuffix(".ago")
    guard let unit = Self.units[includesAgo ? String(name.dropLast(4)) : name] else { return false }
    if unit == .day, let number, number <= 0 {
      entry.meaning = .relativeDay
    } else {
      entry.meaning = includesAgo ? [.unit, .ago] : .unit
      entry.unit = unit
      if number != nil { entry.meaning.insert(.number) }
    }
    entry.value = number ?? 0
    return true
  }

  /// Sets a time zone or a number in words; returns false if the heading is neither.
  private mutating func setNumber(_ name: String, _ number: Int16?) -> Bool {
    guard let number else { return false }
    switch name {
    case "zone":
      entry.meaning = .zone
      entry.zone = number
    case "number":
      entry.meaning = .number
      entry.value = number
    default: return false
    }
    return true
  }

  private static let units: [String: DateUnit] = [
    "second": .second, "minute": .minute, "hour": .hour, "day": .day, "week": .week,
    "month": .month, "year": .year,
  ]

  private static let eras: [String: DateEra] = [
    "juche": .juche, "republic": .republic, "reiwa": .reiwa, "heisei": .heisei, "showa": .showa,
    "taisho": .taisho, "meiji": .meiji, "buddhist": .buddhist, "common": .common,
    "hijri": .hijri, "solarHijri": .solarHijri, "ethiopic": .ethiopic,
    "bikramSambat": .bikramSambat, "bangla": .bangla,
  ]

  private static let meanings: [String: Lexeme.Meaning] = [
    "connector": .connector, "dateLabel": .dateLabel, "ordinal": .ordinal,
    "yearMark": .yearMark, "monthMark": .monthMark, "dayMark": .dayMark, "hourMark": .hourMark,
    "minuteMark": .minuteMark, "secondMark": .secondMark, "timeMark": .timeMark, "am": .am,
    "pm": .pm, "ago": .ago, "now": .now, "filler": .filler, "numberLabel": .numberLabel,
    "rangeWord": .rangeWord, "untilWord": .untilWord, "monthMarkBefore": .monthMarkBefore,
    "eraLetter": .eraLetter, "dispatch": .dispatch, "noon": .noon, "midnight": .midnight,
    "last": .last, "lastWeek": .lastWeek,
  ]
}
