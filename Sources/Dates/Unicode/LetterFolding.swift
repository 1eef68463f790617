/// Letter folding: lower case, no diacritics, and one form of each letter that has variants.
///
/// Words of the lexicon and words of a text are compared in their folded form.
enum LetterFolding {
  /// Returns the folded scalar; returns 0 for scalars that do not count (combining marks, joiners,
  /// bidirectional controls).
  @inline(__always)
  static func fold(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
    return foldBeyondASCII(scalar)
  }

  private static func foldBeyondASCII(_ s: UInt32) -> UInt32 {
    switch s {
    case 0xAA: return 0x61  // ª
    case 0xBA: return 0x6F  // º
    case 0xC0...0x24F: return Tables.latin[Int(s - 0xC0)]
    case 0x259: return 0x65  // ə
    case 0x254: return 0x6F
    case 0x25B: return 0x65
    case 0x2B0...0x2FF, 0x300...0x36F: return 0  // modifier letters, combining marks
    case 0x370...0x3FF: return greek(s)
    case 0x400...0x45F: return cyrillic(s)
    case 0x460...0x52F: return (s & 1) == 0 && !(0x4C0...0x4CF).contains(s) ? s + 1 : s
    case 0x531...0x556: return s + 0x30  // Armenian
    case 0x591...0x5C7: return 0  // Hebrew points
    case 0x600...0x6FF: return arabic(s)
    case 0x900...0xE7F: return indic(s)
    case 0x10A0...0x10C5: return s + 0x30  // old Georgian capitals
    case 0x1C90...0x1CBF: return s - 0xBC0  // Georgian Mtavruli
    case 0x1AB0...0x1AFF, 0x1DC0...0x1DFF: return 0
    case 0x1E00...0x1EFF: return Tables.latinExtended[Int(s - 0x1E00)]
    case 0x1F00...0x1FFF: return greekExtended(s)
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: return 0
    case 0xFF21...0xFF3A: return s - 0xFF21 + 0x61  // full width
    case 0xFF41...0xFF5A: return s - 0xFF41 + 0x61
    default: return s
    }
  }

  private static func arabic(_ s: UInt32) -> UInt32 {
    switch s {
    case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670: 0  // marks, tatweel
    case 0x622, 0x623, 0x625, 0x671: 0x627  // alef
    case 0x629, 0x6BE, 0x6C0...0x6C3, 0x6D5: 0x647  // heh
    case 0x626, 0x649, 0x64A, 0x6CC, 0x6CD, 0x6D0: 0x6CC  // yeh
    case 0x643, 0x6AA: 0x6A9  // kaf
    default: s
    }
  }

  /// Folds letters of the scripts of India and of Thai.
  private static func indic(_ s: UInt32) -> UInt32 {
    switch s {
    case 0x93C, 0x9BC, 0xA3C, 0xABC, 0xB3C: 0  // nukta
    case 0x901, 0x902: 0x902  // candrabindu, anusvara
    case 0x958...0x95F: Tables.devanagariNukta[Int(s - 0x958)]
    case 0x9DC: 0x9A1
    case 0x9DD: 0x9A2
    case 0x9DF: 0x9AF
    case 0xE33: 0xE32  // sara am
    default: s
    }
  }

  private static func greek(_ s: UInt32) -> UInt32 {
    switch s {
    case 0x386, 0x3AC: return 0x3B1
    case 0x388, 0x3AD: return 0x3B5
    case 0x389, 0x3AE: return 0x3B7
    case 0x38A, 0x3AF, 0x3AA, 0x3CA, 0x390: return 0x3B9
    case 0x38C, 0x3CC: return 0x3BF
    case 0x38E, 0x3CD, 0x3AB, 0x3CB, 0x3B0: return 0x3C5
    case 0x38F, 0x3CE: return 0x3C9
    case 0x3C2: return 0x3C3
    case 0x391...0x3A9: return s + 0x20
    default: return s
    }
  }

  /// Folds polytonic letters by their row in the code chart.
  private static func greekExtended(_ s: UInt32) -> UInt32 {
    switch s {
    case 0x1F00...0x1F0F, 0x1F70...0x1F71, 0x1F80...0x1F8F, 0x1FB0...0x1FBC: return 0x3B1
    case 0x1F10...0x1F1F, 0x1F72...0x1F73, 0x1FC8...0x1FC9: return 0x3B5
    case 0x1F20...0x1F2F, 0x1F74...0x1F75, 0x1FC2...0x1FC7, 0x1FCA...0x1FCC: return 0x3B7
    case 0x1F30...0x1F3F, 0x1F76...0x1F77, 0x1FD0...0x1FDB: return 0x3B9
    case 0x1F40...0x1F4F, 0x1F78...0x1F79: return 0x3BF
    case 0x1F50...0x1F5F, 0x1F7A...0x1F7B, 0x1FE0...0x1FE3, 0x1FE6...0x1FEB: return 0x3C5
    case 0x1F60...0x1F6F, 0x1F7C...0x1F7D: return 0x3C9
    default: return s
    }
  }

  private static func cyrillic(_ s: UInt32) -> UInt32 {
    var c = s
    if c <= 0x40F { c += 0x50 } else if c <= 0x42F { c += 0x20 }
    switch c {
    case 0x439, 0x450, 0x45D: return c == 0x450 ? 0x435 : 0x438  // й ѐ ѝ
    case 0x451: return 0x435  // ё
    case 0x457: return 0x456  // ї
    case 0x45E: return 0x443  // ў
    case 0x453: return 0x433
    case 0x45C: return 0x43A
    default: return c
    }
  }

  private enum Tables {
    /// Base letters of U+00C0 to U+024F by position; `?` stands for the letter itself.
    static let latin = letters(
      """
      aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaacccccc\
      ccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrr\
      rrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
      """, from: 0xC0, count: 0x190)

    /// Base letters of U+1E00 to U+1EFF by position; `?` stands for the letter itself.
    static let latinExtended = letters(
      """
      aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnn\
      oooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzht\
      wya?sss?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooo\
      uuuuuuuuuuuuuuyyyyyyyy????yy
      """, from: 0x1E00, count: 0x100)

    static let devanagariNukta: [UInt32] = [
      0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F,
    ]

    private static func letters(_ text: String, from base: UInt32, count: Int) -> [UInt32] {
      var letters: [UInt32] = []
      letters.reserveCapacity(count)
      for letter in text.unicodeScalars {
        letters.append(letter == "?" ? base + UInt32(letters.count) : letter.value)
      }
      while letters.count < count {
        letters.append(beyondLatinExtendedA(base + UInt32(letters.count)))
      }
      return letters
    }

    /// Folds the few letters past U+017F that occur in news.
    private static func beyondLatinExtendedA(_ s: UInt32) -> UInt32 {
      switch s {
      case 0x1A0, 0x1A1, 0x1D1, 0x1D2: 0x6F
      case 0x1AF, 0x1B0, 0x1D3, 0x1D4: 0x75
      case 0x1CD, 0x1CE: 0x61
      case 0x1CF, 0x1D0: 0x69
      case 0x1E6, 0x1E7: 0x67
      case 0x1E8, 0x1E9: 0x6B
      case 0x1F8, 0x1F9: 0x6E
      case 0x218, 0x219: 0x73
      case 0x21A, 0x21B: 0x74
      case 0x18E, 0x18F, 0x1DD: 0x65
      case 0x181: 0x253
      case 0x18A: 0x257
      case 0x198: 0x199
      case 0x1B3: 0x1B4
      default: s
      }
    }
  }
}
