/// A date that the grammar found among the tokens.
struct DateCandidate {
  var day: Day
  /// The index of the first token of its day, month and year.
  var first: Int
  /// The index of the last token of its day, month and year.
  var last: Int
  var hasYear: Bool
  var calendar: DateCalendar = .gregorian
  /// Whether day and month are both numbers.
  var isNumeric = false
  /// Whether the date is the end of a range of days.
  var isRange = false
  /// Whether the order of day and month in a numeric date was guessed.
  var isOrderGuessed = false
}

/// A year and the calendar that it belongs to.
struct CalendarYear {
  var number: Int
  var calendar: DateCalendar = .gregorian
}
