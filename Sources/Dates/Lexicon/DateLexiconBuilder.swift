extension DateLexicon {
  /// Fills the table from `DateWords`; used once.
  struct Builder {
    let mask = 32_767
    private(set) var keys = [UInt64](repeating: 0, count: 32_768)
    private(set) var slots = [UInt16](repeating: 0, count: 32_768)
    private(set) var lexemes: [Lexeme] = []
    private(set) var spacelessStarts = [UInt64](repeating: 0, count: 64)
    private var ofOneLanguage: [(hash: UInt64, language: UInt64, entry: Lexeme)] = []

    init() {
      lexemes.reserveCapacity(16_384)
      lexemes.append(Lexeme())  // slot 0 is the empty one
    }

    /// The index of a word's entry, made where there is none.
    private mutating func index(_ hash: UInt64) -> Int {
      var i = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
      while slots[i] != 0 {
        if keys[i] == hash { return Int(slots[i]) }
        i = (i + 1) & mask
      }
      precondition(lexemes.count < mask, "the table of words is full")
      slots[i] = UInt16(lexemes.count)
      keys[i] = hash
      lexemes.append(Lexeme())
      return lexemes.count - 1
    }

    /// Adds a word or phrase (`_` for the spaces). An entry of one language only, and one that
    /// contradicts what the word commonly means, holds for its language; one without any meaning
    /// takes the common meaning away there.
    mutating func add(
      _ word: UnsafeBufferPointer<UInt8>, _ entry: Lexeme, language: UInt64, only: Bool
    ) {
      var hash = DateFolding.seed
      var reader = ScalarReader(word)
      var isFirst = true
      var isSpaceless = false
      while let s = reader.next() {
        if s == 0x5F {
          lexemes[index(hash)].meaning.insert(.phraseStart)
          hash = DateFolding.step(hash, 0x20)
          continue
        }
        let f = DateFolding.fold(s)
        if f == 0 { continue }
        if isSpaceless {
          lexemes[index(hash)].meaning.insert(.phraseStart)
        } else if isFirst, Scripts.isSpaceless(f) {
          isSpaceless = true
          let bit = DateLexicon.startBit(f)
          spacelessStarts[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        isFirst = false
        hash = DateFolding.step(hash, f)
      }
      let i = index(hash)
      if language != 0, only || lexemes[i].contradicts(entry) {
        lexemes[i].meaning.insert(.variants)
        ofOneLanguage.append((hash, language, entry))
      } else {
        lexemes[i].add(entry)
      }
    }

    /// Gives the words of single languages their meaning, on top of what they mean in all.
    mutating func addOfOneLanguage() {
      for (hash, language, entry) in ofOneLanguage {
        let common = lexemes[index(hash)]
        let i = index(DateLexicon.key(hash, language))
        if entry.meaning.isEmpty {
          lexemes[i] = Lexeme()
          continue
        }
        if lexemes[i].meaning.isEmpty { lexemes[i] = common }
        lexemes[i].add(entry)
      }
    }

    /// Calls for each blank-separated item of a table; items that end in ":" are headings. The items
    /// may be kept: a static string's bytes never move.
    func items(
      _ table: StaticString, _ body: (UnsafeBufferPointer<UInt8>, _ isHeading: Bool) -> Void
    ) {
      table.withUTF8Buffer { bytes in
        var i = 0
        while i < bytes.count {
          while i < bytes.count, bytes[i] <= 0x20 { i += 1 }
          let start = i
          while i < bytes.count, bytes[i] > 0x20 { i += 1 }
          guard i > start else { break }
          let isHeading = bytes[i - 1] == 0x3A
          body(UnsafeBufferPointer(rebasing: bytes[start..<(isHeading ? i - 1 : i)]), isHeading)
        }
      }
    }
  }
}
