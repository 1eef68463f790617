extension Encoding {
  /// Creates the standard's default for a language (HTML standard, 13.2.3.2, step 9); nil if there
  /// is none.
  init?(defaultFor language: String) {
    let tag = language.lowercased().split { $0 == "-" || $0 == "_" }
    switch tag.first {
    case "ar", "fa": self = .windows1256
    case "az", "ku", "tr": self = .windows1254
    case "ba", "be", "bg", "kk", "ky", "mk", "ru", "sah", "sr", "tg", "tt", "uk":
      self = .windows1251
    case "cs", "hr", "sk": self = .windows1250
    case "el": self = .isoGreek
    case "et", "lt", "lv": self = .windows1257
    case "he": self = .windows1255
    case "hu", "pl", "sl": self = .latin2
    case "ja": self = .shiftJIS
    case "ko": self = .eucKR
    case "th": self = .windows874
    case "vi": self = .windows1258
    case "zh":
      let traditional: Set<Substring> = ["hant", "hk", "mo", "tw"]
      let isTraditional = tag.dropFirst().contains(where: traditional.contains)
      self = isTraditional && !tag.contains("hans") ? .big5 : .gbk
    default: return nil
    }
  }
}
