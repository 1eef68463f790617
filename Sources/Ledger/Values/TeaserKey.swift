import Basics
import Dates
import News

/// The values of a teaser that identify its article.
package struct TeaserKey: Hashable, Sendable {
  package var lede: LedeKey
  package var date: TeaserDay?
  /// A hash of the link's identity key, without session and tracking parameters.
  package var link: Int64

  package init(lede: LedeKey, date: TeaserDay?, link: Int64) {
    self.lede = lede
    self.date = date
    self.link = link
  }

  package init(_ teaser: Teaser) {
    self.init(
      lede: LedeKey(teaser.text), date: teaser.date.map(TeaserDay.init),
      link: StableHash.of(teaser.link.identityKey))
  }

  /// The day that the ledger stores for an undated teaser.
  package static let undated = Int(Int32.min)

  /// Returns whether the ledes are compatible and the days agree. An undated teaser agrees only with
  /// another undated one.
  package func agrees(with other: TeaserKey) -> Bool {
    lede.isCompatible(with: other.lede) && (date == nil) == (other.date == nil)
      && isOfDay(of: other)
  }

  /// Returns whether the days do not contradict each other.
  package func isOfDay(of other: TeaserKey) -> Bool {
    guard let date, let day = other.date else { return true }
    return date.agrees(with: day)
  }
}

/// The day of a teaser, and the form in which the page shows it.
package struct TeaserDay: Hashable, Sendable {
  package enum Form: Int64, Sendable {
    /// A printed day without a time.
    case day = 0
    /// A time with a zone.
    case zoned = 1
    /// A time without a zone.
    case zoneless = 2
    /// "3 hours ago".
    case relative = 3
  }

  package var day: Int
  package var form: Form

  package init(day: Int, form: Form) {
    self.day = day
    self.form = form
  }

  package init(_ date: PageDate) {
    day = date.day.number
    form =
      date.isRelative
      ? .relative
      : date.secondOfDay == nil ? .day : date.utcOffset == nil ? .zoneless : .zoned
  }

  /// The maximum number of days by which a publisher corrects a date. Dates that are further apart belong
  /// to different articles.
  package static let redating = 3

  /// Returns whether the days are equal. A difference of one day is accepted if either date is relative or
  /// has no zone, or if their forms differ, because a zone may move a date over midnight.
  package func agrees(with other: TeaserDay) -> Bool {
    if day == other.day { return true }
    guard abs(day - other.day) == 1 else { return false }
    return form != other.form || form == .relative || form == .zoneless
  }
}
