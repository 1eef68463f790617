/// The bound that ended a parse early; what was read until then is in the tree.
public enum Truncation: String, Sendable, Hashable {
  /// ``ParseOptions/maximumNodes``.
  case nodes
  /// ``ParseOptions/maximumAttributes``.
  case attributes
  /// ``ParseOptions/maximumDepth``.
  case depth
  /// ``ParseOptions/maximumBytes``.
  case bytes
  /// More different names of elements and attributes than numbers for them.
  case names
  /// Searches among open elements that would have cost out of proportion to the page's size: a few
  /// steps for each byte of it, and some millions besides.
  case remainingSteps
}
