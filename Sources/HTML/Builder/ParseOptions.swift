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
