extension Document {
  /// Parses a page as received.
  ///
  /// - Parameter transportCharset: the `charset` parameter of the transport's Content-Type.
  /// - Parameter charsetOverride: a charset that wins over everything the page says.
  /// - Parameter language: the reader's language (BCP 47), for pages that declare no charset.
  public init(
    _ bytes: [UInt8], transportCharset: String? = nil, charsetOverride: String? = nil,
    language: String? = nil, options: ParseOptions = .init()
  ) {
    self.init(Storage(bytes: bytes))
  }

  /// Parses a page that is text already.
  public init(_ html: String, options: ParseOptions = .init()) {
    self.init(Array(html.utf8), options: options)
  }

  /// Parses what stands inside an element (HTML standard, 13.4, parsing HTML fragments).
  ///
  /// - Parameter context: the element's tag name, with `svg ` or `math ` before it where it is not
  ///   an HTML element.
  /// - Returns: a document whose root has the fragment's nodes as its children.
  public static func fragment(
    _ html: String, context: String, options: ParseOptions = .init()
  ) -> Document {
    Document(html, options: options)
  }
}
