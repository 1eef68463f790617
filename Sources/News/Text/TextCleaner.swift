/// A normalizer of text: white space collapses; control characters, terminal escape sequences and
/// invisible characters are removed, except the joiners of words.
struct TextCleaner {
  /// Whether directional marks (U+200E, U+200F) and isolates stay. They are part of a text that is
  /// displayed, but texts are compared without them.
  private let keepsDirection: Bool
  /// Whether white space precedes the next character.
  var pendingSpace: Bool
  /// Characters written; those of East Asian scripts count twice, because they carry about twice as
  /// much.
  var length = 0
  /// Commas, full stops and similar punctuation written.
  var marks = 0

  init(pendingSpace: Bool = false, keepsDirection: Bool = false) {
    self.pendingSpace = pendingSpace
    self.keepsDirection = keepsDirection
  }

  /// Appends cleaned text.
  ///
  /// - Parameter blockStart: the length of `out` at which leading white space is dropped.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8], blockStart: Int
  ) {
    var i = 0
    let count = bytes.count
    while i < count {
      let byte = bytes[i]
      if byte > 0x20, byte < 0x7F {
        // Plain characters are copied in runs, with the single spaces between them.
        let end = endOfPlainText(bytes, from: i)
        space(&out, blockStart)
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[i..<end]))
        length += end - i
        i = end
      } else if byte <= 0x20 || byte == 0x7F {
        i = control(bytes, at: i)
      } else {
        i = wide(bytes, at: i, to: &out, blockStart)
      }
    }
  }

  /// Returns the end of a run of printable ASCII characters with at most one space between two of
  /// them, and counts its marks.
  private mutating func endOfPlainText(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var found = 0
    var i = start + 1
    if Self.isMark(bytes[start]) { found += 1 }
    while i + 16 <= bytes.count, let count = PlainText.marks(in: bytes.baseAddress! + i) {
      found += count
      i += 16
    }
    while i < bytes.count, bytes[i] &- 0x20 < 0x5F, bytes[i] != 0x20 || bytes[i - 1] != 0x20 {
      if Self.isMark(bytes[i]) { found += 1 }
      i += 1
    }
    marks += found
    // A space at the end may be followed by another one.
    return bytes[i - 1] == 0x20 ? i - 1 : i
  }

  private mutating func space(_ out: inout [UInt8], _ blockStart: Int) {
    guard pendingSpace else { return }
    pendingSpace = false
    if out.count > blockStart {
      out.append(0x20)
      length += 1
    }
  }

  /// Appends pending white space.
  mutating func flushSpace(to out: inout [UInt8]) { space(&out, -1) }

  /// Handles a control character. White space becomes pending; other control characters are
  /// dropped, together with the terminal escape sequence they begin (ECMA-48, 5.4).
  private mutating func control(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
    switch bytes[i] {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
      pendingSpace = true
      return i + 1
    case 0x1B where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "["):
      var j = i + 2
      while j < bytes.count, (0x20...0x3F).contains(bytes[j]) { j += 1 }
      return j < bytes.count && (0x40...0x7E).contains(bytes[j]) ? j + 1 : i + 1
    default:
      return i + 1
    }
  }

  private mutating func wide(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, to out: inout [UInt8], _ blockStart: Int
  ) -> Int {
    let lead = bytes[i]
    let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    let end = min(i + size, bytes.count)
    let second = i + 1 < end ? bytes[i + 1] : 0
    let third = i + 2 < end ? bytes[i + 2] : 0
    switch (lead, second, third) {
    case (0xC2, 0xA0, _), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80),
      (0xE2, 0x80, 0xA8...0xA9):
      // No-break, en to hair, narrow no-break and ideographic space; line and paragraph separator.
      pendingSpace = true
      return end
    case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x81, 0xA6...0xA9):
      // Directional marks and isolates.
      if !keepsDirection { return end }
    case (0xC2, 0xAD, _), (0xC2, 0x80...0x9F, _), (0xE2, 0x80, 0x8B), (0xE2, 0x80, 0xAA...0xAE),
      (0xE2, 0x81, 0xA0...0xAF), (0xEF, 0xBB, 0xBF), (0xEF, 0xBF, 0xB9...0xBB),
      (0xF3, 0xA0, 0x80...0x81):
      // Soft hyphen, C1 controls, zero-width space, directional embeddings and overrides, word joiner,
      // BOM, interlinear annotations, tags.
      return end
    default: break
    }
    space(&out, blockStart)
    out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[i..<end]))
    length += (0xE3...0xED).contains(lead) || lead == 0xF0 ? 2 : 1
    if lead == 0xE3, second == 0x80, third == 0x81 || third == 0x82 { marks += 1 }
    if lead == 0xEF, second == 0xBC, [0x8C, 0x81, 0x9F, 0x9B].contains(third) { marks += 1 }
    if lead == 0xD8, second == 0x8C || second == 0x9B || second == 0x9F { marks += 1 }
    if lead == 0xDB, second == 0x94 { marks += 1 }
    if lead == 0xE0, second == 0xA5, third == 0xA4 { marks += 1 }
    return end
  }

  @inline(__always) private static func isMark(_ byte: UInt8) -> Bool {
    // A bit for each of the first 64 characters.
    byte < 64 && markBits >> UInt64(byte) & 1 == 1
  }

  private static let markBits: UInt64 = 1 << 0x21 | 1 << 0x2C | 1 << 0x2E | 1 << 0x3B | 1 << 0x3F

  /// Returns the cleaned form of a text.
  static func clean(_ text: some StringProtocol) -> String {
    var out: [UInt8] = []
    var cleaner = TextCleaner()
    var text = String(text)
    text.withUTF8 { cleaner.append($0, to: &out, blockStart: 0) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Returns the length of a text as measured by `BlockTree.Block.length`.
  static func length(of text: String) -> Int {
    var out: [UInt8] = []
    var cleaner = TextCleaner()
    var text = text
    text.withUTF8 { cleaner.append($0, to: &out, blockStart: 0) }
    return cleaner.length
  }
}
