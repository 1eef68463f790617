/// The assessment whether an extraction is the article that its teaser announced, or a page without
/// an article.
///
/// It weighs several signs. Enough prose makes an article whatever the teaser says; less prose
/// needs other evidence.
struct ExtractionAssessment {
  /// The text of the body.
  let text: String
  /// The prose of the body in characters (see `BlockTree.Block.length`), and the number of paragraphs
  /// with prose.
  let prose: Int
  let paragraphs: Int
  let headline: String?
  let title: String?
  /// Whether JSON-LD, Open Graph or microdata declares the page as an article.
  let declaresArticle: Bool
  /// Characters of text on the page outside the body.
  let other: Int
  let teaser: Teaser?
  /// Whether a selector of the site defines the body.
  var isSelected = false
  /// Whether this is a later page of an article.
  var isContinuation = false
  /// Returns whether scripts fill the page.
  var isScriptShell: () -> Bool = { false }
  /// The configured language of the source, a BCP 47 tag.
  var language: String?

  /// Prose that is sufficient evidence of an article, in characters.
  private static let sufficientProse = 450
  /// Prose below which a page has no article, in characters.
  private static let minimumProse = 60

  func extraction(of page: Page) -> Extraction {
    let verdict = verdict(of: page)
    guard verdict.verdict != .failed, let doubt = languageMismatch else { return verdict }
    return verdict.downgraded(by: [doubt])
  }

  /// A message if the language differs from the teaser's or from the configured one.
  private var languageMismatch: String? {
    guard teaser != nil || language != nil, let own = DetectedLanguage(text) else { return nil }
    if let teaser, share(of: teaser) < 0.5, let expected = DetectedLanguage(teaser.text),
      let difference = own.differs(from: expected)
    {
      return "the language differs from the teaser's (\(difference))"
    }
    if let language, let declared = DetectedLanguage(tag: language),
      let difference = own.differs(from: declared)
    {
      return "the language differs from the source's (\(difference))"
    }
    return nil
  }

  private func verdict(of page: Page) -> Extraction {
    if let kind = FileSignature(page.bytes) { return failed("\(kind.rawValue), not a web page") }
    let teaserShare = share(of: teaser)
    if teaserShare >= 0.7, prose > 0 { return Extraction(verdict: .good) }
    if prose < 1500, let interstitial = Interstitial.detect(in: [title, headline, text]),
      interstitial.isCertain || prose < Self.sufficientProse
    {
      return failed(interstitial.reason, interstitial.obstacle)
    }
    if isSelected && !text.isEmpty || isContinuation && prose > 0 {
      return Extraction(verdict: .good)
    }
    if prose < Self.minimumProse, isScriptShell() {
      return failed(ScriptShell.reason, .scripts)
    }
    if prose == 0 {
      return failed(other < 40 ? "an empty page" : "no article text")
    }
    if isFront(page), !declaresArticle { return failed("the front page, or a list of articles") }
    if paragraphs >= 2 && prose >= 200 || prose >= Self.sufficientProse {
      return Extraction(verdict: .good)
    }
    if declaresArticle || teaserShare >= 0.4 { return Extraction(verdict: .good) }
    if teaser != nil, teaserShare < 0.2 {
      return failed("little text, which does not match the teaser")
    }
    guard prose >= Self.minimumProse else { return failed("too little text") }
    return Extraction(verdict: .doubtful, reason: "little text")
  }

  /// Whether the link of a teaser led to the site's front page.
  private func isFront(_ page: Page) -> Bool {
    teaser.map { page.address.isFrontPage(insteadOf: $0.link) } ?? false
  }

  private func failed(_ reason: String, _ obstacle: PageObstacle? = nil) -> Extraction {
    Extraction(verdict: .failed, reason: reason, obstacle: obstacle)
  }

  /// Returns the share of the teaser's words that occur in the body or the headline.
  private func share(of teaser: Teaser?) -> Double {
    guard let teaser else { return 0 }
    let expected = TextSimilarity.words(teaser.text).prefix(40)
    guard expected.count >= 4 else { return 0 }
    let found = Set(TextSimilarity.words(text.prefix(1500)))
      .union(TextSimilarity.words(headline ?? ""))
    return Double(expected.count { found.contains($0) }) / Double(expected.count)
  }
}
