/// What one word can mean in a date. A word may mean several things ("mar" is March and Tuesday,
/// "ago" is August and "ago"); the grammar decides.
struct Lexeme {
  struct Meaning: OptionSet {
    let rawValue: UInt32
    /// A longer phrase of the tables begins with this word.
    static let phraseStart = Meaning(rawValue: 1 << 0)
    /// Another meaning applies in some language.
    static let variants = Meaning(rawValue: 1 << 1)
    /// "of", "de", "à": may stand between the parts of a date.
    static let connector = Meaning(rawValue: 1 << 2)
    /// "Published", "Updated", "posted on": announces a date.
    static let label = Meaning(rawValue: 1 << 3)
    /// "st", "nd", "er", "ª" after a number.
    static let ordinal = Meaning(rawValue: 1 << 4)
    static let yearMark = Meaning(rawValue: 1 << 5)
    static let monthMark = Meaning(rawValue: 1 << 6)
    static let dayMark = Meaning(rawValue: 1 << 7)
    static let hourMark = Meaning(rawValue: 1 << 8)
    static let minuteMark = Meaning(rawValue: 1 << 9)
    static let secondMark = Meaning(rawValue: 1 << 10)
    /// "ago", "前", "hace", "vor".
    static let ago = Meaning(rawValue: 1 << 11)
    static let am = Meaning(rawValue: 1 << 12)
    static let pm = Meaning(rawValue: 1 << 13)
    static let zone = Meaning(rawValue: 1 << 14)
    /// "令和", "民國", "Juche", "พ.ศ.": a year of that era follows.
    static let eraBefore = Meaning(rawValue: 1 << 15)
    /// "هـ", "AH", "B.E.": the year before is of that era.
    static let eraAfter = Meaning(rawValue: 1 << 16)
    static let unit = Meaning(rawValue: 1 << 17)
    static let weekday = Meaning(rawValue: 1 << 18)
    /// "yesterday"; the offset is in `value`.
    static let relativeDay = Meaning(rawValue: 1 << 19)
    static let month = Meaning(rawValue: 1 << 20)
    static let otherMonth = Meaning(rawValue: 1 << 21)
    /// "just now".
    static let now = Meaning(rawValue: 1 << 22)
    /// "at", "um", "klo", "Uhr": a time of day is near.
    static let timeMark = Meaning(rawValue: 1 << 23)
    /// "tel", "page", "ISBN": the number that follows is no date.
    static let trap = Meaning(rawValue: 1 << 24)
    /// "to", "bis", "until".
    static let rangeWord = Meaning(rawValue: 1 << 25)
    /// A number in words, or the number a unit holds ("ساعتين" is two hours).
    static let number = Meaning(rawValue: 1 << 26)
    /// "about", "less than".
    static let filler = Meaning(rawValue: 1 << 27)
    /// The month's mark stands before its number: Vietnamese "tháng 3".
    static let monthMarkBefore = Meaning(rawValue: 1 << 28)
    /// A letter that abbreviates a Japanese era: "R8.3.14".
    static let eraLetter = Meaning(rawValue: 1 << 29)
    /// Makes a date of a future or of a span: "until", "ab".
    static let untilWord = Meaning(rawValue: 1 << 30)
    /// "일발", "日电": a day and "dispatch", as a dateline ends.
    static let dispatch = Meaning(rawValue: 1 << 31)
  }

  var meaning: Meaning = []
  var month: UInt8 = 0
  var otherMonth: UInt8 = 0
  var calendar: DateCalendar = .gregorian
  /// 1 Sunday … 7 Saturday.
  var weekday: UInt8 = 0
  var unit: DateUnit = .second
  var era: DateEra = .common
  /// Days from today, the number of a number word, or the count a unit holds.
  var value: Int16 = 0
  /// Minutes east of UTC.
  var zone: Int16 = 0

  /// Adds what another entry of the same word says.
  mutating func add(_ other: Lexeme) {
    if other.has(.month) { month = other.month }
    if other.has(.otherMonth), !has(.otherMonth) {
      otherMonth = other.otherMonth
      calendar = other.calendar
    }
    if other.has(.weekday) { weekday = other.weekday }
    if other.has(.unit) { unit = other.unit }
    if other.has([.eraBefore, .eraAfter]) { era = other.era }
    if other.has([.number, .relativeDay]) { value = other.value }
    if other.has(.zone) { zone = other.zone }
    meaning.formUnion(other.meaning)
  }

