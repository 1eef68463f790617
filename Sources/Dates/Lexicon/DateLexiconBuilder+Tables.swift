/// The tables of words, read once into the lexicon.
enum DateWords {}

extension DateLexicon.Builder {
  mutating func addWords() {
    addNames(DateWords.months) { Lexeme(month: $0) }
    addNames(DateWords.moreMonths) { Lexeme(month: $0) }
    addNames(DateWords.weekdays) { Lexeme(weekday: $0) }
    addNames(DateWords.moreWeekdays) { Lexeme(weekday: $0) }
    addOtherMonths(DateWords.otherMonths)
    addMarked(DateWords.relative)
    addMarked(DateWords.localRelative)
    addMarked(DateWords.marks)
    addOfOneLanguage()
  }

  private typealias Word = UnsafeBufferPointer<UInt8>

  /// A table of names: headings are languages, the groups under one are numbered from 1.
  private mutating func addNames(_ table: StaticString, _ entry: (UInt8) -> Lexeme) {
    var found: [(language: UInt64, only: Bool, group: UInt8, forms: Word)] = []
    var language: UInt64 = 0
    var only = false
    var group: UInt8 = 0
    items(table) { item, isHeading in
      if isHeading {
        let heading = String(decoding: item, as: UTF8.self)
        only = heading.hasPrefix("~")
        language = DateLexicon.languageCode(only ? String(heading.dropFirst()) : heading)
        group = 0
      } else {
        group += 1
        found.append((language, only, group, item))
      }
    }
    for (language, only, group, forms) in found {
      addForms(forms, entry(group), language, only)
    }
  }

  private mutating func addOtherMonths(_ table: StaticString) {
    let calendars: [String: DateCalendar] = [
      "solarHijri": .solarHijri, "islamic": .islamic, "hebrew": .hebrew, "ethiopic": .ethiopic,
      "bikram": .bikram, "bangla": .bangla,
    ]
    var found: [(entry: Lexeme, forms: Word)] = []
    var entry = Lexeme()
    items(table) { item, isHeading in
      if isHeading {
        entry = Lexeme()
        entry.meaning = .otherMonth
        entry.calendar = calendars[String(decoding: item, as: UTF8.self)]!
      } else {
        entry.otherMonth += 1
        found.append((entry, item))
      }
    }
    for (entry, forms) in found { addForms(forms, entry, 0, false) }
  }

  /// Forms of one name, parted by commas; "-" is none.
  private mutating func addForms(_ forms: Word, _ entry: Lexeme, _ language: UInt64, _ only: Bool) {
    var start = 0
    for i in 0...forms.count where i == forms.count || forms[i] == 0x2C {
      if i > start, !(i - start == 1 && forms[start] == 0x2D) {
        add(Word(rebasing: forms[start..<i]), entry, language: language, only: only)
      }
      start = i + 1
    }
  }

  private mutating func addMarked(_ table: StaticString) {
    var found: [(mark: Mark, word: Word)] = []
    var mark = Mark()
    items(table) { item, isHeading in
      if isHeading {
        mark = Mark(String(decoding: item, as: UTF8.self))!
      } else {
        found.append((mark, item))
      }
    }
    for (mark, word) in found {
      add(word, mark.entry, language: mark.language, only: mark.language != 0)
    }
  }
}

extension Lexeme {
  fileprivate init(month: UInt8) {
    self.init()
    meaning = .month
    self.month = month
  }

  fileprivate init(weekday: UInt8) {
    self.init()
    meaning = .weekday
    self.weekday = weekday
  }
}

/// A heading of the tables of marked words, and what it gives to each of its words.
private struct Mark {
  var language: UInt64 = 0
  var entry = Lexeme()

  init() {}

  /// Nil when the tables have a heading that is not known: a fault of ours.
  init?(_ heading: String) {
    var rest = Substring(heading)
    if let slash = rest.firstIndex(of: "/") {
      language = DateLexicon.languageCode(String(rest[..<slash]))
      rest = rest[rest.index(after: slash)...]
    }
    let parts = rest.split(separator: "=")
    let number = parts.count == 2 ? Int16(parts[1]) : nil
    if let unit = Self.units[parts[0].withoutSuffix(".ago")] {
      if unit == .day, let number, number <= 0 {
        entry.meaning = .relativeDay
      } else {
        entry.meaning = parts[0].hasSuffix(".ago") ? [.unit, .ago] : .unit
        entry.unit = unit
        if number != nil { entry.meaning.insert(.number) }
      }
      entry.value = number ?? 0
    } else if parts[0] == "zone", let number {
      entry.meaning = .zone
      entry.zone = number
    } else if parts[0] == "number", let number {
      entry.meaning = .number
      entry.value = number
    } else if parts.count == 2, let era = Self.eras[String(parts[1])] {
      entry.meaning = parts[0] == "era" ? .eraBefore : .eraAfter
      entry.era = era
    } else if let meaning = Self.meanings[String(rest)] {
      entry.meaning = meaning
    } else if rest != "none" {  // "hier" is "here" in German: no meaning at all
      return nil
    }
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
  fileprivate func withoutSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}
