/// A detector for the encoding of a page that declares none, or a wrong one.
///
/// The result should not change between pages of a site, because every change makes known text
/// look new. The detector therefore prefers windows-1252, the standard's default, unless another
/// encoding is clearly better and there is enough text. It also prefers the encoding of earlier
/// pages while that scores nearly as well. It considers all text up to a limit, of which a site's
/// menu is a constant part.
struct EncodingDetector {
  private let sample: EncodingSample
  private let language: String?
  private let expected: Encoding?

  /// The minimum number of bytes beyond ASCII; fewer only distinguish the encodings of the
  /// language.
  private static let minimumNonASCIICount = 8
  /// The minimum score per byte beyond ASCII, in hundredths. A text scores about 100 in its own
  /// encoding, and 0 or less in others.
  private static let minimumScore = 40.0
  /// The bonus of the encodings that pages in the language use.
  private static let languageBonus = 20.0
  /// The bonus of the encoding of earlier pages.
  private static let expectedBonus = 50.0

  /// The margin by which another encoding must be better than windows-1252; higher for short texts.
  private var margin: Double { 10 + 200 / Double(max(sample.nonASCIICount, 1)) }

  /// Creates a detector for a page.
  ///
  /// - Parameters:
  ///   - language: the language of the page if known. Templates often declare a wrong one, so it is
  ///     only
  /// a hint.
  ///   - expected: the encoding of earlier pages of the site.
  init(
    _ page: UnsafeBufferPointer<UInt8>, language: String?, expected: Encoding?
  ) {
    sample = EncodingSample(page)
    self.language = language
    self.expected = expected.flatMap { EncodingDetector.candidates.contains($0) ? $0 : nil }
  }

  /// The detected encodings; of equally good ones the first wins. These are the legacy encodings of
  /// the Encoding standard (4.2) without those that are hardly used. windows-1254 and KOI8-U
  /// include ISO-8859-9 and KOI8-R.
  private static let candidates: [Encoding] = [
    .windows1252, .windows1251, .koi8u, .isoCyrillic, .ibm866, .windows1253, .isoGreek,
    .windows1254, .windows1255, .windows1256, .windows874, .windows1258, .windows1250, .latin2,
    .windows1257, .eucKR, .shiftJIS, .eucJP, .gbk, .big5,
  ]

  /// The best encoding, nil if none is clearly better.
  var bestEncoding: Encoding? {
    guard sample.nonASCIICount > 0 else { return nil }
    let languageEncodings = language.flatMap(EncodingDetector.encodings(for:)) ?? []
    if sample.nonASCIICount < EncodingDetector.minimumNonASCIICount {
      return expected ?? best(of: languageEncodings) { _ in 0 }
    }
    return best(of: EncodingDetector.candidates) { encoding in
      (encoding == .windows1252 ? margin : 0)
        + (languageEncodings.contains(encoding) ? EncodingDetector.languageBonus : 0)
        + (encoding == expected ? EncodingDetector.expectedBonus : 0)
    }
  }

  /// Returns the best encoding.
  ///
  /// - Parameter bonus: a value that is added to the score of an encoding.
  private func best(of encodings: [Encoding], bonus: (Encoding) -> Double) -> Encoding? {
    var found: (encoding: Encoding, score: Double, isLikely: Bool)?
    for encoding in encodings {
      let score = score(encoding)
      let isLikely = score >= EncodingDetector.minimumScore || encoding == expected
      // The default competes even if its score is low.
      guard isLikely || encoding == .windows1252 else { continue }
      let total = score + bonus(encoding)
      if total > found?.score ?? -.infinity { found = (encoding, total, isLikely) }
    }
    return found.flatMap { $0.isLikely ? $0.encoding : nil }
  }

  /// Whether the text scores higher in one encoding than in another, by the margin.
  func prefers(_ encoding: Encoding, to other: Encoding) -> Bool {
    guard sample.nonASCIICount > 0 else { return false }
    let bonus =
      expected == encoding
      ? EncodingDetector.expectedBonus : expected == other ? -EncodingDetector.expectedBonus : 0
    return score(encoding) + bonus > score(other) + margin
  }

  private func score(_ encoding: Encoding) -> Double {
    let total = sample.bytes.withUnsafeBufferPointer { text in
      DoubleByteScorer(encoding)?.total(text) ?? SingleByteScorer.scorer(for: encoding)?.total(text)
    }
    return total.map { Double($0) / Double(sample.nonASCIICount) } ?? -.infinity
  }

  /// Returns the encodings that pages in a language use.
  private static func encodings(for language: String) -> [Encoding]? {
    let families: [[Encoding]] = [
      [.windows1251, .koi8u, .isoCyrillic, .ibm866], [.windows1253, .isoGreek],
      [.windows1250, .latin2], [.shiftJIS, .eucJP], [.gbk, .big5],
    ]
    // The standard has no default for Romanian.
    let standardDefault = language.hasPrefix("ro") ? .latin2 : Encoding(defaultFor: language)
    return standardDefault.map { standardDefault in
      families.first { $0.contains(standardDefault) } ?? [standardDefault]
    }
  }
}
