/// The letters beyond ASCII that languages of the Latin script write (Unicode CLDR, main
/// exemplar characters; what only foreign words have is left out). A text is mostly in one
/// language: letters that no language has together tell of another encoding.
enum LatinAlphabets {
  /// Of the languages whose texts are in an encoding; none where it is for another script.
  static func of(_ encoding: Encoding) -> [String] {
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
