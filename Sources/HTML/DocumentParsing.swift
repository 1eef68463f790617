extension Document {
  /// Parses a page as received.
  ///
  /// - Parameters:
  ///   - bytes: the body of the response.
  ///   - transportCharset: the `charset` parameter of the Content-Type header.
  ///   - charsetOverride: a charset that takes precedence over every declaration of the page.
  ///   - language: the expected language (BCP 47), used for a page that declares no charset.
  ///   - options: the limits of the parse.
  public init(
    _ bytes: consuming [UInt8], transportCharset: String? = nil, charsetOverride: String? = nil,
    language: String? = nil, options: ParseOptions = .init()
  ) {
    let sniffedEncoding = Encoding.sniff(
      bytes, transport: transportCharset, override: charsetOverride, language: language)
    self.init(bytes, encoding: sniffedEncoding, options: options)
  }

  /// Parses a page whose encoding is known.
  ///
  /// - Parameters:
  ///   - bytes: the page in that encoding.
  ///   - encoding: the encoding, and how it was determined.
  public init(
    _ bytes: consuming [UInt8], encoding: SniffedEncoding, options: ParseOptions = .init()
  ) {
    let replacementCount: Int
    (bytes, replacementCount) = encoding.encoding.decoded(bytes)
    self.init(text: bytes, options: options)
    sniffedEncoding = encoding
    self.replacementCount = replacementCount
  }

  /// Parses a page after correcting a wrong declaration of its encoding
  /// (``SniffedEncoding/corrected(for:language:expected:)``). Valid UTF-8 is read only once to test it.
  ///
  /// - Parameters:
  ///   - bytes: the page.
  ///   - declared: the encoding that the page declares, or that was detected.
  ///   - language: the expected language tag, nil for the language that the page declares.
  ///   - expected: the encoding of earlier pages of the same site, which decides close cases.
  public init(
    _ bytes: consuming [UInt8], correcting declared: SniffedEncoding, language: String? = nil,
    expected: Encoding? = nil, options: ParseOptions = .init()
  ) {
    let (encoding, isValid) = declared.correction(
      for: bytes, language: language, expected: expected)
    guard isValid, !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      self.init(bytes, encoding: encoding, options: options)
      return
    }
    self.init(text: bytes, options: options)
    sniffedEncoding = encoding
  }

  /// Parses a page that is already decoded.
  public init(_ html: String, options: ParseOptions = .init()) {
    self.init(text: Array(html.utf8), options: options)
  }

  /// Parses a fragment as the content of an element (HTML standard, 13.4, "parsing HTML
  /// fragments").
  ///
  /// - Parameters:
  ///   - html: the fragment.
  ///   - context: the tag name of the context element, with the prefix `svg ` or `math ` outside
  ///     the
  /// HTML namespace.
  /// - Returns: a document whose root has the nodes of the fragment as its children.
  public static func fragment(
    _ html: String, context: String, options: ParseOptions = .init()
  ) -> Document {
    Document(text: Array(html.utf8), context: FragmentContext(context), options: options)
  }

  /// Parses text.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - context: the context element, nil for a whole page.
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
  /// Returns the text and the number of replacements as a pair, so that the caller is the only
  /// owner of the text and newlines can be normalised in place.
  fileprivate func decoded(_ bytes: consuming [UInt8]) -> ([UInt8], Int) {
    let decoded = decode(bytes)
    return (decoded.utf8, decoded.replacementCount)
  }
}

/// Returns the longest prefix of UTF-8 text that is at most `maximumCount` bytes long and ends at a
/// character boundary.
private func prefix(of text: [UInt8], _ maximumCount: Int) -> [UInt8] {
  var end = max(0, min(maximumCount, text.count))
  while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
  return Array(text[..<end])
}
