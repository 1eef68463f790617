/// A parsed page: the tree that a browser would build (HTML standard, 13.2).
///
/// ```swift
/// let page = Document(bytes, transportCharset: "utf-8")
/// for link in page.select(try Selector("h2 > a[href]")) {
///   print(link[.href] ?? "", link.textContent)
/// }
/// ```
///
/// A document is a value over one immutable storage object. The storage holds the nodes in document
/// order in one array and the attributes in another. Text and attribute values are ranges of the
/// page's bytes unless they had to be decoded. A document is cheap to copy, and every ``Node``
/// keeps its storage alive.
///
/// Parsing decodes the page to UTF-8 (`Encodings/`), splits it into tokens (`Tokenizer/`, a file
/// per group of states) and builds the tree (`Builder/`, a file per group of insertion modes).
public struct Document: Sendable {
  @usableFromInline let storage: Storage
  /// The encoding of the page, and how it was determined.
  public internal(set) var sniffedEncoding = SniffedEncoding(.utf8, .content)
  /// The number of U+FFFD characters that replaced malformed bytes.
  public internal(set) var replacementCount = 0

  /// The encoding of the page.
  public var encoding: Encoding { sniffedEncoding.encoding }

  init(_ storage: Storage) { self.storage = storage }

  /// The document node, whose index is 0.
  public var root: Node { Node(storage, 0) }
  /// The number of nodes, including the document. All lower numbers are indexes of nodes, in
  /// document order.
  public var nodeCount: Int { storage.nodeCount }

  /// The node with an index.
  ///
  /// - Precondition: `index` is at least 0 and below ``nodeCount``.
  public subscript(index: Int) -> Node {
    precondition(index >= 0 && index < storage.nodeCount, "node index out of range")
    return Node(storage, Int32(truncatingIfNeeded: index))
  }

  /// Returns the index of the first element whose name satisfies a condition, at or after an index and
  /// before another one.
  @inlinable
  public func firstElementIndex(
    from start: Int, before end: Int, where condition: (Name) -> Bool
  ) -> Int? {
    precondition(start >= 0 && end <= storage.nodeCount, "node index out of range")
    var index = start
    while index < end {
      let record = storage.nodes + index
      if record.pointee.kind == .element, condition(Name(number: record.pointee.name)) {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The `<html>` element.
  public var documentElement: Node? { root.firstElementChild }

  /// The `<head>` element.
  public var head: Node? { documentElement?.childElements.first { $0.isElement(.head) } }

  /// The `<body>` element, or the `<frameset>` of a page with frames.
  public var body: Node? {
    documentElement?.childElements.first { $0.isElement(.body) || $0.isElement(.frameset) }
  }

  /// The doctype, if there is one. Its parts are the attributes `.name`, `.public` and `.system`.
  public var doctype: Node? { root.children.first { $0.kind == .doctype } }

  /// The quirks mode, which the doctype determines.
  public var quirks: QuirksMode { storage.quirks }
  /// The limit that ended the parse early; nil if the whole page was parsed.
  public var truncation: Truncation? { storage.truncation }

  /// Returns the name with exactly this text, static or of this document; nil if no node or
  /// attribute of the document can have it.
  public func name(_ string: String) -> Name? {
    if let name = Name(string) { return name }
    var string = string
    return string.withUTF8 { wanted in
      for index in storage.names.indices {
        let same = storage.withText(storage.names[index]) { $0.elementsEqual(wanted) }
        if same { return Name(number: UInt16(index + Name.staticCount + 1)) }
      }
      return nil
    }
  }

  /// Returns the text of a name of this document.
  public func string(of name: Name) -> String { storage.nameString(name.number) }
}
