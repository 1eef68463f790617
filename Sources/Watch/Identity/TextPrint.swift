/// What is kept of an article's text to know it again: a sample of the hashes of its runs of
/// three words.
struct TextPrint: Hashable, Sendable {
  /// The smallest hashes, ascending.
  private let sample: [UInt32]
  /// How many runs the text has, counted once each.
  private let count: UInt32

  static let size = 48

  init(_ text: String) {
    let words = TextPrint.words(text)
    var runs: Set<UInt32> = []
    for i in words.indices {
      var hash = StableHash()
      for word in words[i..<min(i + 3, words.count)] { hash.add(UInt64(bitPattern: word)) }
      runs.insert(UInt32(truncatingIfNeeded: hash.value))
      if i + 3 >= words.count { break }
    }
    sample = Array(runs.sorted().prefix(TextPrint.size))
    count = UInt32(runs.count)
  }

  private static func words(_ text: String) -> [Int64] {
    var out: [Int64] = []
    var hash = StableHash()
    var isInside = false
    for scalar in text.unicodeScalars.prefix(200_000) {
      if scalar.value < 0x80 ? scalar.isASCIIWord : scalar.properties.isAlphabetic {
        hash.add(UInt64(scalar.value < 0x80 ? scalar.value | 0x20 : scalar.value))
        isInside = true
        // Writing without spaces: each ideograph is a word.
        guard (0x2E80...0x9FFF).contains(scalar.value) else { continue }
      }
      if isInside { out.append(hash.value) }
      hash = StableHash()
      isInside = false
    }
    if isInside { out.append(hash.value) }
    return out
  }

  /// Whether the texts are the same but for an edit: nine tenths of the smaller one's runs are in
  /// the other, as far as the samples tell, and neither is a mere piece of the other.
  func isAlike(_ other: TextPrint) -> Bool {
    guard count > 0, other.count > 0 else { return false }
    guard min(count, other.count) * 2 >= max(count, other.count) else { return false }
    // Below the lesser of the two greatest hashes both samples are complete.
    let top = min(
      sample.count < TextPrint.size ? .max : sample.last!,
      other.sample.count < TextPrint.size ? .max : other.sample.last!)
    let mine = sample.filter { $0 <= top }
    let theirs = Set(other.sample.filter { $0 <= top })
    let shared = mine.count { theirs.contains($0) }
    return shared * 10 >= min(mine.count, theirs.count) * 9
  }

  var bytes: [UInt8] {
    ([count] + sample).flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
  }

  init?(bytes: [UInt8]) {
    guard bytes.count >= 4, bytes.count % 4 == 0 else { return nil }
    let words = stride(from: 0, to: bytes.count, by: 4).map { i in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[i + $1]) << UInt32($1 * 8) }
    }
    count = words[0]
    sample = Array(words.dropFirst())
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

extension OwedArticle {
  /// What a look decides by: the text; where none was read of the other, the teasers.
  func isSame(as suspect: SuspectArticle, print: TextPrint) -> Bool {
    if let bytes = suspect.fingerprint, let other = TextPrint(bytes: bytes) {
      return print.isAlike(other)
    }
    if sighting.lede.isCompatible(with: suspect.sighting.lede) { return true }
    return sighting.link == suspect.sighting.link
      && sighting.lede.isSimilar(to: suspect.sighting.lede)
  }
}

extension LedeKey {
  /// Whether one reads as the other with a word or two changed: most runs of four bytes are shared.
  func isSimilar(to other: LedeKey) -> Bool {
    let mine = runs
    let theirs = other.runs
    guard !mine.isEmpty, !theirs.isEmpty else { return false }
    return mine.intersection(theirs).count * 4 >= min(mine.count, theirs.count) * 3
  }

  private var runs: Set<UInt32> {
    guard bytes.count >= 4 else { return [] }
    return Set(
      (0...(bytes.count - 4)).map { i in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[i + $1]) }
      })
  }
}
