/// The conventions for numeric dates of languages and regions.
enum DateConventions {
  /// The top-level domains of countries whose English pages have the day first.
  private static let dayFirstDomains: Set<String> = [
    "uk", "ie", "au", "nz", "za", "in", "sg", "hk", "my", "ng", "ke", "gh", "pk", "mt", "jm", "lk",
    "bd", "zm", "ug", "tz", "eu",
  ]
  /// The top-level domains of countries whose pages have the month first.
  private static let monthFirstDomains: Set<String> = ["gov", "mil", "us", "edu", "ph"]

  private static let yearFirstLanguages: Set<String> = [
    "zh", "ja", "ko", "hu", "lt", "mn", "fa", "ne", "dz", "bo", "ii", "eu", "ug", "ps", "ckb",
  ]
  private static let dottedLanguages: Set<String> = [
    "ru", "uk", "be", "bg", "mk", "sr", "hr", "bs", "sl", "cs", "sk", "pl", "ro", "tr", "az",
    "kk", "ky", "ka", "hy", "lv", "et", "he", "de",
  ]

  /// Returns the order of "03/04/2026" in a language, given as a BCP 47 tag, on a host. English
  /// without a region is that of the host's country.
  static func order(in tag: String?, host: String?) -> DateOrder {
    let domain = host?.split(separator: ".").last.map(String.init) ?? ""
    let isEnglish = tag.map { $0.lowercased() == "en" } ?? true
    if isEnglish, dayFirstDomains.contains(domain) { return .dayMonthYear }
    if isEnglish, monthFirstDomains.contains(domain) { return .monthDayYear }
    return order(in: tag)
  }

  /// Returns the order of "03/04/2026" in a language, given as a BCP 47 tag.
  private static func order(in tag: String?) -> DateOrder {
    guard let tag else { return .dayMonthYear }
    let subtags = tag.split(whereSeparator: { $0 == "-" || $0 == "_" })
    let region = subtags.dropFirst().last?.uppercased()
    switch subtags.first?.lowercased() {
    case "en":
      return region == nil
        || ["US", "PH", "CA", "LR", "FM", "PW", "GU", "PR", "AS"].contains(region)
        ? .monthDayYear : .dayMonthYear
    case "fil", "tl", "ja", "ko", "chr", "haw": return .monthDayYear
    case "zh":
      return region == "HK" || region == "MO" || region == "SG" ? .dayMonthYear : .monthDayYear
    case "es": return region == "US" || region == "PR" ? .monthDayYear : .dayMonthYear
    default: return .dayMonthYear
    }
  }

  /// Returns whether a language writes the year first even if it has two digits: "26.03.11".
  static func startsWithShortYear(in tag: String?) -> Bool {
    yearFirstLanguages.contains(primarySubtag(of: tag))
  }

  /// Returns whether "14.03" is a day, rather than a time of day, in a language.
  static func usesDottedDayAndMonth(in tag: String?) -> Bool {
    dottedLanguages.contains(primarySubtag(of: tag))
  }

  private static func primarySubtag(of tag: String?) -> String {
    String((tag ?? "").prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
