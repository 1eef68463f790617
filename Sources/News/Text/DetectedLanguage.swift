/// The script and language of a text, detected by its letters and its most common words.
struct DetectedLanguage: Equatable {
  enum Script: String {
    case latin, cyrillic, greek, arabic, hebrew, devanagari, bengali, tamil, telugu, thai, georgian
    case armenian, korean, japanese, chinese
  }

  var script: Script
  /// The language of a text in Latin letters; nil if its words do not decide.
  var language: String?

  /// Returns nil if the text is too short or mixes scripts.
  init?(_ text: some StringProtocol) {
    var counts: [Script: Int] = [:]
    var kana = 0
    for scalar in text.unicodeScalars.prefix(3000) {
      guard let script = Self.script(of: scalar.value) else { continue }
      counts[script, default: 0] += 1
      if script == .japanese { kana += 1 }
    }
    // Japanese uses Chinese characters too.
    if let han = counts[.chinese], kana * 12 >= han {
      counts[.japanese] = kana + han
      counts[.chinese] = nil
    }
    let all = counts.values.reduce(0, +)
    guard let (script, count) = counts.max(by: { $0.value < $1.value }), all >= 12,
      count * 10 >= all * 8
    else { return nil }
    self.script = script
    language = script == .latin ? Self.latinLanguage(text) : nil
  }

  /// Returns a message if two texts are certainly in different languages.
  func differs(from other: DetectedLanguage) -> String? {
    if script != other.script { return "\(script.rawValue), not \(other.script.rawValue)" }
    guard let language, let otherLanguage = other.language, language != otherLanguage else {
      return nil
    }
    return "\(language), not \(otherLanguage)"
  }

  /// Creates the script and language that a BCP 47 tag stands for.
  init?(tag: String) {
    let language = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    if Self.commonWords[language] != nil {
      self.script = .latin
      self.language = language
    } else if let script = Self.scripts[language] {
      self.script = script
    } else {
      return nil
    }
  }

  private static let scripts: [String: Script] = [
    "ar": .arabic, "be": .cyrillic, "bg": .cyrillic, "bn": .bengali, "el": .greek, "fa": .arabic,
    "he": .hebrew, "hi": .devanagari, "hy": .armenian, "ja": .japanese, "ka": .georgian,
    "ko": .korean, "mk": .cyrillic, "mr": .devanagari, "ne": .devanagari, "ru": .cyrillic,
    "ta": .tamil, "te": .telugu, "th": .thai, "uk": .cyrillic, "ur": .arabic, "zh": .chinese,
  ]

  /// Returns the script of a letter, by Unicode block.
  private static func script(of scalar: UInt32) -> Script? {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F: .cyrillic
    case 0x531...0x58F: .armenian
    case 0x5D0...0x5EA: .hebrew
    case 0x620...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFE: .arabic
    case 0x900...0x97F: .devanagari
    case 0x980...0x9FF: .bengali
    case 0xB80...0xBFF: .tamil
    case 0xC00...0xC7F: .telugu
    case 0xE01...0xE4F: .thai
    case 0x10A0...0x10FF: .georgian
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: .korean
    case 0x3041...0x30FF: .japanese
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: .chinese
    default: nil
    }
  }

  /// The most common words of each language that its neighbours do not share.
  private static let commonWords: [String: [UInt64]] = [
    "cs": "že se je na ve při které který jsou podle také byl jako však jeho",
    "da": "og af det som ikke blev har til den være også mere efter ved hvor",
    "de": "der die und das ist nicht mit von den für auf ein eine dem sich auch",
    "en": "the of and to in that is was for on with by as at from has it be are",
    "es": "el la los las que del por con una para como más pero sus este fue",
    "fi": "ja on ei että se oli hän mutta myös kun ovat joka mukaan sen",
    "fr": "le les des une dans est que pour qui sur au pas par avec ce plus sont",
    "hu": "a az és hogy nem egy is meg csak volt már szerint mert pedig",
    "id": "yang dan di dengan untuk pada ini itu dari dalam tidak akan juga",
    "it": "il di che è per della del una con sono dei nel alla non gli anche",
    "nl": "de het een van en dat niet met zijn voor aan ook maar bij naar werd",
    "pl": "w i na się nie że z do jest oraz przez przy jak dla od był",
    "pt": "o os da do em que não uma com para dos das mais foi pelo são ao",
    "ro": "și în de la cu care pe din nu este sunt pentru mai fost prin",
    "sv": "och att det som är på en inte av för har till med den också efter",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi sonra kadar",
    "vi": "và của là có trong được cho không với các này một người đã",
  ].mapValues { TextSimilarity.words($0) }

  /// Returns the language whose common words are much more frequent than those of any other.
  private static func latinLanguage(_ text: some StringProtocol) -> String? {
    var hits: [String: Int] = [:]
    let words = TextSimilarity.words(text.prefix(2500)).prefix(400)
    guard words.count >= 8 else { return nil }
    var counts: [UInt64: Int] = [:]
    for word in words { counts[word, default: 0] += 1 }
    for (language, common) in commonWords {
      hits[language] = common.reduce(0) { $0 + (counts[$1] ?? 0) }
    }
    let ranked = hits.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    guard let best = ranked.first, best.value >= 3, best.value * 8 >= words.count,
      best.value >= 2 * ranked[1].value + 1
    else { return nil }
    return best.key
  }
}
