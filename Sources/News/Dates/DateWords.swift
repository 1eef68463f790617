/// The tables of words, read once into the lexicon.
enum DateWords {}

extension DateLexicon.Builder {
  mutating func addWords() {
    addMonths(DateWords.months)
    addMonths(DateWords.moreMonths)
    addOtherMonths(DateWords.otherMonths)
    addWeekdays(DateWords.weekdays)
    addWeekdays(DateWords.moreWeekdays)
    addMarked(DateWords.relative)
    addMarked(DateWords.localRelative)
    addMarked(DateWords.marks)
    addOfOneLanguage()
  }

  private typealias Word = Slice<UnsafeBufferPointer<UInt8>>

  /// Calls with the language, whether its words are its own only, the group's number from 1, and
  /// each form of the group.
  private func groups(
    _ table: StaticString, _ body: (_ heading: String, _ own: Bool, _ group: Int, Word) -> Void
  ) {
    var heading = ""
    var own = false
    var group = 0
    items(table) { item, isHeading in
      if isHeading {
        heading = String(decoding: item, as: UTF8.self)
        own = heading.hasPrefix("~")
        if own { heading.removeFirst() }
        group = 0
        return
      }
      group += 1
      for form in item.split(separator: 0x2C) where form.count > 1 || form.first != 0x2D {
        body(heading, own, group, form)
      }
    }
  }

  private mutating func addMonths(_ table: StaticString) {
    var entries: [(UInt64, Bool, Int, Word)] = []
    groups(table) { entries.append((DateLexicon.languageCode($0), $1, $2, $3)) }
    for (language, own, group, word) in entries {
      add(
        word, language: language, only: own,
        conflicts: { $0.has(.month) && $0.month != UInt8(group) },
        change: {
          $0.meaning.insert(.month)
          $0.month = UInt8(group)
        })
    }
  }

  private mutating func addWeekdays(_ table: StaticString) {
    var entries: [(UInt64, Bool, Int, Word)] = []
    groups(table) { entries.append((DateLexicon.languageCode($0), $1, $2, $3)) }
    for (language, own, group, word) in entries {
      add(
        word, language: language, only: own,
        conflicts: { $0.has(.weekday) && $0.weekday != UInt8(group) },
        change: {
          $0.meaning.insert(.weekday)
          $0.weekday = UInt8(group)
        })
    }
  }

  private mutating func addOtherMonths(_ table: StaticString) {
    let calendars: [String: DateCalendar] = [
      "solarHijri": .solarHijri, "islamic": .islamic, "hebrew": .hebrew, "ethiopic": .ethiopic,
      "bikram": .bikram, "bangla": .bangla,
    ]
    var entries: [(DateCalendar, Int, Word)] = []
    groups(table) { if let calendar = calendars[$0] { entries.append((calendar, $2, $3)) } }
    for (calendar, group, word) in entries {
      add(word) {
        guard !$0.has(.otherMonth) else { return }
        $0.meaning.insert(.otherMonth)
        $0.otherMonth = UInt8(group)
        $0.calendar = calendar
      }
    }
  }

  private mutating func addMarked(_ table: StaticString) {
    var entries: [(String, Word)] = []
    var heading = ""
    items(table) { item, isHeading in
      if isHeading {
        heading = String(decoding: item, as: UTF8.self)
      } else {
        entries.append((heading, item))
      }
    }
    var current = ""
    var mark: Mark?
    for (heading, word) in entries where word.last != 0x5F {
      if heading != current {
        current = heading
        mark = Mark(heading)
        assert(mark != nil, heading)
      }
      guard let mark else { continue }
      add(word, language: mark.language, only: mark.language != 0, change: mark.apply)
    }
  }
}

/// A heading of the tables of marked words, and what it gives to each of its words.
private struct Mark {
  var language: UInt64 = 0
  var meaning: Lexeme.Meaning = []
  var unit: DateUnit?
  var era: DateEra?
  var value: Int16?
  var zone: Int16?
  /// The word means nothing of a date in this language ("hier" is "here" in German).
  var isNone = false

  init?(_ heading: String) {
    var rest = Substring(heading)
    if let slash = rest.firstIndex(of: "/") {
      language = DateLexicon.languageCode(String(rest[..<slash]))
      rest = rest[rest.index(after: slash)...]
    }
    let parts = rest.split(separator: "=")
    if let unit = Self.units[parts[0].replacingSuffix(".ago")] {
      self.unit = unit
      meaning = parts[0].hasSuffix(".ago") ? [.unit, .ago] : .unit
      if parts.count == 2, let n = Int16(parts[1]) {
        if unit == .day, n <= 0 {
          meaning = .relativeDay
          self.unit = nil
        } else {
          meaning.insert(.number)
        }
        value = n
      }
    } else if parts.count == 2 {
      switch parts[0] {
      case "zone":
        meaning = .zone
        zone = Int16(parts[1])
      case "number":
        meaning = .number
        value = Int16(parts[1])
      case "era", "after":
        meaning = parts[0] == "era" ? .eraBefore : .eraAfter
        era = Self.eras[String(parts[1])]
      default: return nil
      }
    } else if rest == "none" {
      isNone = true
    } else if let meaning = Self.meanings[String(rest)] {
      self.meaning = meaning
    } else {
      return nil
    }
  }

  func apply(_ lexeme: inout Lexeme) {
    if isNone {
      lexeme = Lexeme()
      return
    }
    lexeme.meaning.formUnion(meaning)
    if let unit { lexeme.unit = unit }
    if let era { lexeme.era = era }
    if let value { lexeme.value = value }
    if let zone { lexeme.zone = zone }
  }

  private static let units: [String: DateUnit] = [
    "second": .second, "minute": .minute, "hour": .hour, "day": .day, "week": .week,
    "month": .month, "year": .year,
  ]

  private static let eras: [String: DateEra] = [
    "juche": .juche, "republic": .republic, "reiwa": .reiwa, "heisei": .heisei, "showa": .showa,
    "taisho": .taisho, "meiji": .meiji, "buddhist": .buddhist, "common": .common,
    "hijri": .hijri, "solarHijri": .solarHijri, "ethiopic": .ethiopic, "bikram": .bikram,
    "bangla": .bangla,
  ]

  private static let meanings: [String: Lexeme.Meaning] = [
    "connector": .connector, "label": .label, "ordinal": .ordinal, "yearMark": .yearMark,
    "monthMark": .monthMark, "dayMark": .dayMark, "hourMark": .hourMark,
    "minuteMark": .minuteMark, "secondMark": .secondMark, "timeMark": .timeMark, "am": .am,
    "pm": .pm, "ago": .ago, "now": .now, "filler": .filler, "trap": .trap,
    "rangeWord": .rangeWord, "untilWord": .untilWord, "monthMarkBefore": .monthMarkBefore,
    "eraLetter": .eraLetter, "dispatch": .dispatch,
  ]
}

extension Substring {
  fileprivate func replacingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}
