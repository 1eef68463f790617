/// The letters beyond ASCII of languages in the Latin script (Unicode CLDR, main exemplar
/// characters without those of foreign words). Most texts are in one language, so letters that no
/// language combines indicate another encoding.
enum LatinAlphabets {
  /// Returns the alphabets of the languages that use an encoding; none for other scripts.
  static func alphabets(for encoding: Encoding) -> [String] {
    switch encoding {
    case .windows1252, .latin9: western
    case .windows1250, .latin2, .latin10: central
    case .windows1254, .latin3: turkish
    case .windows1257, .latin4, .latin6, .latin7: baltic
    case .windows1258: vietnamese
    case .latin8: western
    default: []
    }
  }

  private static let western = [
    "äöüß",  // German
    "àâçéèêëîïôùûüœæ",  // French
    "áéíñóúü",  // Spanish
    "àèéìíòóùú",  // Italian
    "áâãàçéêíóôõúü",  // Portuguese
    "åäöé",  // Swedish, Finnish
    "æøåé",  // Danish, Norwegian
    "éëïöèàáóíúü",  // Dutch
    "àçèéíïòóúü",  // Catalan
  ]

  private static let central = [
    "ąćęłńóśźż",  // Polish
    "áčďéěíňóřšťúůýž",  // Czech
    "áäčďéíĺľňóôŕšťúýž",  // Slovak
    "áéíóöőúüű",  // Hungarian
    "ăâîşţ",  // Romanian
    "čćšžđ",  // Croatian, Slovene
  ]

  private static let turkish = ["çğıİöşüâîû"]

  private static let baltic = [
    "ąčęėįšųūž",  // Lithuanian
    "āčēģīķļņšūž",  // Latvian
    "äöüõšž",  // Estonian
  ]

  private static let vietnamese = [
    "àáâãăèéêđìíòóôơùúưýõ\u{300}\u{301}\u{303}\u{309}\u{323}"
  ]
}
