extension StringProtocol {
  /// Returns the text, or its first characters and `…` if it is longer than the maximum.
  package func truncated(to maximumCount: Int) -> String {
    count > maximumCount ? prefix(maximumCount - 1) + "…" : String(self)
  }
}
