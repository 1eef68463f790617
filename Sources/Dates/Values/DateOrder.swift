/// The order of the parts of a numeric date.
package enum DateOrder: String, Sendable, CaseIterable {
  case monthDayYear = "MDY"
  case dayMonthYear = "DMY"
  case yearMonthDay = "YMD"
}
