/// The builder of the lexicon's hash table.
struct DateLexiconBuilder {
  /// The number of slots minus one.
  let mask = 32_767
  private(set) var hashes = [WordHash](repeating: WordHash(), count: 32_768)
  private(set) var indices = [UInt16](repeating: 0, count: 32_768)
  private(set) var lexemes: [Lexeme] = []
  private(set) var spacelessInitials = ScalarFilter()
  private var languageSpecific: [(hash: WordHash, language: LanguageCode, entry: Lexeme)] = []

  init() {
    lexemes.reserveCapacity(16_384)
    lexemes.append(Lexeme())  // Index 0 marks an empty slot.
  }

  /// Adds a word, or a phrase with `_` for its spaces.
  ///
  /// The entry holds for its language only if `isLanguageSpecific` is true or if it contradicts the
  /// common meaning of the word. Call `addLanguageSpecificEntries()` after the last word.
  mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, _ entry: Lexeme, language: LanguageCode,
    isLanguageSpecific: Bool
  ) {
    let hash = addPrefixes(of: word)
    let index = index(of: hash)
    if language != .none, isLanguageSpecific || lexemes[index].contradicts(entry) {
      lexemes[index].meaning.insert(.hasVariants)
      languageSpecific.append((hash, language, entry))
    } else {
      lexemes[index].add(entry)
    }
  }

  /// Adds the entries of single languages to the common meanings of their words. An entry without a
  /// meaning removes the common meaning.
  mutating func addLanguageSpecificEntries() {
    for (hash, language, entry) in languageSpecific {
      let common = lexemes[index(of: hash)]
      let index = index(of: hash.specific(to: language))
      if entry.meaning.isEmpty {
        lexemes[index] = Lexeme()
        continue
      }
      if lexemes[index].meaning.isEmpty { lexemes[index] = common }
      lexemes[index].add(entry)
    }
  }

  /// Returns the hash of a word after marking each of its beginnings as the start of a phrase: up
  /// to a space, or up to any letter in a script without spaces.
  private mutating func addPrefixes(of word: UnsafeBufferPointer<UInt8>) -> WordHash {
    var hash = WordHash()
    var decoder = ScalarDecoder(word)
    var isFirst = true
    var isSpaceless = false
    while let scalar = decoder.next() {
      if scalar == 0x5F {  // "_"
        lexemes[index(of: hash)].meaning.insert(.phraseStart)
        hash.append(0x20)
        continue
      }
      let folded = LetterFolding.fold(scalar)
      if folded == 0 { continue }
      if isSpaceless {
        lexemes[index(of: hash)].meaning.insert(.phraseStart)
      } else if isFirst, Scripts.isSpaceless(folded) {
        isSpaceless = true
        spacelessInitials.insert(folded)
      }
      isFirst = false
      hash.append(folded)
    }
    return hash
  }

  /// Returns the index of a word's entry, after adding an empty one if there is none.
  private mutating func index(of hash: WordHash) -> Int {
    var slot = hash.slot(mask: mask)
    while indices[slot] != 0 {
      if hashes[slot] == hash { return Int(indices[slot]) }
      slot = (slot + 1) & mask
    }
    precondition(lexemes.count < mask, "The hash table of the lexicon is full.")
    indices[slot] = UInt16(lexemes.count)
    hashes[slot] = hash
    lexemes.append(Lexeme())
    return lexemes.count - 1
  }
}