  /// The word is another month, or another weekday, than this entry says.
  func contradicts(_ other: Lexeme) -> Bool {
    has(.month) && other.has(.month) && month != other.month
      || has(.weekday) && other.has(.weekday) && weekday != other.weekday
  }

  func has(_ m: Meaning) -> Bool { !meaning.isDisjoint(with: m) }
  var isUnknown: Bool { meaning.subtracting([.phraseStart, .variants]).isEmpty }
}

enum DateUnit: UInt8 { case second, minute, hour, day, week, month, year }

/// The words of all languages, in one open-addressed table of hashes, parsed once from `DateWords`.
final class DateLexicon: Sendable {
  static let shared = DateLexicon()

  private let mask: Int
  private let keys: [UInt64]
  private let slots: [UInt16]
  private let lexemes: [Lexeme]
  /// Bits of the scalars that words of scripts without spaces begin with.
  let spacelessStarts: [UInt64]

  private init() {
    var b = Builder()
    b.addWords()
    mask = b.mask
    keys = b.keys
    slots = b.slots
    lexemes = b.lexemes
    spacelessStarts = b.spacelessStarts
  }

  @inline(__always)
  func find(_ hash: UInt64) -> Lexeme? {
    var i = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while true {
      let slot = slots[i]
      if slot == 0 { return nil }
      if keys[i] == hash { return lexemes[Int(slot)] }
      i = (i + 1) & mask
    }
  }

  /// The meaning in a language, where the word means something else there.
  func find(_ hash: UInt64, language: UInt64) -> Lexeme? {
    guard let common = find(hash) else { return nil }
    guard common.has(.variants), language != 0 else { return common }
    return find(Self.key(hash, language)) ?? common
  }

  static func key(_ hash: UInt64, _ language: UInt64) -> UInt64 {
    hash ^ (language &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A language's tag without its region, as a number; 0 for none.
  static func languageCode(_ tag: String?) -> UInt64 {
    guard let tag else { return 0 }
    var h: UInt64 = 0
    for (i, b) in tag.utf8.enumerated() {
      guard i < 3, b | 0x20 >= 0x61, b | 0x20 <= 0x7A else { break }
      h = h << 8 | UInt64(b | 0x20)
    }
    switch h {
    case 0x6E6F, 0x6E6E: return 0x6E62  // no, nn read the Bokmål words
    case 0x746C: return 0x66_696C  // tl is fil
    case 0x6977: return 0x6865  // iw is he
    case 0x696E: return 0x6964  // in is id
    default: return h
    }
  }

  @inline(__always)
  func startsSpaceless(_ scalar: UInt32) -> Bool {
    let bit = Self.startBit(scalar)
    return spacelessStarts[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  @inline(__always)
  static func startBit(_ scalar: UInt32) -> Int {
    Int((scalar &* 0x9E37_79B1) >> 20)
  }
}

/// Decodes UTF-8 scalar by scalar; ill-formed bytes come out as U+FFFD.
struct ScalarReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  mutating func next() -> UInt32? {
    guard offset < bytes.count else { return nil }
    let b = bytes[offset]
    offset += 1
    if b < 0x80 { return UInt32(b) }
    return wide(UInt32(b))
  }

  private mutating func wide(_ lead: UInt32) -> UInt32 {
    let length: Int
    var scalar: UInt32
    switch lead {
    case 0xC2...0xDF: (length, scalar) = (1, lead & 0x1F)
    case 0xE0...0xEF: (length, scalar) = (2, lead & 0x0F)
    case 0xF0...0xF4: (length, scalar) = (3, lead & 0x07)
    default: return 0xFFFD
    }
    guard offset + length <= bytes.count else {
      offset = bytes.count
      return 0xFFFD
    }
    for _ in 0..<length {
      let c = UInt32(bytes[offset])
      guard c & 0xC0 == 0x80 else { return 0xFFFD }
      scalar = scalar << 6 | (c & 0x3F)
      offset += 1
    }
    return scalar
  }
}
