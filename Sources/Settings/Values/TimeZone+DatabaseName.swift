import struct Foundation.TimeZone

extension TimeZone {
  /// The time zone that has this name in the IANA time zone database; nil if none has.
  ///
  /// Foundation also accepts abbreviations such as "PST" and "IST", which are no names of the database
  /// and stand for several zones, and offsets such as "GMT+3".
  package init?(databaseName name: String) {
    guard name.contains("/") || TimeZone.namesWithoutPlace.contains(name) else { return nil }
    self.init(identifier: name)
  }

  /// The names of the database without a slash: those of its files `etcetera` and `backward`.
  static let namesWithoutPlace: Set<String> = [
    "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT",
    "GMT+0", "GMT-0", "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel",
    "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo",
    "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "UCT", "UTC",
    "Universal", "W-SU", "WET", "Zulu",
  ]
}
