extension DateLexiconBuilder {
  private typealias Word = UnsafeBufferPointer<UInt8>

  /// Adds the words of all tables.
  mutating func addAllWords() {
    addNames(DateWords.months) { Lexeme(month: $0) }
    addNames(DateWords.additionalMonths) { Lexeme(month: $0) }
    addNames(DateWords.weekdays) { Lexeme(weekday: $0) }
    addNames(DateWords.additionalWeekdays) { Lexeme(weekday: $0) }
    addNames(DateWords.inflectedWeekdays) { Lexeme(weekday: $0) }
    addNames(DateWords.lastWeekdays) { Lexeme(weekday: $0, meaning: .last) }
    addNames(DateWords.weekdaysOfLastWeek) { Lexeme(weekday: $0, meaning: .lastWeek) }
    addNames(DateWords.dayNumbers) { Lexeme(number: $0) }
    addMonthsOfOtherCalendars(DateWords.otherMonths)
    addHeadedWords(DateWords.relative)
    addHeadedWords(DateWords.languageSpecificRelative)
    addHeadedWords(DateWords.absolute)
    addHeadedWords(DateWords.twelve)
    addHeadedWords(DateWords.last)
    addLanguageSpecificEntries()
  }

  /// Adds a table of names, with languages as headings and groups of forms that are numbered from
  /// 1.
  private mutating func addNames(_ table: StaticString, _ entry: (UInt8) -> Lexeme) {
    var names: [(language: LanguageCode, isSpecific: Bool, number: UInt8, forms: Word)] = []
    var language = LanguageCode.none
    var isSpecific = false
    var number: UInt8 = 0
    forEachItem(of: table) { item, isHeading in
      if isHeading {
        let heading = String(decoding: item, as: UTF8.self)
        isSpecific = heading.hasPrefix("~")
        language = LanguageCode(tag: isSpecific ? String(heading.dropFirst()) : heading)
        number = 0
      } else {
        number += 1
        names.append((language, isSpecific, number, item))
      }
    }
    for name in names {
      addForms(
        name.forms, entry(name.number), language: name.language,
        isLanguageSpecific: name.isSpecific)
    }
  }

  /// Adds a table of months with calendars as headings.
  private mutating func addMonthsOfOtherCalendars(_ table: StaticString) {
    let calendars: [String: DateCalendar] = [
      "solarHijri": .solarHijri, "islamic": .islamic, "hebrew": .hebrew, "ethiopic": .ethiopic,
      "bikramSambat": .bikramSambat, "bangla": .bangla,
    ]
    var months: [(entry: Lexeme, forms: Word)] = []
    var entry = Lexeme()
    forEachItem(of: table) { item, isHeading in
      if isHeading {
        entry = Lexeme()
        entry.meaning = .otherMonth
        entry.calendar = calendars[String(decoding: item, as: UTF8.self)]!
      } else {
        entry.otherMonth += 1
        months.append((entry, item))
      }
    }
    for month in months {
      addForms(month.forms, month.entry, language: .none, isLanguageSpecific: false)
    }
  }

  /// Adds the forms of one name, separated by commas; "-" stands for no form.
  private mutating func addForms(
    _ forms: Word, _ entry: Lexeme, language: LanguageCode, isLanguageSpecific: Bool
  ) {
    var start = 0
    while start < forms.count {
      let end = forms[start...].firstIndex(of: UInt8(ascii: ",")) ?? forms.count
      let form = Word(rebasing: forms[start..<end])
      if form.count > 1 || form.count == 1 && form[0] != UInt8(ascii: "-") {
        add(form, entry, language: language, isLanguageSpecific: isLanguageSpecific)
      }
      start = end + 1
    }
  }

  /// Adds a table of words with their meanings as headings.
  private mutating func addHeadedWords(_ table: StaticString) {
    var words: [(heading: TableHeading, word: Word)] = []
    var heading = TableHeading()
    forEachItem(of: table) { item, isHeading in
      if isHeading {
        heading = TableHeading(String(decoding: item, as: UTF8.self))!
      } else {
        words.append((heading, item))
      }
    }
    for (heading, word) in words {
      add(
        word, heading.entry, language: heading.language,
        isLanguageSpecific: heading.language != .none)
    }
  }

  /// Calls the closure with each item of a table; items are separated by white space, and headings
  /// end with ":". The bytes of an item remain valid, because a static string never moves.
  private func forEachItem(of table: StaticString, _ body: (Word, _ isHeading: Bool) -> Void) {
    table.withUTF8Buffer { bytes in
      for item in bytes.split(whereSeparator: { $0 <= 0x20 }) {
        let isHeading = item.last == UInt8(ascii: ":")
        body(Word(rebasing: isHeading ? item.dropLast() : item), isHeading)
      }
    }
  }
}

extension Lexeme {
  fileprivate init(month: UInt8) {
    self.init()
    meaning = .month
    self.month = month
  }

  fileprivate init(weekday: UInt8, meaning other: Meaning = []) {
    self.init()
    meaning = other.union(.weekday)
    self.weekday = weekday
  }

  fileprivate init(number: UInt8) {
    self.init()
    meaning = .number
    value = Int16(number)
  }
}
