extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes at a position match a pattern, ignoring the case of ASCII letters.
  ///
  /// - Parameter pattern: ASCII, in lower case.
  func matches(_ pattern: StaticString, at position: Int) -> Bool {
    let count = pattern.utf8CodeUnitCount
    guard position + count <= self.count else { return false }
    for index in 0..<count where lowercase(self[position + index]) != pattern.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether the bytes are a pattern and nothing else, ignoring the case of ASCII letters.
  ///
  /// - Parameter pattern: ASCII, in lower case.
  func equals(_ pattern: StaticString) -> Bool {
    count == pattern.utf8CodeUnitCount && matches(pattern, at: 0)
  }
}
