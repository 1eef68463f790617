/// The result of parsing a text as a date: the date, or the reason why there is none.
package struct DateParseResult: Sendable {
  /// The date; nil if the text presents none.
  package let date: PageDate?
  /// The position of the date, in UTF-8 bytes of the text without leading white space.
  package let range: Range<Int>?
  /// Whether the order of day and month is a guess by the language, because both numbers can be
  /// days.
  package let isOrderGuessed: Bool
  /// Whether the text states the year.
  package let hasYear: Bool
  private let basis: Basis

  /// The basis of a result, which an explanation names first.
  fileprivate enum Basis {
    case format, now
    case calendar(DateCalendar)
    case noDate(NoDateReason)
  }

  init(_ outcome: GrammarOutcome) {
    switch outcome {
    case .absolute(let date, let candidate, let range):
      self.init(
        date, range, isOrderGuessed: candidate.isOrderGuessed, hasYear: candidate.hasYear,
        .calendar(candidate.calendar))
    case .relative(let date, let range): self.init(date, range, .now)
    case .noDate(let reason): self.init(nil, nil, hasYear: false, .noDate(reason))
    }
  }

  /// Creates the result for a date in the configured format.
  init(formattedDate date: PageDate, range: Range<Int>) { self.init(date, range, .format) }

  private init(
    _ date: PageDate?, _ range: Range<Int>?, isOrderGuessed: Bool = false, hasYear: Bool = true,
    _ basis: Basis
  ) {
    self.date = date
    self.range = range
    self.isOrderGuessed = isOrderGuessed
    self.hasYear = hasYear
    self.basis = basis
  }
}

// MARK: - Explanation

extension DateParseResult {
  /// A phrase for a person that explains the result.
  package var explanation: String {
    var phrases = [basis.phrase]
    guard let date else { return phrases[0] }
    if !hasYear { phrases.append("no year, so the latest such day") }
    if isOrderGuessed { phrases.append("day and month in the usual order of the language") }
    if date.secondOfDay != nil { phrases.append("with a time of day") }
    if date.utcOffset != nil { phrases.append("with a time zone") }
    return phrases.joined(separator: "; ")
  }
}

extension DateParseResult.Basis {
  fileprivate var phrase: String {
    switch self {
    case .format: "in the configured format"
    case .now: "relative to now"
    case .calendar(let calendar): "in the \(calendar.name)"
    case .noDate(let reason): reason.phrase
    }
  }
}

extension NoDateReason {
  fileprivate var phrase: String {
    switch self {
    case .empty: "the text is empty"
    case .tooLong: "the text is too long to be only a date"
    case .tooManyTokens: "the text has too many words to be only a date"
    case .noDay: "the text states no day"
    case .range: "the text states a range of days, which is no date of publication"
    case .numberLabel: "the word before the number says that it is no date"
    case .partOfSentence: "the text says more than the date it contains"
    }
  }
}

extension DateCalendar {
  fileprivate var name: String {
    switch self {
    case .gregorian: "Gregorian calendar"
    case .solarHijri: "Solar Hijri calendar"
    case .islamic: "Islamic calendar (Umm al-Qura)"
    case .hebrew: "Hebrew calendar"
    case .ethiopic: "Ethiopian calendar"
    case .bikramSambat: "Bikram Sambat calendar"
    case .bangla: "Bangla calendar"
    }
  }
}
