/// Comparison of short texts by the hashes of their words.
enum TextSimilarity {
  static func words(_ text: some StringProtocol) -> [UInt64] {
    var text = String(text)
    return text.withUTF8 { bytes in
      var words: [UInt64] = []
      words.reserveCapacity(min(400, bytes.count / 4 + 1))
      for word in WordHashes(bytes).prefix(400) { words.append(word) }
      return words
    }
  }

  /// Returns Dice's coefficient of the words: 1 for equal texts, 0 for texts without a common word.
  static func similarity(_ a: [UInt64], _ b: [UInt64]) -> Double {
    if a == b { return a.isEmpty ? 0 : 1 }
    let (few, many) = a.count < b.count ? (a, b) : (b, a)
    // The number of common words is at most the size of the smaller set.
    guard !few.isEmpty, few.count * 6 > many.count else { return 0 }
    return 2 * Double(common(few, many)) / Double(a.count + b.count) * 0.98
  }

  /// Returns the number of words that two texts have in common.
  private static func common(_ few: [UInt64], _ many: [UInt64]) -> Int {
    // Most texts have so few words that the used ones are the bits of a number.
    if many.count <= UInt64.bitWidth {
      var used: UInt64 = 0
      for word in few {
        if let place = many.indices.first(where: { many[$0] == word && used >> $0 & 1 == 0 }) {
          used |= 1 << place
        }
      }
      return used.nonzeroBitCount
    }
    var left = many
    for word in few {
      if let place = left.firstIndex(of: word) {
        left.swapAt(place, left.count - 1)
        left.removeLast()
      }
    }
    return many.count - left.count
  }
}
