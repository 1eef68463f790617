import Dates
import News

/// A teaser's date as the ledger keeps it: `20526 36000 32400 minute timeElement relative`, with
/// `-` for what the page did not tell.
extension PageDate {
  var stored: String {
    [
      "\(day.number)", secondOfDay.map(String.init) ?? "-", utcOffset.map(String.init) ?? "-",
      precision.rawValue, origin.rawValue, isRelative ? "relative" : "absolute",
    ].joined(separator: " ")
  }

  /// Nil for a mere printed day, which the article's key tells.
  var storedBesideDay: String? {
    secondOfDay == nil && utcOffset == nil && !isRelative && precision == .day ? nil : stored
  }

  /// - Parameter day: what the article's key tells.
  init?(stored text: String?, day: TeaserDay?) {
    if let text {
      self.init(stored: text)
    } else {
      guard let day else { return nil }
      self.init(day: Day(number: day.day), isRelative: day.form == .relative)
    }
  }

  init?(stored text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 6, let day = Int(words[0]), let precision = Precision(rawValue: words[3])
    else { return nil }
    self.init(
      day: Day(number: day), secondOfDay: Int(words[1]), utcOffset: Int(words[2]),
      precision: precision, origin: Origin(rawValue: words[4]) ?? .text,
      isRelative: words[5] == "relative")
  }
}
