/// Guessing the encoding of a page that does not tell it, or tells what cannot be.
///
/// A guess that differs from round to round would make every teaser new. So it leaves
/// windows-1252, the standard's default, only for what is clearly better, on text enough; it keeps
/// to what was found at the source before while that is nearly as good; and it goes by all the
/// text within a bound, of which a site's menu is the constant part.
struct EncodingDetector {
  private let sample: EncodingSample
  private let language: String?
  private let expected: Encoding?

  /// Fewer bytes beyond ASCII tell nothing, but which of the language's encodings it is.
  private static let minimumNonASCIICount = 8
  /// In hundredths of a byte beyond ASCII. A text in its own encoding has some 100, in another 0
  /// or much less.
  private static let minimumScore = 40.0
  /// What the language adds to the encodings its pages use.
  private static let languageBonus = 20.0
  /// What having been found at the source before adds.
  private static let expectedBonus = 50.0

  /// By so much another must be better than windows-1252; by more where there is little text.
  private var margin: Double { 10 + 200 / Double(max(sample.nonASCIICount, 1)) }

  /// - Parameters:
  ///   - language: of the page, as far as it is known; a hint no more, for templates lie.
  ///   - expected: what was found for earlier pages of the source.
  init(
    _ page: UnsafeBufferPointer<UInt8>, language: String?, expected: Encoding?
  ) {
    sample = EncodingSample(page)
    self.language = language
    self.expected = expected.flatMap { EncodingDetector.candidates.contains($0) ? $0 : nil }
  }

  /// In the order in which they win when they are equally good; those that the world's pages were
  /// written in (Encoding standard, 4.2, without those that nobody uses). windows-1254 and KOI8-U
  /// stand for what they hold besides: ISO-8859-9, KOI8-R.
  private static let candidates: [Encoding] = [
    .windows1252, .windows1251, .koi8u, .isoCyrillic, .ibm866, .windows1253, .isoGreek,
    .windows1254, .windows1255, .windows1256, .windows874, .windows1258, .windows1250, .latin2,
    .windows1257, .eucKR, .shiftJIS, .eucJP, .gbk, .big5,
  ]

  /// The best; nil where none is clearly so.
  var bestEncoding: Encoding? {
    guard sample.nonASCIICount > 0 else { return nil }
    let family = language.flatMap(EncodingDetector.family(for:)) ?? []
    if sample.nonASCIICount < EncodingDetector.minimumNonASCIICount {
      return expected ?? best(of: family) { _ in 0 }
    }
    return best(of: EncodingDetector.candidates) { encoding in
      (encoding == .windows1252 ? margin : 0)
        + (family.contains(encoding) ? EncodingDetector.languageBonus : 0)
        + (encoding == expected ? EncodingDetector.expectedBonus : 0)
    }
  }

  /// - Parameter bonus: what an encoding is better by than the text says.
  private func best(of encodings: [Encoding], bonus: (Encoding) -> Double) -> Encoding? {
    var found: (encoding: Encoding, score: Double, isLikely: Bool)?
    for encoding in encodings {
      let score = score(encoding)
      let isLikely = score >= EncodingDetector.minimumScore || encoding == expected
      // The default need not be likely to be better than what is unlikely too.
      guard isLikely || encoding == .windows1252 else { continue }
      let total = score + bonus(encoding)
      if total > found?.score ?? -.infinity { found = (encoding, total, isLikely) }
    }
    return found.flatMap { $0.isLikely ? $0.encoding : nil }
  }

  /// Whether the text reads better in one encoding than in the other, by a margin.
  func prefers(_ encoding: Encoding, to other: Encoding) -> Bool {
    guard sample.nonASCIICount > 0 else { return false }
    let expectedBonus =
      expected == encoding
      ? EncodingDetector.expectedBonus : expected == other ? -EncodingDetector.expectedBonus : 0
    return score(encoding) + expectedBonus > score(other) + margin
  }

  private func score(_ encoding: Encoding) -> Double {
    let total = sample.bytes.withUnsafeBufferPointer { text in
      DoubleByteScorer(encoding)?.total(text) ?? SingleByteScorer.of(encoding)?.total(text)
    }
    return total.map { Double($0) / Double(sample.nonASCIICount) } ?? -.infinity
  }

  /// The encodings that pages in a language were written in.
  private static func family(for language: String) -> [Encoding]? {
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
