/// How well a text reads in an encoding of one byte a character: by what the bytes become there
/// (letters of a script, signs of punctuation, nothing at all) and by how they stand together.
///
/// No word of any language is looked for. Text in the wrong encoding shows by letters of two
/// scripts in one word, capitals behind small letters, symbols between letters, final forms in
/// mid-word, and letters that no one language uses together.
struct SingleByteScorer {
  /// What a byte becomes.
  private struct Sign {
    var kind = Kind.other
    var script = Script.latin
    var isUpper = false
    var isLower = false
    var form = Form.any
    /// Hundredths, wherever it stands.
    var score = 0
    /// The languages that write it, a bit each.
    var languages: UInt32 = 0

    var isWordPart: Bool { kind == .letter || kind == .mark }
  }

  private enum Kind { case letter, mark, apostrophe, other }

  /// Where in a word a letter can stand.
  private enum Form { case any, last, notLast, afterConsonant, afterLetter, consonant }

  enum Script { case latin, greek, cyrillic, hebrew, arabic, thai, none }

  private let signs: [Sign]
  /// Of the letters of how many languages the encoding's texts are.
  private let languages: Int

  private init(_ encoding: Encoding) {
    let alphabets = LatinAlphabets.of(encoding).map { Set($0.unicodeScalars) }
    languages = alphabets.count
    var signs = (0..<128).map { SingleByteScorer.sign(ascii: UInt8($0)) }
    SingleByteDecoder.upperHalf(encoding)?.withUTF8Buffer { text in
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        signs.append(SingleByteScorer.sign(scalar, alphabets))
      }
    }
    self.signs = signs
  }

  /// Nil for encodings that texts are not scored in.
  static func of(_ encoding: Encoding) -> SingleByteScorer? { all[encoding] }

  private static let all: [Encoding: SingleByteScorer] = {
    let others: Set<Encoding> = [.macintosh, .xMacCyrillic, .isoHebrew, .isoLogicalHebrew]
    var all: [Encoding: SingleByteScorer] = [:]
    for encoding in Encoding.allCases where !others.contains(encoding) {
      if SingleByteDecoder.upperHalf(encoding) != nil { all[encoding] = SingleByteScorer(encoding) }
    }
    return all
  }()
}

// MARK: - Scoring

extension SingleByteScorer {
  /// Hundredths for each byte beyond ASCII, summed up.
  func total(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var total = 0
    var letters = 0
    var byLanguage = [Int](repeating: 0, count: languages)
    for index in text.indices where text[index] >= 0x80 {
      let sign = signs[Int(text[index])]
      let before = index > 0 ? signs[Int(text[index - 1])] : Sign()
      let after = index + 1 < text.count ? signs[Int(text[index + 1])] : Sign()
      total += sign.score
      guard sign.isWordPart else {
        if sign.kind == .other, sign.score > Weight.wrong, before.isWordPart, after.isWordPart {
          total += Weight.symbolInWord
        }
        continue
      }
      total += SingleByteScorer.place(of: sign, before, after)
      if sign.isLower, before.isUpper, index > 1, signs[Int(text[index - 2])].isUpper {
        total += Weight.smallAfterCapitals
      }
      guard sign.script == .latin, languages > 0 else { continue }
      letters += 1
      for language in 0..<languages where sign.languages & 1 << UInt32(language) != 0 {
        byLanguage[language] += 1
      }
    }
    let unusedRow = letters - (byLanguage.max() ?? 0)
    return total + unusedRow * Weight.otherLanguage
  }

  private static func place(of sign: Sign, _ before: Sign, _ after: Sign) -> Int {
    var score = 0
    if before.isWordPart {
      if before.script != sign.script {
        score += Weight.mixedScripts
      } else if sign.isUpper, before.isLower {
        score += Weight.capitalInWord
      }
    }
    if !before.isWordPart, !after.isWordPart {
      score += sign.script == .latin ? Weight.aloneInLatin : Weight.alone
    } else if sign.script != .latin, after.kind == .letter, after.script == .latin {
      score += Weight.beforeLatin
    }
    let fits =
      switch sign.form {
      case .any, .consonant: true
      case .last: after.kind != .letter
      case .notLast: after.kind == .letter
      case .afterLetter: before.isWordPart
      case .afterConsonant: before.form == .consonant || before.kind == .mark
      }
    return fits ? score : score + (sign.form == .notLast ? Weight.openForm : Weight.misplaced)
  }
}

// MARK: - Signs

