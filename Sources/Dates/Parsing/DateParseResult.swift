/// What a text was read as, and why.
package struct DateReading: Sendable {
  /// Why a text has no date.
  enum Reason: Sendable {
    case empty, tooLong, nothing, range, trapWord, inSentence, tooMany
  }

  enum Result {
    case date(PageDate, DateCandidate, Range<Int>)
    case relative(PageDate, Range<Int>)
    case formatted(PageDate, Range<Int>)
    case none(Reason)
  }

  package let date: PageDate?
  /// Where the date stands in the text, in UTF-8 bytes.
  package let range: Range<Int>?
  /// The order of day and month was a guess by the language: both would be days.
  package let isOrderGuessed: Bool
  let calendar: DateCalendar
  let hasYear: Bool
  let reason: Reason?
  private let isFormatted: Bool

  init(_ result: Result) {
    switch result {
    case .date(let date, let candidate, let range):
      self.date = date
      self.range = range
      isOrderGuessed = candidate.isGuessed
      calendar = candidate.calendar
      hasYear = candidate.hasYear
      (reason, isFormatted) = (nil, false)
    case .relative(let date, let range):
      self.date = date
      self.range = range
      (isOrderGuessed, calendar, hasYear, reason) = (false, .gregorian, true, nil)
      isFormatted = false
    case .formatted(let date, let range):
      self.date = date
      self.range = range
      (isOrderGuessed, calendar, hasYear, reason) = (false, .gregorian, true, nil)
      isFormatted = true
    case .none(let reason):
      (date, range, isOrderGuessed, calendar, hasYear) = (nil, nil, false, .gregorian, false)
      self.reason = reason
      isFormatted = false
    }
  }

  /// In words for a person. Made when asked for.
  package var explanation: String {
    guard let date else {
      switch reason {
      case .empty: return "there is no text"
      case .tooLong: return "too long to be a date alone"
      case .range: return "a span of days, as of an event, is no date of publication"
      case .trapWord: return "the word before the number says that it is no date"
      case .inSentence: return "a date stands in it, but the text says more than the date"
      case .tooMany: return "too many words to be a date alone"
      case .nothing, nil: return "no day is told"
      }
    }
    var words = [
      isFormatted ? "by the format told" : date.isRelative ? "told relative to now" : calendar.words
    ]
    if !hasYear { words.append("no year: the latest such day") }
    if isOrderGuessed { words.append("order of day and month guessed by the language") }
    if date.secondOfDay != nil { words.append("with a time of day") }
    if date.utcOffset != nil { words.append("in a zone of its own") }
    return words.joined(separator: "; ")
  }
}

extension DateCalendar {
  var words: String {
    switch self {
    case .gregorian: "a day of the Gregorian calendar"
    case .solarHijri: "a day of the Solar Hijri calendar"
    case .islamic: "a day of the Islamic calendar (Umm al-Qura)"
    case .hebrew: "a day of the Hebrew calendar"
    case .ethiopic: "a day of the Ethiopian calendar"
    case .bikram: "a day of the Bikram Sambat calendar"
    case .bangla: "a day of the Bangla calendar"
    }
  }
}
