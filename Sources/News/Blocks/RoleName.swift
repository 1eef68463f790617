/// One name of a class attribute or an id, split into words as it is read.
///
/// Names that programs generate contain words by accident: a word in a run of letters and digits, as in
/// `block-3f2ad91c`, or in a name of short pieces, as in `hAdKwL`, means nothing.
struct RoleName {
  /// The roles of the name so far.
  private var roles: UInt32 = 0
  /// The roles of runs with digits.
  private var numberedRoles: UInt32 = 0
  private var hasGeneratedRun = false
  private var wordCount = 0

  // The run of letters and digits.
  private var runRoles: UInt32 = 0
  private var shortWordRoles: UInt32 = 0
  private var shortWords = 0
  private var pieces = 0
  private var shortPieces = 0
  private var digits = 0
  private var isGenerated = false

  // The word.
  private var hash = TextHash.offsetBasis
  private var joined = TextHash.offsetBasis
  private var length = 0
  private var previousIsLower = false
  private var previousIsDigit = false

  // The words before it.
  private var followsState = false
  private var followsPreposition = false
  private var isStyling = false
  /// Whether the last word alone says that the element is hidden: words that follow it say of what or
  /// where, as in `hidden-mobile` and `hide-title`.
  private var endsHidden = false

  @inline(__always) mutating func append(_ byte: UInt8, words: HashedWordTable) {
    let isUpper = byte >= 0x41 && byte <= 0x5A
    let lower = isUpper ? byte | 0x20 : byte
    if lower >= 0x61 && lower <= 0x7A {
      if isUpper && previousIsLower { closeWord(words) }
      // `300x250` is a size.
      if previousIsDigit, lower != UInt8(ascii: "x") { isGenerated = true }
      hash = TextHash.adding(lower, to: hash)
      joined = TextHash.adding(lower, to: joined)
      length += 1
      previousIsLower = !isUpper
      previousIsDigit = false
      return
    }
    closeWord(words)
    previousIsLower = false
    previousIsDigit = byte >= 0x30 && byte <= 0x39
    if previousIsDigit {
      digits += 1
      joined = TextHash.offsetBasis
    } else {
      closeRun()
    }
  }

  /// Appends lower-case letters after one.
  @inline(__always) mutating func append(letters: UnsafeBufferPointer<UInt8>) {
    var (hash, joined) = (hash, joined)
    for byte in letters {
      hash = TextHash.adding(byte, to: hash)
      joined = TextHash.adding(byte, to: joined)
    }
    (self.hash, self.joined) = (hash, joined)
    length += letters.count
  }

  /// Returns the roles of the whole name.
  mutating func close(words: HashedWordTable) -> UInt32 {
    closeWord(words)
    closeRun()
    if !hasGeneratedRun { roles |= numberedRoles }
    if endsHidden { roles |= ElementRoles.hidden.rawValue }
    return isStyling ? roles & ~ElementRoles.boilerplate.rawValue : roles
  }

  private mutating func closeWord(_ words: HashedWordTable) {
    guard length > 0 else { return }
    let own = words[hash] ?? 0
    let both = joined == hash ? 0 : words[joined] ?? 0
    let hidden = ElementRoles.hidden.rawValue
    endsHidden = own & hidden != 0 && (wordCount == 0 || followsState)
    if !followsPreposition {
      let found = own & ~hidden
      if length <= 3, found != 0 {
        shortWordRoles |= found
        if length < 3 { shortWords += 1 }
      } else {
        runRoles |= found
      }
      runRoles |= both
    }
    if own & ElementRoles.preposition.rawValue != 0 { followsPreposition = true }
    if own & ElementRoles.styling.rawValue != 0 { isStyling = true }
    followsState = own & ElementRoles.states.rawValue != 0
    wordCount += 1
    pieces += 1
    if length < 3 { shortPieces += 1 }
    joined = hash
    hash = TextHash.offsetBasis
    length = 0
  }

  private mutating func closeRun() {
    if isGenerated || shortPieces > 0 && digits >= 4 {
      joined = TextHash.offsetBasis
      hasGeneratedRun = true
    } else {
      if pieces < 2 || shortPieces <= shortWords { runRoles |= shortWordRoles }
      if digits > 0 { numberedRoles |= runRoles } else { roles |= runRoles }
    }
    (runRoles, shortWordRoles, shortWords) = (0, 0, 0)
    (pieces, shortPieces, digits, isGenerated) = (0, 0, 0, false)
  }
}
