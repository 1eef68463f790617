extension StringProtocol {
  /// Returns at most so many characters of the text; `…` is the last where it had more.
  package func cut(_ limit: Int) -> String {
    count > limit ? prefix(limit - 1) + "…" : String(self)
  }
}
