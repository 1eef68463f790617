/// When something was published, as far as a page tells it.
public struct PageDate: Hashable, Sendable {
  public enum Precision: String, Sendable { case day, minute, second }

  /// Where a date was found.
  public enum Origin: String, Sendable {
    case text, timeElement, attribute, address, jsonLD, meta, microdata, teaser, feed
  }

  /// The day in the zone the page means (its own when it names one, the source's otherwise).
  public var day: Day
  /// Seconds since that day's midnight; nil where the page tells the day only.
  public var secondOfDay: Int?
  /// Seconds east of UTC where the page names a zone; nil where it does not.
  public var utcOffset: Int?
  public var precision: Precision
  public var origin: Origin
  /// Told relative to now ("3 hours ago", "yesterday"): the day may be one off.
  public var isRelative: Bool

  public init(
    day: Day, secondOfDay: Int? = nil, utcOffset: Int? = nil, precision: Precision = .day,
    origin: Origin = .text, isRelative: Bool = false
  ) {
    self.day = day
    self.secondOfDay = secondOfDay
    self.utcOffset = utcOffset
    self.precision = precision
    self.origin = origin
    self.isRelative = isRelative
  }
}
