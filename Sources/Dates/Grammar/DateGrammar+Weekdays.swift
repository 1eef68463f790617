/// Weekdays that stand for a day: "Friday", "last Friday", "Friday of last week".
extension DateGrammar {
  /// The weekday of a text, and what the words beside it say.
  private struct WeekdayPhrase {
    var index: Int
    /// Whether the day lies before today: "last Friday".
    var isLast = false
    /// Whether the day lies in the week before this one: "Friday last week", "上周五".
    var isOfLastWeek = false
    var timeCount = 0
  }

  /// Returns the latest day for a weekday that stands alone: "Friday", "last Friday, 14:30".
  func weekdayAlone() -> RelativeDate? {
    guard let phrase = weekdayPhrase() else { return nil }
    let token = tokens[phrase.index]
    // Short abbreviations alone are more often other words ("Sun", "so").
    guard phrase.timeCount <= 1,
      token.length >= (phrase.timeCount == 1 || phrase.isOfLastWeek ? 3 : 4)
    else { return nil }
    let weekday = Int(token.lexeme.weekday)
    var daysBack = (context.today.weekday - weekday + 7) % 7
    if phrase.isOfLastWeek {
      // Weeks start on Monday (ISO 8601).
      daysBack = (context.today.weekday + 5) % 7 + 7 - (weekday + 5) % 7
    } else if phrase.isLast, daysBack == 0 {
      daysBack = 7
    }
    return RelativeDate(
      day: Day(number: context.today.number - daysBack), first: phrase.index, last: phrase.index)
  }

  /// Returns the day for a weekday beside words that also are a duration: "thứ sáu tuần trước" is
  /// Friday last week, not one week ago.
  func weekdayOfLastWeek() -> RelativeDate? {
    guard hasAgo, let phrase = weekdayPhrase(), phrase.isLast || phrase.isOfLastWeek else {
      return nil
    }
    return weekdayAlone()
  }

  /// Returns the weekday of a text that has nothing else but words that may accompany it.
  private func weekdayPhrase() -> WeekdayPhrase? {
    var phrase: WeekdayPhrase?
    var (isLast, isOfLastWeek, hasWeek, timeCount) = (false, false, false, 0)
    for i in 0..<count {
      let token = tokens[i]
      switch token.kind {
      case .time: timeCount += 1
      case .word:
        isLast = isLast || token.means([.last, .ago])
        isOfLastWeek = isOfLastWeek || token.means(.lastWeek)
        if token.means(.unit), token.lexeme.unit == .week,
          means([.last, .ago], at: i + 1)
            || means(.last, at: i - 1)
        {
          hasWeek = true
        } else if token.means(.weekday) {
          if let known = phrase, token.length <= tokens[known.index].length {
            guard token.means(.connector) else { return nil }
          } else {
            guard phrase.map({ tokens[$0.index].means(.connector) }) ?? true else { return nil }
            phrase = WeekdayPhrase(index: i)
          }
        } else {
          guard
            token.means([.dateLabel, .timeMark, .zone, .connector, .last, .lastWeek, .ago])
              || token.means(.dayMark)
          else { return nil }
        }
      case .symbol: continue
      default: return nil
      }
    }
    phrase?.isLast = isLast
    phrase?.isOfLastWeek = isOfLastWeek || hasWeek && isLast
    phrase?.timeCount = timeCount
    return phrase
  }
}
