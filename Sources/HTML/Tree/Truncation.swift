/// The limit that ended a parse early. The tree contains everything that was parsed before.
public enum Truncation: String, Sendable, Hashable {
  /// ``ParseOptions/maximumNodes`` was reached.
  case nodes
  /// A tag exceeded ``ParseOptions/maximumAttributes``.
  case attributes
  /// ``ParseOptions/maximumDepth`` was reached.
  case depth
  /// The text exceeded ``ParseOptions/maximumBytes``.
  case bytes
  /// The page has more distinct names of elements and attributes than there are numbers.
  case names
  /// Searches among open elements took more steps than the page's size justifies: four million and
  /// eight for each byte.
  case steps
}
