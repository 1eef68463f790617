extension Document {
  /// Parses a page as received.
  ///
  /// - Parameter transportCharset: the `charset` parameter of the transport's Content-Type.
  /// - Parameter charsetOverride: a charset that wins over everything the page says.
  /// - Parameter language: the reader's language (BCP 47), for pages that declare no charset.
  public init(
    _ bytes: consuming [UInt8], transportCharset: String? = nil, charsetOverride: String? = nil,
    language: String? = nil, options: ParseOptions = .init()
  ) {
    let sniffedEncoding = Encoding.sniff(
      bytes, transport: transportCharset, override: charsetOverride, language: language)
    self.init(bytes, encoding: sniffedEncoding, options: options)
  }

  /// Parses a page whose encoding is known.
  public init(
    _ bytes: consuming [UInt8], encoding: SniffedEncoding, options: ParseOptions = .init()
  ) {
    let replacementCount: Int
    (bytes, replacementCount) = encoding.encoding.decoded(bytes)
    self.init(text: bytes, options: options)
    sniffedEncoding = encoding
    self.replacementCount = replacementCount
  }

  /// Parses a page that is text already.
  public init(_ html: String, options: ParseOptions = .init()) {
    self.init(text: Array(html.utf8), options: options)
  }

  /// Parses what stands inside an element (HTML standard, 13.4, parsing HTML fragments).
  ///
  /// - Parameter context: the element's tag name, with `svg ` or `math ` before it where it is not
  ///   an HTML element.
  /// - Returns: a document whose root has the fragment's nodes as its children.
  public static func fragment(
    _ html: String, context: String, options: ParseOptions = .init()
  ) -> Document {
    Document(text: Array(html.utf8), context: FragmentContext(context), options: options)
  }

  /// Parses text.
  ///
  /// - Parameter text: valid UTF-8.
  init(text: consuming [UInt8], context: FragmentContext? = nil, options: ParseOptions) {
    let maximumCount = min(options.maximumBytes, Int(Int32.max) - 1)
    let isTruncated = text.count > maximumCount
    if isTruncated { text = prefix(of: text, maximumCount) }
    let bytes = normalizedNewlines(text)
    let storage = bytes.withUnsafeBufferPointer { input in
      var builder = TreeBuilder(arena: ParseArena(input: input), options: options)
      if let context { builder.start(in: context) }
      var tokenizer = Tokenizer(builder, maximumAttributes: options.maximumAttributes)
      tokenizer.run()
      tokenizer.sink.finish()
      tokenizer.sink.free()
      let quirks = tokenizer.sink.quirks
      let truncation = tokenizer.sink.arena.truncation ?? (isTruncated ? .bytes : nil)
      return Storage(
        bytes: bytes, arena: tokenizer.sink.arena, quirks: quirks, truncation: truncation)
    }
    self.init(storage)
  }
}

extension Encoding {
  /// Text and number of replacements, so that nobody else holds the text.
  fileprivate func decoded(_ bytes: consuming [UInt8]) -> ([UInt8], Int) {
    let decoded = decode(bytes)
    return (decoded.utf8, decoded.replacementCount)
  }
}

/// At most `limit` bytes of UTF-8, ending where a character does.
private func prefix(of text: [UInt8], _ maximumCount: Int) -> [UInt8] {
  var end = max(0, min(maximumCount, text.count))
  while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
  return Array(text[..<end])
}
