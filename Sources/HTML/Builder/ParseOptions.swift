/// The settings of a parse: the scripting flag, and the limits that end a parse early.
///
/// A limit is checked after a node is added, so the tree may exceed it by the nodes of the current
/// token and the elements that every document has.
public struct ParseOptions: Sendable {
  /// Whether scripting is enabled, so that the content of `<noscript>` is text.
  public var scripting: Bool
  /// The maximum number of nodes in the tree, including the document.
  public var maximumNodes: Int
  /// The maximum number of attributes of one tag, including repetitions.
  public var maximumAttributes: Int
  /// The maximum number of open elements. Browsers limit the depth to about 500. The parser itself
  /// handles any depth, but code that visits the ancestors of every node does not.
  public var maximumDepth: Int
  /// The maximum number of bytes of decoded text. The rest of the page is ignored.
  public var maximumBytes: Int

  /// Creates settings; the defaults suit pages from the web.
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
