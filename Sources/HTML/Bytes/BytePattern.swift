extension UnsafeBufferPointer<UInt8> {
  /// Whether the lower-case `pattern` stands there, whatever its case.
  func matches(_ pattern: StaticString, at position: Int) -> Bool {
    let count = pattern.utf8CodeUnitCount
    guard position + count <= self.count else { return false }
    for index in 0..<count where lowercase(self[position + index]) != pattern.utf8Start[index] {
      return false
    }
    return true
  }
}
