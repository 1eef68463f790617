import Basics
import Dates
import News

/// A teaser as evidence: what of it may identify an article.
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

  /// Compatible ledes of one day; undated only with undated.
  package func agrees(with other: TeaserKey) -> Bool {
    lede.isCompatible(with: other.lede) && (date == nil) == (other.date == nil)
      && isOfDay(of: other)
  }

  /// No days that contradict each other.
  package func isOfDay(of other: TeaserKey) -> Bool {
    guard let date, let day = other.date else { return true }
    return date.agrees(with: day)
  }
}

/// The day of a teaser, and how sure it is.
package struct TeaserDay: Hashable, Sendable {
  package enum Form: Int64, Sendable {
    /// A mere day, as printed.
    case day = 0
    /// A time with its zone.
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

  /// Days by which a publisher corrects a date; what is further apart is another article.
  package static let redating = 3

  /// The same day; give or take one where either is relative or zoneless, or where they are told in
  /// different forms, which a zone may move over midnight.
  package func agrees(with other: TeaserDay) -> Bool {
    if day == other.day { return true }
    guard abs(day - other.day) == 1 else { return false }
    return form != other.form || form == .relative || form == .zoneless
  }
}
