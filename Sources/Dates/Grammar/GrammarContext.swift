/// The facts outside the text that the grammar depends on.
struct GrammarContext: Sendable {
  var today: Day
  /// The present second of the day.
  var secondOfDay: Int
  /// The present year, as the reference for plausible years.
  var year: Int
  var language: LanguageCode
  /// The order of day and month in numeric dates, if it is known.
  var order: DateOrder?
  /// The order of day and month that is usual in the language.
  var usualOrder: DateOrder
  /// Whether dates are those of publications, which are not still to come.
  var isPublication: Bool
  /// Whether a year of two digits comes first: "26.03.11".
  var startsWithShortYear: Bool
  /// Whether "14.03" is a day and not a time of day.
  var usesDottedDayAndMonth: Bool
}
