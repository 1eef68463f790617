/// A measure of how plausible a text is in a single-byte encoding, by the characters that its bytes
/// stand for (letters of a script, punctuation, undefined) and by their neighbours.
///
/// There is no word list. A wrong encoding results in words with letters of two scripts, capitals
/// after small letters, symbols between letters, final forms within a word, and letters that no
/// language combines.
struct SingleByteScorer {
  /// The properties of a byte's character.
  private struct CharacterClass {
    var category = Category.other
    var script = Script.latin
    var isUpper = false
    var isLower = false
    var form = Form.any
    /// The score in any context, in hundredths.
    var score = 0
    /// The languages that use the letter, one bit each.
    var languages: UInt32 = 0

    var isWordPart: Bool { category == .letter || category == .mark }
  }

  private enum Category { case letter, mark, apostrophe, other }

  /// The positions in a word that a letter can have.
  private enum Form { case any, last, notLast, afterConsonant, afterLetter, consonant }

  enum Script { case latin, greek, cyrillic, hebrew, arabic, thai, none }

  private let classes: [CharacterClass]
  /// The number of alphabets of the encoding's languages.
  private let languages: Int

  private init(_ encoding: Encoding) {
    let alphabets = LatinAlphabets.alphabets(for: encoding).map { Set($0.unicodeScalars) }
    languages = alphabets.count
    var classes = (0..<128).map { SingleByteScorer.characterClass(ascii: UInt8($0)) }
    SingleByteDecoder.upperHalf(encoding)?.withUTF8Buffer { text in
      for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        classes.append(SingleByteScorer.characterClass(scalar, alphabets))
      }
    }
    self.classes = classes
  }

  /// Returns the scorer of an encoding, nil for encodings that are not scored.
  static func scorer(for encoding: Encoding) -> SingleByteScorer? { all[encoding] }

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
  /// Returns the sum of the scores of all bytes beyond ASCII, in hundredths.
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
        if character.category == .other, character.score > Weight.undefined, before.isWordPart,
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
    } else if character.script != .latin, after.category == .letter, after.script == .latin {
      score += Weight.beforeLatin
    }
    let fits =
      switch character.form {
      case .any, .consonant: true
      case .last: after.category != .letter
      case .notLast: after.category == .letter
      case .afterLetter: before.isWordPart
      case .afterConsonant: before.form == .consonant || before.category == .mark
      }
    return fits
      ? score : score + (character.form == .notLast ? Weight.nonFinalFormAtEnd : Weight.misplaced)
  }
}

// MARK: - Character classes

extension SingleByteScorer {
  /// The scores in hundredths, measured on texts in about thirty languages, each decoded in every
  /// other encoding.
  private enum Weight {
    static let letter = 100
    static let frequent = 50
    static let rare = -40
    static let foreignLetter = -150
    static let capital = -30
    static let punctuation = 30
    static let symbol = -150
    /// An undefined byte or a control character.
    static let undefined = -800
    static let noAlphabet = -200
    static let otherLanguage = -200
    static let mixedScripts = -400
    static let beforeLatin = -300
    /// A letter on its own. Few words have one letter, but misread dashes and bullets look like
    /// them.
    static let alone = -150
    static let aloneInLatin = -70
    static let capitalInWord = -400
    static let smallAfterCapitals = -150
    static let symbolInWord = -300
    static let misplaced = -300
    static let nonFinalFormAtEnd = -100
  }

  private static func characterClass(ascii byte: UInt8) -> CharacterClass {
    let scalar = Unicode.Scalar(byte)
    let isLetter = lowercase(byte) &- UInt8(ascii: "a") < 26
    return CharacterClass(
      category: isLetter ? .letter : .other, isUpper: scalar.properties.isUppercase,
      isLower: scalar.properties.isLowercase)
  }

  private static func characterClass(
    _ scalar: Unicode.Scalar, _ alphabets: [Set<Unicode.Scalar>]
  ) -> CharacterClass {
    var character = CharacterClass()
    character.script = script(scalar)
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .titlecaseLetter:
      character.category = .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: character.category = .mark
    default:
      if scalar == "\u{FFFD}" || (0x80..<0xA0).contains(scalar.value) {
        character.score = Weight.undefined
      } else {
        character.score = punctuation.contains(scalar) ? Weight.punctuation : Weight.symbol
        if scalar == "’" || scalar == "·" { character.category = .apostrophe }
      }
      return character
    }
    character.isUpper = scalar.properties.isUppercase
    character.isLower = scalar.properties.isLowercase
    character.form = form(scalar)
    // A capital has the score of its small letter, except “İ”, whose small letter is ASCII.
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    let lowercased = mapped.isASCII ? scalar : mapped
    character.score = Weight.letter + score(lowercased, character, hasAlphabet: !alphabets.isEmpty)
    if character.isUpper { character.score += Weight.capital }
    for (index, alphabet) in alphabets.enumerated() where alphabet.contains(lowercased) {
      character.languages |= 1 << UInt32(index)
    }
    return character
  }

  /// Returns the difference between the score of a letter and that of an average letter.
  private static func score(
    _ lowercased: Unicode.Scalar, _ character: CharacterClass, hasAlphabet: Bool
  ) -> Int {
    switch character.script {
    case .latin:
      if "ªºµƒ".unicodeScalars.contains(lowercased) { return Weight.foreignLetter }
      return hasAlphabet ? 0 : Weight.noAlphabet
    case .cyrillic:
      // These letters make up half of Russian text, and nearly as much of Ukrainian and Bulgarian.
      if "оеаинтсрвлкмдпу".unicodeScalars.contains(lowercased) { return Weight.frequent }
      if "ъэщфё".unicodeScalars.contains(lowercased) { return Weight.rare }
      if "іїєґў".unicodeScalars.contains(lowercased) { return Weight.rare / 2 }
      return ("а"..."я").contains(lowercased) ? 0 : Weight.foreignLetter
    case .greek: return 40
    case .hebrew: return character.category == .mark ? -40 : 60
    case .arabic: return character.category == .mark ? -50 : 0
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

  /// The characters of running text that are not letters.
  private static let punctuation = Set(
    "«»„“”‘’–—…§¶°№€·×±©®£¢¥\u{A0}•‚›‹¿¡´²³¼½¾\u{AD}،؛؟\u{200E}\u{200F}\u{200C}\u{200D}"
      .unicodeScalars)
}
