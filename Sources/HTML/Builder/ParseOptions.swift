/// How a page is parsed, and the bounds that end a parse early.
///
/// A bound is noticed when it is passed, so that the tree may have a few nodes more than it says:
/// those of the token at hand, and the elements that every document has.
public struct ParseOptions: Sendable {
  /// Whether scripts would run: the content of `<noscript>` is then text.
  public var scripting: Bool
  /// Nodes in the tree, the document itself included.
  public var maximumNodes: Int
  /// Attributes of one tag, repetitions included.
  public var maximumAttributes: Int
  /// Elements open at one time. Browsers lay out no more than some 500; the parse itself takes any
  /// depth, but what walks up from each node of a tree does not.
  public var maximumDepth: Int
  /// Bytes of text, after decoding; what follows is not read.
  public var maximumBytes: Int

  public init(
    scripting: Bool = false, maximumNodes: Int = 1_000_000, maximumAttributes: Int = 4_096,
    maximumDepth: Int = 4_096, maximumBytes: Int = 64 << 20
  ) {
    self.scripting = scripting
    self.maximumNodes = maximumNodes
    self.maximumAttributes = maximumAttributes
    self.maximumDepth = maximumDepth
    self.maximumBytes = maximumBytes
  }
}

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

/// Whether a browser would lay the page out by the rules of old (HTML standard, 13.2.6.4.1).
public enum QuirksMode: UInt8, Sendable, Hashable {
  case noQuirks, limitedQuirks, quirks
}

/// The namespace of an element.
public enum Namespace: UInt8, Sendable, Hashable {
  case html, svg, mathML
}
