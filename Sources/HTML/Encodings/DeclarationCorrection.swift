extension Encoding {
  /// Whether bytes can hardly be anything but UTF-8: by characters enough, and without a fault.
  public static func isUnambiguouslyUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let statistics = UTF8Statistics(bytes)
      return statistics.errorCount == 0 && statistics.validCount >= UTF8Statistics.sufficientCount
    }
  }
}

extension SniffedEncoding {
  /// What a declaration is taken for where the bytes say that it is wrong. Browsers believe
  /// it; this is for readers who want the text rather than what a browser shows.
  ///
  /// - UTF-8 that is declared as something else: text of other encodings is not valid UTF-8 by
  ///   chance, less so the more of it is beyond ASCII.
  /// - Something else that is declared as UTF-8, often by a server for all its pages: then the
  ///   page's own word counts, or else what the text reads well in. A UTF-8 page with a blemish
  ///   stays what it is, whatever `meta` an old template has left in it.
  /// - A server's default of old, Latin 1, before pages that name another encoding: whichever of
  ///   the two the text reads better in.
  /// - UTF-16, declared or not, shows by the bytes that are 0.
  ///
  /// Other declarations, and the user's word, stand.
  ///
  /// - Parameters:
  ///   - language: a language tag the page is expected in; nil for the page's own.
  ///   - expected: what was found for earlier pages of the same source; decides near things only.
  public func corrected(
    for bytes: [UInt8], language: String? = nil, expected: Encoding? = nil
  ) -> SniffedEncoding {
    guard source == .transport || source == .meta else { return self }
    return bytes.withUnsafeBufferPointer { buffer in
      switch encoding {
      case .utf8: correctedUTF8(buffer, bytes, language, expected)
      case .utf16LE, .utf16BE: correctedUTF16(buffer, bytes, language, expected)
      case .windows1252 where source == .transport: correctedLatin1(buffer, bytes, expected)
      default:
        isActuallyUTF8(buffer, bytes, expected) ? SniffedEncoding(.utf8, .content) : self
      }
    }
  }

  // MARK: - Called UTF-8

  private func correctedUTF8(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ language: String?,
    _ expected: Encoding?
  ) -> SniffedEncoding {
    if let wide = Encoding(utf16WithoutMark: buffer) { return SniffedEncoding(wide, .content) }
    // UTF-8 that is valid is that; most pages get no further.
    guard UTF8Validator.firstInvalid(in: buffer) != nil else {
      return Encoding.isISO2022JP(buffer) ? SniffedEncoding(.iso2022JP, .guess) : self
    }
    let statistics = UTF8Statistics(buffer)
    let isKnownOther = expected != nil && expected != .utf8
    guard statistics.isNotUTF8 || statistics.validCount == 0 && isKnownOther else { return self }
    if let declaredInPage = declaredInPage(in: buffer), declaredInPage.encoding != .utf8,
      declaredInPage.encoding.decode(bytes).replacementCount * 10
        < encoding.decode(bytes).replacementCount
    {
      return declaredInPage
    }
    return SniffedEncoding(guessing: buffer, language: language, expected: expected)
  }

  /// What the page says itself, wherever it does.
  private func declaredInPage(in buffer: UnsafeBufferPointer<UInt8>) -> SniffedEncoding? {
    if source == .transport,
      let declaredInPage = MetaPrescan.encoding(in: buffer.prefix(MetaPrescan.length))
    {
      return SniffedEncoding(declaredInPage, .meta)
    }
    guard buffer.count > MetaPrescan.length else { return nil }
    return MetaPrescan.encoding(in: buffer.prefix(MetaPrescan.extendedLength))
      .map { SniffedEncoding($0, .lateMeta) }
  }

  // MARK: - Called UTF-16

  /// A page without zeros is none; what it is, it may say itself.
  private func correctedUTF16(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ language: String?,
    _ expected: Encoding?
  ) -> SniffedEncoding {
    if let wide = Encoding(utf16WithoutMark: buffer) { return SniffedEncoding(wide, source) }
    guard !buffer.prefix(MetaPrescan.length).contains(0) else { return self }
    return Encoding.sniff(bytes, language: language, expected: expected)
  }

  // MARK: - Called something else

  /// ISO-8859-1, ASCII and windows-1252 are one to the standard.
  private func correctedLatin1(
    _ buffer: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8], _ expected: Encoding?
  ) -> SniffedEncoding {
    if isActuallyUTF8(buffer, bytes, expected) { return SniffedEncoding(.utf8, .content) }
    guard let declaredInPage = declaredInPage(in: buffer), declaredInPage.encoding != encoding,
      declaredInPage.encoding != .utf8
    else {
      return self
    }
    if declaredInPage.encoding == .iso2022JP {
      return Encoding.isISO2022JP(buffer) ? declaredInPage : self
    }
    let detector = EncodingDetector(buffer, language: nil, expected: expected)
    return detector.prefers(declaredInPage.encoding, to: encoding) ? declaredInPage : self
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

  /// So many will do when the declared encoding does not fit.
  private static let minimumIfMalformed = 2

  /// So many characters beyond ASCII that are valid UTF-8 are no chance: any, and where there is
  /// one of three bytes. Two bytes that are a letter each make a word seldom; where two bytes are
  /// one letter, or letters have all places from 0x80 on, there may be more.
  private var minimum: (any: Int, long: Int) {
    switch encoding {
    case .gbk, .gb18030, .big5, .eucJP, .eucKR, .shiftJIS, .iso2022JP, .windows874, .ibm866,
      .koi8r, .koi8u:
      (UTF8Statistics.sufficientCount, UTF8Statistics.sufficientCount)
    default: (2, 1)
    }
  }
}
