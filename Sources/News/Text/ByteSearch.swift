extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether the bytes contain a word.
  func containsBytes(of word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    return containsBytes(UnsafeBufferPointer(start: word.utf8Start, count: length))
  }

  /// Whether the bytes contain others; false for none.
  func containsBytes(_ needle: [UInt8]) -> Bool {
    needle.withUnsafeBufferPointer { containsBytes($0) }
  }

  /// Whether the bytes contain others; false for none.
  func containsBytes(_ needle: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    var i = 0
    let last = count - needle.count
    while i <= last {
      if self[i] == first {
        var k = 1
        while k < needle.count, self[i + k] == needle[k] { k += 1 }
        if k == needle.count { return true }
      }
      i += 1
    }
    return false
  }

  /// Whether the bytes contain a word in lower case, whatever the case of their ASCII letters.
  func containsLetters(of word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    let needle = UnsafeBufferPointer(start: word.utf8Start, count: length)
    return (0...count - length).contains { start in
      needle.indices.allSatisfy { self[start + $0].lowercased == needle[$0] }
    }
  }
}

extension UInt8 {
  /// The byte with an ASCII letter in lower case.
  var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension Array where Element == UInt8 {
  /// Whether the bytes contain others.
  func containsBytes(_ needle: [UInt8]) -> Bool {
    withUnsafeBufferPointer { $0.containsBytes(needle) }
  }
}

extension String.UTF8View {
  /// Whether the text contains these bytes.
  func containsBytes(_ word: String.UTF8View) -> Bool {
    withContiguousStorageIfAvailable { text in
      word.withContiguousStorageIfAvailable { text.containsBytes($0) } ?? false
    } ?? false
  }
}
