extension DateParser {
  /// The cost of an order, in days, up to which another order is not clearly better.
  private static let maximumUsualCost = 45
  /// An order is clearly better if the usual one costs this many times as much.
  private static let decisiveRatio = 4

  /// Returns the order of day, month and year in the numeric dates of one list, which all have the
  /// same order; returns nil if the list has no such dates, or dates in several orders.
  ///
  /// An order is possible if it makes nearly all texts dates. If several are, a list of news is
  /// compact and ends near the present: "26.03.17", "26.03.16", "26.03.14" are days of one week,
  /// not the same day of three years. If that does not decide, the order is the usual one of the
  /// language.
  package func order(of list: NumericDateList) -> DateOrder? {
    let fields = list.fields
    if fields.isEmpty { return list.hasYearFirst ? .yearMonthDay : nil }
    if fields.count == 1 { return fields[0].order }
    let hasShort = fields.contains { $0.isShort }
    let orders: [DateOrder] =
      hasShort ? [.dayMonthYear, .monthDayYear, .yearMonthDay] : [.dayMonthYear, .monthDayYear]
    let counts = orders.map { order in fields.count { day(of: $0, order) != nil } }
    let most = counts.max() ?? 0
    guard most * 10 >= fields.count * 8 else { return nil }
    let possible = zip(orders, counts).filter { $0.1 == most }.map(\.0)
    guard possible.count > 1 else { return possible.first }
    return cheapest(of: possible, fields)
  }

  private func cheapest(of orders: [DateOrder], _ fields: [NumericFields]) -> DateOrder? {
    let costs = orders.map { order in cost(of: fields.compactMap { day(of: $0, order) }) }
    guard let best = orders.indices.min(by: { costs[$0] < costs[$1] }) else { return nil }
    var usual = context.usualOrder
    if fields.allSatisfy(\.hasDots) { usual = .dayMonthYear }
    if context.startsWithShortYear, fields.contains(where: \.isShort) { usual = .yearMonthDay }
    guard let known = orders.firstIndex(of: usual) else { return orders[best] }
    let isDecided =
      costs[known] > Self.maximumUsualCost && costs[known] > costs[best] * Self.decisiveRatio
    return isDecided ? orders[best] : usual
  }

  /// Returns the days that a list spans, and those between its end and now; days that are still to
  /// come count four times.
  private func cost(of days: [Day]) -> Int {
    guard let first = days.min(), let last = days.max() else { return .max / 8 }
    let ahead = last.number - context.today.number
    return last.number - first.number + (ahead > 1 ? ahead * 4 : -min(ahead, 0))
  }

  private func day(of fields: NumericFields, _ order: DateOrder) -> Day? {
    let (a, b, c) = (fields.first.value, fields.second.value, fields.third.value)
    func year(_ field: NumericFields.Field) -> Int {
      field.digitCount == 2 ? grammarYear(field.value) : field.value
    }
    switch order {
    case .dayMonthYear: return Day(year: year(fields.third), month: b, day: a)
    case .monthDayYear: return Day(year: year(fields.third), month: a, day: b)
    case .yearMonthDay:
      guard fields.isShort, fields.first.digitCount == 2 else { return nil }
      return Day(year: year(fields.first), month: b, day: c)
    }
  }

  private func grammarYear(_ digits: Int) -> Int {
    let century = context.year / 100 * 100
    return digits <= context.year % 100 + 5 ? century + digits : century - 100 + digits
  }
}

/// The numeric dates in the texts of a list.
package struct NumericDateList {
  private static let maximumCount = 500

  private(set) var fields: [NumericFields] = []
  /// Whether a date has a year of four digits first.
  private(set) var hasYearFirst = false

  /// Creates an empty list.
  package init() {}

  /// Adds the first numeric date of a text, if there is one.
  package mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    guard fields.count < Self.maximumCount else { return }
    let found = NumericFields(text)
    if found.isYearLast || found.isShort {
      fields.append(found)
    } else if found.order == .yearMonthDay {
      hasYearFirst = true
    }
  }
}

extension NumericFields {
  /// Whether the fields are two short numbers before a Gregorian year of four digits.
  var isYearLast: Bool {
    (1...2).contains(first.digitCount) && (1...2).contains(second.digitCount)
      && third.digitCount == 4 && (1900...2200).contains(third.value)
  }

  /// Whether the fields are numbers of at most two digits, the last one of exactly two.
  var isShort: Bool {
    (1...2).contains(first.digitCount) && (1...2).contains(second.digitCount)
      && third.digitCount == 2
  }
}
