extension Encoding {
  /// Whether bytes are UTF-8 without an error and contain enough characters beyond ASCII to rule
  /// out a coincidence.
  public static func isUnambiguouslyUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let statistics = UTF8Statistics(bytes)
      return statistics.errorCount == 0 && statistics.validCount >= UTF8Statistics.sufficientCount
    }
  }
}

extension SniffedEncoding {
  /// Returns the declared encoding, or a better one if the bytes contradict the declaration.
  ///
  /// Browsers follow a wrong declaration. This method is for programs that need the text rather
  /// than what a browser displays. It corrects these cases:
  ///
  /// - UTF-8 that is declared as another encoding. Text in other encodings is rarely valid UTF-8,
  ///   the less so the more characters beyond ASCII it has.
  /// - Another encoding that is declared as UTF-8, often by a server for all its pages. The page's
  ///   own declaration applies, or else the detected encoding. A UTF-8 page with few errors remains
  ///   UTF-8, whatever an old template declares in `meta`.
  /// - Latin 1 as the server's default, for pages that declare another encoding. The one in which
  ///   the text scores higher applies.
  /// - UTF-16, declared or not, which its zero bytes show.
  ///
  /// All other declarations and the user's override remain.
  ///
  /// - Parameters:
  ///   - bytes: the page.
  ///   - language: the expected language tag, nil for the language that the page declares.
  ///   - expected: the encoding of earlier pages of the same site, which decides close cases.
  public func corrected(
    for bytes: [UInt8], language: String? = nil, expected: Encoding? = nil
  ) -> SniffedEncoding {
    correction(for: bytes, language: language, expected: expected).encoding
  }

  /// Returns the declared encoding, or a better one, and whether the bytes are known to be valid in
  /// it; this is so only for UTF-8.
  func correction(
    for bytes: [UInt8], language: String?, expected: Encoding?
  ) -> (encoding: SniffedEncoding, isValid: Bool) {
    guard source == .transport || source == .meta else { return (self, false) }
    return bytes.withUnsafeBufferPointer { buffer in
      switch encoding {
      case .utf8:
        // Valid UTF-8 needs no statistics; this is the case for most pages.
        if Encoding(utf16WithoutMark: buffer) == nil, UTF8Validator.firstInvalid(in: buffer) == nil
        {
          return Encoding.isISO2022JP(buffer)
            ? (SniffedEncoding(.iso2022JP, .guess), false) : (self, true)
        }
        return (correctedFromUTF8(buffer, bytes, language, expected), false)
      case .utf16LE, .utf16BE:
        return (correctedFromUTF16(buffer, bytes, language, expected), false)
      case .windows1252 where source == .transport:
        return (correctedFromLatin1(buffer, bytes, expected), false)
      default:
        let isUTF8 = isActuallyUTF8(buffer, bytes, expected)
        return (isUTF8 ? SniffedEncoding(.utf8, .content) : self, false)
      }
    }
  }

  // MARK: - Declared as UTF-8

  private func correctedFromUTF8(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ language: String?,
    _ expected: Encoding?
  ) -> SniffedEncoding {
    if let wide = Encoding(utf16WithoutMark: buffer) { return SniffedEncoding(wide, .content) }
    let statistics = UTF8Statistics(buffer)
    let isOtherExpected = expected != nil && expected != .utf8
    guard statistics.isNotUTF8 || statistics.validCount == 0 && isOtherExpected else { return self }
    if let pageDeclaration = pageDeclaration(in: buffer), pageDeclaration.encoding != .utf8,
      pageDeclaration.encoding.decode(bytes).replacementCount * 10
        < encoding.decode(bytes).replacementCount
    {
      return pageDeclaration
    }
    return SniffedEncoding(guessing: buffer, language: language, expected: expected)
  }

  /// Returns what the page declares, in the first 1024 bytes or later.
  private func pageDeclaration(in buffer: UnsafeBufferPointer<UInt8>) -> SniffedEncoding? {
    if source == .transport,
      let pageDeclaration = MetaPrescan.encoding(in: buffer.prefix(MetaPrescan.length))
    {
      return SniffedEncoding(pageDeclaration, .meta)
    }
    guard buffer.count > MetaPrescan.length else { return nil }
    return MetaPrescan.encoding(in: buffer.prefix(MetaPrescan.extendedLength))
      .map { SniffedEncoding($0, .lateMeta) }
  }

  // MARK: - Declared as UTF-16

  /// A page without zero bytes is not UTF-16; its own declaration or detection applies.
  private func correctedFromUTF16(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ language: String?,
    _ expected: Encoding?
  ) -> SniffedEncoding {
    if let wide = Encoding(utf16WithoutMark: buffer) { return SniffedEncoding(wide, source) }
    guard !buffer.prefix(MetaPrescan.length).contains(0) else { return self }
    return Encoding.sniff(bytes, language: language, expected: expected)
  }

  // MARK: - Declared as another encoding

  /// Corrects windows-1252, which is also the standard's encoding for the labels of ISO-8859-1 and
  /// ASCII.
  private func correctedFromLatin1(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ expected: Encoding?
  ) -> SniffedEncoding {
    if isActuallyUTF8(buffer, bytes, expected) { return SniffedEncoding(.utf8, .content) }
    guard let pageDeclaration = pageDeclaration(in: buffer), pageDeclaration.encoding != encoding,
      pageDeclaration.encoding != .utf8
    else {
      return self
    }
    if pageDeclaration.encoding == .iso2022JP {
      return Encoding.isISO2022JP(buffer) ? pageDeclaration : self
    }
    let detector = EncodingDetector(buffer, language: nil, expected: expected)
    return detector.prefers(pageDeclaration.encoding, to: encoding) ? pageDeclaration : self
  }

  private func isActuallyUTF8(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ expected: Encoding?
  ) -> Bool {
    let statistics = UTF8Statistics(buffer)
    if expected == .utf8, statistics.isPlausiblyUTF8 { return true }
    if statistics.isUTF8(minimum: statistics.hasLongSequence ? minimum.long : minimum.any) {
      return true
    }
    return statistics.errorCount == 0 && statistics.validCount >= SniffedEncoding.minimumIfMalformed
      && encoding.decode(bytes).replacementCount > 0
  }

  /// The minimum number of valid characters if the text is malformed in the declared encoding.
  private static let minimumIfMalformed = 2

  /// The minimum numbers of valid UTF-8 characters beyond ASCII that rule out a coincidence: of any
  /// length, and with a character of three or more bytes among them.
  ///
  /// Two adjacent letters beyond ASCII are rare in most single-byte encodings. They are common if
  /// two bytes are one letter or if most bytes from 0x80 on are letters.
  private var minimum: (any: Int, long: Int) {
    switch encoding {
    case .gbk, .gb18030, .big5, .eucJP, .eucKR, .shiftJIS, .iso2022JP, .windows874, .ibm866,
      .koi8r, .koi8u:
      (UTF8Statistics.sufficientCount, UTF8Statistics.sufficientCount)
    default: (2, 1)
    }
  }
}
