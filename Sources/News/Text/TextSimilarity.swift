/// Comparison of short texts by the hashes of their words.
enum TextSimilarity {
  static func words(_ text: some StringProtocol) -> [UInt64] {
    var text = String(text)
    return text.withUTF8 { Array(WordHashes($0).prefix(400)) }
  }

  /// Returns Dice's coefficient of the words: 1 for equal texts, 0 for texts without a common word.
  static func similarity(_ a: [UInt64], _ b: [UInt64]) -> Double {
    if a == b { return a.isEmpty ? 0 : 1 }
    let (few, many) = a.count < b.count ? (a, b) : (b, a)
    // The number of common words is at most the size of the smaller set.
    guard !few.isEmpty, few.count * 6 > many.count else { return 0 }
    var left = many
    var common = 0
    for word in few {
      if let place = left.firstIndex(of: word) {
        left.swapAt(place, left.count - 1)
        left.removeLast()
        common += 1
      }
    }
    return 2 * Double(common) / Double(a.count + b.count) * 0.98
  }
}
