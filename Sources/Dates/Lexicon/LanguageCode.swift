/// A language without script and region, as its two or three letters in one integer.
struct LanguageCode: Hashable, Sendable {
  /// The ASCII letters of the code, the last one in the lowest byte; 0 for no language.
  let rawValue: UInt64

  private init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Creates the code of a BCP 47 tag. Obsolete codes become the present ones, and Norwegian is
  /// Bokmål, because the lexicon has one set of Norwegian words.
  init(tag: String?) {
    var letters: UInt64 = 0
    for byte in (tag ?? "").utf8.prefix(3) {
      guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A else { break }
      letters = letters << 8 | UInt64(byte | 0x20)
    }
    switch letters {
    case 0x6E6F, 0x6E6E: rawValue = 0x6E62  // no, nn: nb
    case 0x746C: rawValue = 0x66_696C  // tl: fil
    case 0x6977: rawValue = 0x6865  // iw: he
    case 0x696E: rawValue = 0x6964  // in: id
    default: rawValue = letters
    }
  }

  static let none = LanguageCode(rawValue: 0)
  static let arabic = LanguageCode(rawValue: 0x6172)
  static let chinese = LanguageCode(rawValue: 0x7A68)
  static let nepali = LanguageCode(rawValue: 0x6E65)
  static let pashto = LanguageCode(rawValue: 0x7073)
  static let persian = LanguageCode(rawValue: 0x6661)
  static let thai = LanguageCode(rawValue: 0x7468)
}
