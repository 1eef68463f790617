/// A parsed page: the tree that a browser would build (HTML standard, 13.2).
///
/// ```swift
/// let page = Document(bytes, transportCharset: "utf-8")
/// for link in page.select(try Selector("h2 > a[href]")) {
///   print(link[.href] ?? "", link.textContent)
/// }
/// ```
///
/// A value over one immutable storage object: nodes in document order in one array, attributes in
/// another, text and values as ranges of the page's bytes wherever nothing had to be decoded. Cheap
/// to copy; a ``Node`` keeps it alive.
///
/// A page goes through `Encodings/` (bytes to UTF-8), `Tokenizer/` (a file for each group of
/// states) and `Builder/` (a file for each group of insertion modes); `Tree/` is what it comes to.
public struct Document: Sendable {
  let storage: Storage
  /// The encoding the page was read in, and how it was found.
  public internal(set) var sniffedEncoding = SniffedEncoding(.utf8, .content)
  /// U+FFFD put in for bytes that mean nothing in the encoding.
  public internal(set) var replacementCount = 0

  /// The encoding the page was read in.
  public var encoding: Encoding { sniffedEncoding.encoding }

  init(_ storage: Storage) { self.storage = storage }

  /// The document itself, index 0.
  public var root: Node { Node(storage, 0) }
  /// Nodes in the tree, the document included. Indexes below it are nodes, in document order.
  public var nodeCount: Int { storage.nodeCount }

  /// - Precondition: `index` is below ``nodeCount``.
  public subscript(index: Int) -> Node {
    precondition(index >= 0 && index < storage.nodeCount, "no such node")
    return Node(storage, Int32(truncatingIfNeeded: index))
  }

  /// The `<html>` element.
  public var documentElement: Node? { root.firstElementChild }

  /// The `<head>` element.
  public var head: Node? { documentElement?.childElements.first { $0.isElement(.head) } }

  /// The `<body>` element, or a `<frameset>` in its place.
  public var body: Node? {
    documentElement?.childElements.first { $0.isElement(.body) || $0.isElement(.frameset) }
  }

  /// The doctype, where there is one; its parts are its attributes `.name`, `.public`, `.system`.
  public var doctype: Node? { root.children.first { $0.kind == .doctype } }

  public var quirks: QuirksMode { storage.quirks }
  /// The bound that ended the parse early; nil when the page was read to its end.
  public var truncation: Truncation? { storage.truncation }

  /// The name with exactly these letters: static, or met in this document. Nil means that nothing
  /// here bears it.
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

  /// The letters of a name of this document.
  public func string(of name: Name) -> String { storage.nameString(name.number) }
}
