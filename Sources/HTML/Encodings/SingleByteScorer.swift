/// How well a text reads in an encoding of one byte a character: by what the bytes become there
/// (letters of a script, signs of punctuation, nothing at all) and by how they stand together.
///
/// No word of any language is looked for. Text in the wrong encoding shows by letters of two
/// scripts in one word, capitals behind small letters, symbols between letters, final forms in
/// mid-word, and letters that no one language uses together.
struct SingleByteScorer {
  /// What a byte becomes.
  private struct CharacterClass {
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

  private let classes: [CharacterClass]
  /// Of the letters of how many languages the encoding's texts are.
  private let languages: Int

  private init(_ encoding: Encoding) {
    let alphabets = LatinAlphabets.of(encoding).map { Set($0.unicodeScalars) }
    languages = alphabets.count
    var classes = (0..<128).map { SingleByteScorer.characterClass(ascii: UInt8($0)) }
    SingleByteDecoder.upperHalf(encoding)?.withUTF8Buffer { text in
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        classes.append(SingleByteScorer.characterClass(scalar, alphabets))
      }
    }
    self.classes = classes
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
      let character = classes[Int(text[index])]
      let before = index > 0 ? classes[Int(text[index - 1])] : CharacterClass()
      let after = index + 1 < text.count ? classes[Int(text[index + 1])] : CharacterClass()
      total += character.score
      guard character.isWordPart else {
        if character.kind == .other, character.score > Weight.wrong, before.isWordPart,
          after.isWordPart
        {
          total += Weight.symbolInWord
        }
        continue
      }
      total += SingleByteScorer.contextScore(of: character, before, after)
      if character.isLower, before.isUpper, index > 1, classes[Int(text[index - 2])].isUpper {
        total += Weight.smallAfterCapitals
      }
      guard character.script == .latin, languages > 0 else { continue }
      letters += 1
      for language in 0..<languages where character.languages & 1 << UInt32(language) != 0 {
        byLanguage[language] += 1
      }
    }
    let foreignLetters = letters - (byLanguage.max() ?? 0)
    return total + foreignLetters * Weight.otherLanguage
  }

  private static func contextScore(
    of character: CharacterClass, _ before: CharacterClass, _ after: CharacterClass
  ) -> Int {
    var score = 0
    if before.isWordPart {
      if before.script != character.script {
        score += Weight.mixedScripts
      } else if character.isUpper, before.isLower {
        score += Weight.capitalInWord
      }
    }
    if !before.isWordPart, !after.isWordPart {
      score += character.script == .latin ? Weight.aloneInLatin : Weight.alone
    } else if character.script != .latin, after.kind == .letter, after.script == .latin {
      score += Weight.beforeLatin
    }
    let fits =
      switch character.form {
      case .any, .consonant: true
      case .last: after.kind != .letter
      case .notLast: after.kind == .letter
      case .afterLetter: before.isWordPart
      case .afterConsonant: before.form == .consonant || before.kind == .mark
      }
    return fits ? score : score + (character.form == .notLast ? Weight.openForm : Weight.misplaced)
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

  private static func characterClass(ascii byte: UInt8) -> CharacterClass {
    let scalar = Unicode.Scalar(byte)
    let isLetter = lowercase(byte) &- UInt8(ascii: "a") < 26
    return CharacterClass(
      kind: isLetter ? .letter : .other, isUpper: scalar.properties.isUppercase,
      isLower: scalar.properties.isLowercase)
  }

  private static func characterClass(
    _ scalar: Unicode.Scalar, _ alphabets: [Set<Unicode.Scalar>]
  ) -> CharacterClass {
    var character = CharacterClass()
    character.script = script(scalar)
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .titlecaseLetter:
      character.kind = .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: character.kind = .mark
    default:
      if scalar == "\u{FFFD}" || (0x80..<0xA0).contains(scalar.value) {
        character.score = Weight.wrong
      } else {
        character.score = punctuation.contains(scalar) ? Weight.punctuation : Weight.symbol
        if scalar == "’" || scalar == "·" { character.kind = .apostrophe }
      }
      return character
    }
    character.isUpper = scalar.properties.isUppercase
    character.isLower = scalar.properties.isLowercase
    character.form = form(scalar)
    // A letter is as frequent as its small form, but “İ”, whose small form is ASCII.
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    let lowercased = mapped.isASCII ? scalar : mapped
    character.score = Weight.letter + score(lowercased, character, hasAlphabet: !alphabets.isEmpty)
    if character.isUpper { character.score += Weight.capital }
    for (index, alphabet) in alphabets.enumerated() where alphabet.contains(lowercased) {
      character.languages |= 1 << UInt32(index)
    }
    return character
  }

  /// What a letter is worth more or less than others.
  private static func score(
    _ lowercased: Unicode.Scalar, _ character: CharacterClass, hasAlphabet: Bool
  ) -> Int {
    switch character.script {
    case .latin:
      if "ªºµƒ".unicodeScalars.contains(lowercased) { return Weight.foreignLetter }
      return hasAlphabet ? 0 : Weight.noAlphabet
    case .cyrillic:
      // The half of Russian text that these letters are; Ukrainian and Bulgarian are not far off.
      if "оеаинтсрвлкмдпу".unicodeScalars.contains(lowercased) { return Weight.frequent }
      if "ъэщфё".unicodeScalars.contains(lowercased) { return Weight.rare }
      if "іїєґў".unicodeScalars.contains(lowercased) { return Weight.rare / 2 }
      return ("а"..."я").contains(lowercased) ? 0 : Weight.foreignLetter
    case .greek: return 40
    case .hebrew: return character.kind == .mark ? -40 : 60
    case .arabic: return character.kind == .mark ? -50 : 0
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
