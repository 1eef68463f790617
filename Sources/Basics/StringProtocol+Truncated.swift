extension StringProtocol {
  /// Returns the text, or its first characters and `…` if it is longer than the maximum.
  package func truncated(to maximumCount: Int) -> String {
    count > maximumCount ? prefix(maximumCount - 1) + "…" : String(self)
  }

  /// Returns the text, or its beginning if it has more bytes of UTF-8 than the maximum. It ends between
  /// two characters of Unicode.
  package func prefix(maximumBytes: Int) -> String {
    guard utf8.count > maximumBytes else { return String(self) }
    let text = String(self)
    var end = text.utf8.index(text.startIndex, offsetBy: maximumBytes)
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }
}
