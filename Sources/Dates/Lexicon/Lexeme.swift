/// The meanings that one word can have in a date.
///
/// A word may have several ("mar" is March and Tuesday, "ago" is August and "ago"); the grammar
/// decides between them.
struct Lexeme {
  /// A set of meanings.
  struct Meaning: OptionSet {
    let rawValue: UInt64
    /// A longer phrase of the lexicon begins with this word.
    static let phraseStart = Meaning(rawValue: 1 << 0)
    /// The word has another meaning in some language.
    static let hasVariants = Meaning(rawValue: 1 << 1)
    /// A word between the parts of a date: "of", "de", "à".
    static let connector = Meaning(rawValue: 1 << 2)
    /// A word that announces a date: "Published", "Updated", "posted on".
    static let dateLabel = Meaning(rawValue: 1 << 3)
    /// A suffix of a number: "st", "nd", "er", "ª".
    static let ordinal = Meaning(rawValue: 1 << 4)
    /// A word that marks the number before it as a year: "年", "year".
    static let yearMark = Meaning(rawValue: 1 << 5)
    /// A word that marks the number before it as a month: "月".
    static let monthMark = Meaning(rawValue: 1 << 6)
    /// A word that marks the number before it as a day: "日".
    static let dayMark = Meaning(rawValue: 1 << 7)
    /// A word that marks the number before it as an hour: "h", "時".
    static let hourMark = Meaning(rawValue: 1 << 8)
    /// A word that marks the number before it as minutes.
    static let minuteMark = Meaning(rawValue: 1 << 9)
    /// A word that marks the number before it as seconds.
    static let secondMark = Meaning(rawValue: 1 << 10)
    /// A word that counts back from now: "ago", "前", "hace", "vor".
    static let ago = Meaning(rawValue: 1 << 11)
    /// A word for the hours before noon.
    static let am = Meaning(rawValue: 1 << 12)
    /// A word for the hours after noon.
    static let pm = Meaning(rawValue: 1 << 13)
    /// The name of a time zone; its offset is in `zone`.
    static let zone = Meaning(rawValue: 1 << 14)
    /// An era that precedes its year: "令和", "民國", "Juche", "พ.ศ.".
    static let eraBefore = Meaning(rawValue: 1 << 15)
    /// An era that follows its year: "هـ", "AH", "B.E.".
    static let eraAfter = Meaning(rawValue: 1 << 16)
    /// A unit of time: "hours", "дней".
    static let unit = Meaning(rawValue: 1 << 17)
    /// A day of the week.
    static let weekday = Meaning(rawValue: 1 << 18)
    /// A day named from today ("yesterday"); the distance in days is in `value`.
    static let relativeDay = Meaning(rawValue: 1 << 19)
    /// A month of the Gregorian calendar.
    static let month = Meaning(rawValue: 1 << 20)
    /// A month of another calendar.
    static let otherMonth = Meaning(rawValue: 1 << 21)
    /// The present: "just now".
    static let now = Meaning(rawValue: 1 << 22)
    /// A word beside a time of day: "at", "um", "klo", "Uhr".
    static let timeMark = Meaning(rawValue: 1 << 23)
    /// A word before a number that is no date: "tel", "page", "ISBN".
    static let numberLabel = Meaning(rawValue: 1 << 24)
    /// A word between the ends of a range: "to", "bis".
    static let rangeWord = Meaning(rawValue: 1 << 25)
    /// A number in words, or a unit that includes its number ("ساعتين" is two hours).
    static let number = Meaning(rawValue: 1 << 26)
    /// A word beside a number that adds nothing: "about", "less than".
    static let filler = Meaning(rawValue: 1 << 27)
    /// A month mark that precedes its number: Vietnamese "tháng 3".
    static let monthMarkBefore = Meaning(rawValue: 1 << 28)
    /// A letter that abbreviates a Japanese era: "R8.3.14".
    static let eraLetter = Meaning(rawValue: 1 << 29)
    /// A word before the end of a range: "until", "expires".
    static let untilWord = Meaning(rawValue: 1 << 30)
    /// A day mark and the word "dispatch" at the end of a dateline: "일발", "日电".
    static let dispatch = Meaning(rawValue: 1 << 31)
    /// A word for twelve o'clock in the daytime.
    static let noon = Meaning(rawValue: 1 << 32)
    /// A word for twelve o'clock at night.
    static let midnight = Meaning(rawValue: 1 << 33)
    /// A word beside a weekday or a week that means the latest one in the past: "last", "dernier".
    static let last = Meaning(rawValue: 1 << 34)
    /// A word for the week before the present one: "先週", "지난주".
    static let lastWeek = Meaning(rawValue: 1 << 35)

    static let anyMonth: Meaning = [.month, .otherMonth]
    static let dayPart: Meaning = [.am, .pm]
    static let twelve: Meaning = [.noon, .midnight]
  }

  var meaning: Meaning = []
  /// The month of the Gregorian calendar, from 1.
  var month: UInt8 = 0
  /// The month of `calendar`, from 1.
  var otherMonth: UInt8 = 0
  var calendar: DateCalendar = .gregorian
  /// The day of the week: 1 for Sunday to 7 for Saturday.
  var weekday: UInt8 = 0
  var unit: DateUnit = .second
  var era: DateEra = .common
  /// Days from today, the value of a number word, or the number that a unit includes.
  var value: Int16 = 0
  /// Minutes east of UTC.
  var zone: Int16 = 0

  /// Returns whether the word can have one of the given meanings.
  func means(_ meanings: Meaning) -> Bool { !meaning.isDisjoint(with: meanings) }

  /// Whether the word has no meaning of its own.
  var isUnknown: Bool { meaning.subtracting([.phraseStart, .hasVariants]).isEmpty }

  /// Adds the meanings of another entry for the same word.
  mutating func add(_ other: Lexeme) {
    if other.means(.month) { month = other.month }
    if other.means(.otherMonth), !means(.otherMonth) {
      otherMonth = other.otherMonth
      calendar = other.calendar
    }
    if other.means(.weekday) { weekday = other.weekday }
    if other.means(.unit) { unit = other.unit }
    if other.means([.eraBefore, .eraAfter]) { era = other.era }
    if other.means([.number, .relativeDay]) { value = other.value }
    if other.means(.zone) { zone = other.zone }
    meaning.formUnion(other.meaning)
  }

  /// Returns whether the other entry gives the word another month or another weekday.
  func contradicts(_ other: Lexeme) -> Bool {
    means(.month) && other.means(.month) && month != other.month
      || means(.weekday) && other.means(.weekday) && weekday != other.weekday
  }
}

/// A unit of time, in ascending order.
enum DateUnit: UInt8 { case second, minute, hour, day, week, month, year }
