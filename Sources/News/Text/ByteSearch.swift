extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether the bytes contain a word.
  func containsBytes(of word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    let needle = UnsafeBufferPointer(start: word.utf8Start, count: length)
    let first = needle[0]
    var i = 0
    let last = count - length
    while i <= last {
      if self[i] == first {
        var k = 1
        while k < length, self[i + k] == needle[k] { k += 1 }
        if k == length { return true }
      }
      i += 1
    }
    return false
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes contain others.
  func containsBytes(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    return withUnsafeBufferPointer { text in
      for start in 0...(text.count - needle.count) where text[start] == first {
        var k = 1
        while k < needle.count, text[start + k] == needle[k] { k += 1 }
        if k == needle.count { return true }
      }
      return false
    }
  }
}

extension String.UTF8View {
  /// Whether the text contains these bytes.
  func containsBytes(_ word: String.UTF8View) -> Bool {
    withContiguousStorageIfAvailable { text in
      word.withContiguousStorageIfAvailable { needle in
        guard let first = needle.first, text.count >= needle.count else { return false }
        for start in 0...(text.count - needle.count) where text[start] == first {
          var k = 1
          while k < needle.count, text[start + k] == needle[k] { k += 1 }
          if k == needle.count { return true }
        }
        return false
      } ?? false
    } ?? false
  }
}
