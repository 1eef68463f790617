import Dates
import News

extension PageDate {
  /// The stored form, such as `20526 36000 32400 minute timeElement relative`, with `-` for a missing
  /// value.
  var stored: String {
    [
      "\(day.number)", secondOfDay.map(String.init) ?? "-", utcOffset.map(String.init) ?? "-",
      precision.rawValue, origin.rawValue, isRelative ? "relative" : "absolute",
    ].joined(separator: " ")
  }

  /// The stored form; nil for a printed day without a time, which the article's key contains.
  var storedBesideDay: String? {
    secondOfDay == nil && utcOffset == nil && !isRelative && precision == .day ? nil : stored
  }

  /// Decodes the stored form.
  /// - Parameter day: the day of the article's key, which is used if there is no stored form.
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