extension SingleByteScorer {
  /// In hundredths. Measured on texts in some thirty languages, re-encoded and read in each of the
  /// others.
  private enum Weight {
    static let letter = 100
    static let frequent = 50
    static let rare = -40
    static let foreignLetter = -150
    static let capital = -30
    static let punctuation = 30
    static let symbol = -150
    /// Bytes without meaning, and control characters.
    static let wrong = -800
    static let noAlphabet = -200
    static let otherLanguage = -200
    static let mixedScripts = -400
    static let beforeLatin = -300
    /// Words of one letter are few, but dashes and bullets read wrongly look like them.
    static let alone = -150
    static let aloneInLatin = -70
    static let capitalInWord = -400
    static let smallAfterCapitals = -150
    static let symbolInWord = -300
    static let misplaced = -300
    static let openForm = -100
  }

  private static func sign(ascii byte: UInt8) -> Sign {
    let scalar = Unicode.Scalar(byte)
    let isLetter = lowercase(byte) &- UInt8(ascii: "a") < 26
    return Sign(
      kind: isLetter ? .letter : .other, isUpper: scalar.properties.isUppercase,
      isLower: scalar.properties.isLowercase)
  }

  private static func sign(
    _ scalar: Unicode.Scalar, _ alphabets: [Set<Unicode.Scalar>]
  ) -> Sign {
    var sign = Sign()
    sign.script = script(scalar)
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .titlecaseLetter:
      sign.kind = .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: sign.kind = .mark
    default:
      if scalar == "\u{FFFD}" || (0x80..<0xA0).contains(scalar.value) {
        sign.score = Weight.wrong
      } else {
        sign.score = punctuation.contains(scalar) ? Weight.punctuation : Weight.symbol
        if scalar == "’" || scalar == "·" { sign.kind = .apostrophe }
      }
      return sign
    }
    sign.isUpper = scalar.properties.isUppercase
    sign.isLower = scalar.properties.isLowercase
    sign.form = form(scalar)
    // A letter is as frequent as its small form, but “İ”, whose small form is ASCII.
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    let small = mapped.isASCII ? scalar : mapped
    sign.score = Weight.letter + score(small, sign, hasAlphabet: !alphabets.isEmpty)
    if sign.isUpper { sign.score += Weight.capital }
    for (index, alphabet) in alphabets.enumerated() where alphabet.contains(small) {
      sign.languages |= 1 << UInt32(index)
    }
    return sign
  }

  /// What a letter is worth more or less than others.
  private static func score(_ small: Unicode.Scalar, _ sign: Sign, hasAlphabet: Bool) -> Int {
    switch sign.script {
    case .latin:
      if "ªºµƒ".unicodeScalars.contains(small) { return Weight.foreignLetter }
      return hasAlphabet ? 0 : Weight.noAlphabet
    case .cyrillic:
      // The half of Russian text that these letters are; Ukrainian and Bulgarian are not far off.
      if "оеаинтсрвлкмдпу".unicodeScalars.contains(small) { return Weight.frequent }
      if "ъэщфё".unicodeScalars.contains(small) { return Weight.rare }
      if "іїєґў".unicodeScalars.contains(small) { return Weight.rare / 2 }
      return ("а"..."я").contains(small) ? 0 : Weight.foreignLetter
    case .greek: return 40
    case .hebrew: return sign.kind == .mark ? -40 : 60
    case .arabic: return sign.kind == .mark ? -50 : 0
    case .thai: return -10
    case .none: return Weight.noAlphabet
    }
  }

  private static func script(_ scalar: Unicode.Scalar) -> Script {
    switch scalar.value {
    case ..<0x250, 0x300..<0x370, 0x1E00..<0x1F00: .latin
    case 0x370..<0x400: .greek
    case 0x400..<0x530: .cyrillic
    case 0x590..<0x600: .hebrew
    case 0x600..<0x700: .arabic
    case 0xE00..<0xE80: .thai
    default: .none
    }
  }

  private static func form(_ scalar: Unicode.Scalar) -> Form {
    switch scalar {
    case "ς", "ך", "ם", "ן", "ף", "ץ": return .last
    case "σ", "כ", "מ", "נ", "פ", "צ": return .notLast
    case "ก"..."ฮ": return .consonant
    case "ะ", "า", "ำ": return .afterLetter
    default: break
    }
    let isThaiMark =
      script(scalar) == .thai && scalar.properties.generalCategory == .nonspacingMark
    return isThaiMark ? .afterConsonant : .any
  }

  /// What stands in running text beside letters.
  private static let punctuation = Set(
    "«»„“”‘’–—…§¶°№€·×±©®£¢¥\u{A0}•‚›‹¿¡´²³¼½¾\u{AD}،؛؟\u{200E}\u{200F}\u{200C}\u{200D}"
      .unicodeScalars)
}
