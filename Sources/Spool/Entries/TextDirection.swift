/// The direction in which a text is read, the value of the attribute `dir` in HTML.
enum TextDirection: String {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"

  /// - Parameters:
  ///   - language: a BCP 47 tag. Its script decides, and then its language.
  ///   - text: decides by its first letters if there is no tag.
  init(language: String?, text: String) {
    if let language, !language.isEmpty {
      let subtags = language.lowercased().split(separator: "-").map(String.init)
      let script = subtags.dropFirst().first { $0.utf8.count == 4 }
      let isRightToLeft =
        script.map(TextDirection.scripts.contains)
        ?? subtags.first.map(TextDirection.languages.contains)
      self = isRightToLeft == true ? .rightToLeft : .leftToRight
    } else {
      let letter = text.unicodeScalars.prefix(TextDirection.maximumLength).first {
        $0.properties.isAlphabetic
      }
      self = letter.map(TextDirection.isRightToLeft) == true ? .rightToLeft : .leftToRight
    }
  }

  private static let maximumLength = 1000

  /// Languages that are written from right to left unless the tag names another script (CLDR).
  private static let languages: Set<String> = [
    "ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo",
    "ps", "sd", "syr", "ug", "ur", "yi",
  ]

  /// Scripts that are written from right to left (ISO 15924).
  private static let scripts: Set<String> = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
  ]

  /// Whether a letter is of a block that is reserved for scripts from right to left (DerivedBidiClass).
  private static func isRightToLeft(_ letter: Unicode.Scalar) -> Bool {
    switch letter.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}
