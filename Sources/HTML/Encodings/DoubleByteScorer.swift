/// A measure of how plausible a text is in a double-byte encoding, by the rows of the character set
/// that its characters are in.
///
/// Each national standard sorts its characters by frequency: kana, hangul or the frequent
/// ideographs come first, and rare ones have rows of their own (JIS X 0208 level 1: rows 16–47; KS
/// X 1001 hangul: 16–40; GB 2312 level 1: 16–55; Big5 level 1: 0xA4–0xC6). A text in another
/// encoding is spread over all rows.
struct DoubleByteScorer {
  /// A range of codes and its score, in hundredths per byte beyond ASCII.
  private struct Row {
    var leads: ClosedRange<UInt8>
    var trails: ClosedRange<UInt8>
    var score: Int
  }

  private let rows: [Row]
  private let leads: ClosedRange<UInt8>
  private let trails: ClosedRange<UInt8>
  /// The bytes that are characters on their own.
  private let singles: ClosedRange<UInt8>?
  /// Whether a digit as second byte begins a character of four bytes.
  private let hasFourBytes: Bool
  /// The lead of characters of three bytes.
  private let longLead: UInt8?

  /// The score of a byte that does not begin a character.
  private static let invalid = -800
  /// The score of half-width katakana, which are rare.
  private static let halfWidthKatakana = -50
  /// The score of rows without characters of running text.
  private static let unusedRow = -200
  /// The score of a character with an ASCII trail after an ASCII letter, which is more likely part
  /// of a word of a European language.
  private static let withinWord = -300

  private init(
    _ rows: [(ClosedRange<UInt8>, ClosedRange<UInt8>, Int)], leads: ClosedRange<UInt8>,
    trails: ClosedRange<UInt8>, singles: ClosedRange<UInt8>? = nil, hasFourBytes: Bool = false,
    longLead: UInt8? = nil
  ) {
    self.leads = leads
    self.rows = rows.map { Row(leads: $0.0, trails: $0.1, score: $0.2) }
    self.trails = trails
    self.singles = singles
    self.hasFourBytes = hasFourBytes
    self.longLead = longLead
  }

  init?(_ encoding: Encoding) {
    switch encoding {
    case .eucKR: self = .eucKR
    case .gbk, .gb18030: self = .gbk
    case .big5: self = .big5
    case .eucJP: self = .eucJP
    case .shiftJIS: self = .shiftJIS
    default: return nil
    }
  }

  /// The first row that contains a code determines its score.
  private static let eucKR = DoubleByteScorer(
    [
      (0xB0...0xC8, 0xA1...0xFE, 115),  // hangul
      (0xA1...0xA3, 0xA1...0xFE, 50),  // punctuation, full-width letters
      (0xCA...0xFD, 0xA1...0xFE, -75),  // hanja
      (0x81...0xC6, 0x41...0xFE, -60),  // rarer hangul of windows-949
    ], leads: 0x81...0xFE, trails: 0x41...0xFE)

  private static let gbk = DoubleByteScorer(
    [
      (0xB0...0xD7, 0xA1...0xFE, 100),  // level 1
      (0xA1...0xA1, 0xA1...0xFE, 75),  // punctuation
      (0xA3...0xA3, 0xA1...0xFE, 75),  // full-width letters
      (0xD8...0xF7, 0xA1...0xFE, -50),  // level 2
      (0xA4...0xA9, 0xA1...0xFE, -125),  // kana, Greek, Cyrillic, boxes
      (0x81...0xFE, 0x30...0x39, -50),  // four bytes
      (0x81...0xFE, 0x40...0xFE, -100),  // additions of GBK
    ], leads: 0x81...0xFE, trails: 0x40...0xFE, hasFourBytes: true)

  private static let big5 = DoubleByteScorer(
    [
      (0x81...0xFE, 0x7F...0xA0, -400),  // unused trails
      (0xA4...0xC6, 0x40...0xFE, 100),  // level 1
      (0xA1...0xA3, 0x40...0xFE, 75),  // punctuation, bopomofo
      (0xC9...0xF9, 0x40...0xFE, -50),  // level 2
    ], leads: 0x81...0xFE, trails: 0x40...0xFE)

  private static let eucJP = DoubleByteScorer(
    [
      (0xA4...0xA5, 0xA1...0xF6, 120),  // kana
      (0xA1...0xA1, 0xA1...0xFE, 75),  // punctuation
      (0xA3...0xA3, 0xA1...0xFE, 75),  // full-width letters
      (0xB0...0xCF, 0xA1...0xFE, 60),  // level 1
      (0xD0...0xF4, 0xA1...0xFE, -50),  // level 2
      (0x8E...0x8F, 0xA1...0xFE, -50),  // half-width kana, JIS X 0212
    ], leads: 0x8E...0xFE, trails: 0xA1...0xFE, longLead: 0x8F)

  private static let shiftJIS = DoubleByteScorer(
    [
      (0x82...0x82, 0x9F...0xF1, 120),  // hiragana
      (0x83...0x83, 0x40...0x96, 120),  // katakana
      (0x81...0x82, 0x40...0xFC, 75),  // punctuation, full-width letters
      (0x88...0x97, 0x40...0xFC, 100),  // level 1
      (0x98...0xEA, 0x40...0xFC, -50),  // level 2
    ], leads: 0x81...0xFC, trails: 0x40...0xFC, singles: 0xA1...0xDF)

  /// Returns the sum of the scores of all bytes beyond ASCII, in hundredths.
  func total(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var total = 0
    var isWithinWord = false
    var position = 0
    while position < text.count {
      let lead = text[position]
      guard lead >= 0x80 else {
        isWithinWord = lowercase(lead) &- UInt8(ascii: "a") < 26
        position += 1
        continue
      }
      let trail = position + 1 < text.count ? text[position + 1] : 0
      if let singles, singles.contains(lead) {
        total += DoubleByteScorer.halfWidthKatakana
        position += 1
      } else if let score = score(lead, trail) {
        if trail < 0x80, isWithinWord { total += DoubleByteScorer.withinWord }
        total += trail < 0x80 ? score : 2 * score
        position += hasFourBytes && trail < 0x40 ? 4 : lead == longLead ? 3 : 2
      } else {
        total += DoubleByteScorer.invalid
        position += 1
      }
      isWithinWord = false
    }
    return total
  }

  /// Returns the score of a code, nil if the two bytes are not a character.
  private func score(_ lead: UInt8, _ trail: UInt8) -> Int? {
    let isDigit = hasFourBytes && (0x30...0x39).contains(trail)
    guard leads.contains(lead), isDigit || trails.contains(trail), trail != 0x7F else {
      return nil
    }
    for row in rows where row.leads.contains(lead) && row.trails.contains(trail) {
      return row.score
    }
    return DoubleByteScorer.unusedRow
  }
}
