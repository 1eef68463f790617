/// Whether what was read is the story a teaser promised, or a page that is no article.
///
/// Signs are weighed. What reads as a story is one, whatever its teaser said; what does not must
/// have something that speaks for it.
struct Judgement {
  /// The story's text.
  let text: String
  /// Its prose, in characters (`Outline.Block.length`), and the paragraphs that have some.
  let prose: Int
  let paragraphs: Int
  let headline: String?
  let title: String?
  /// JSON-LD, OpenGraph or microdata says that the page is an article.
  let saysArticle: Bool
  /// Text of the page outside of the story, in characters.
  let other: Int
  let teaser: Teaser?
  /// A person's selector says where the story lies.
  var isSelected = false
  /// A further page of an article that was judged by its first.
  var isContinuation = false
  /// BCP 47, as configured for the source.
  var language: String?

  /// Prose that makes a story by itself.
  private static let enough = 450

  func extraction(of page: Page) -> Extraction {
    let verdict = verdict(of: page)
    guard verdict.verdict != .failed, let doubt = languageDoubt else { return verdict }
    return verdict.doubting([doubt])
  }

  /// In another language than its teaser, or than the source is said to be in.
  private var languageDoubt: String? {
    guard teaser != nil || language != nil, let own = DetectedLanguage(text) else { return nil }
    if let teaser, share(of: teaser) < 0.5, let promised = DetectedLanguage(teaser.text),
      let difference = own.differs(from: promised)
    {
      return "in another language than its teaser (\(difference))"
    }
    if let language, let told = DetectedLanguage(tag: language),
      let difference = own.differs(from: told)
    {
      return "in another language than the source (\(difference))"
    }
    return nil
  }

  private func verdict(of page: Page) -> Extraction {
    if let kind = FileKind(page.bytes) { return failed("\(kind.rawValue), not a web page") }
    let teaserShare = share(of: teaser)
    if teaserShare >= 0.7, prose > 0 { return Extraction(verdict: .good) }
    if prose < 1500, let notice = Notice.kind(of: [title, headline, text]),
      notice.isCertain || prose < Self.enough
    {
      return failed(notice.reason)
    }
    if isSelected && !text.isEmpty || isContinuation && prose > 0 {
      return Extraction(verdict: .good)
    }
    if prose == 0 {
      return failed(other < 40 ? "an empty page" : "no text that reads as a story")
    }
    if isFront(page), !saysArticle { return failed("the front page, or a list of stories") }
    if paragraphs >= 2 && prose >= 200 || prose >= Self.enough {
      return Extraction(verdict: .good)
    }
    if saysArticle || teaserShare >= 0.4 { return Extraction(verdict: .good) }
    if teaser != nil, teaserShare < 0.2 { return failed("little text, and none of its teaser's") }
    guard prose >= 60 else { return failed("too little text") }
    return Extraction(verdict: .doubtful, reason: "little text")
  }

  /// Whether a teaser's link led to the site's first page.
  private func isFront(_ page: Page) -> Bool {
    guard let teaser else { return false }
    return page.address.path == "/" && page.address.query == nil && teaser.link.path != "/"
  }

  private func failed(_ reason: String) -> Extraction {
    Extraction(verdict: .failed, reason: reason)
  }

  /// The share of the teaser's words that the story or its headline has.
  private func share(of teaser: Teaser?) -> Double {
    guard let teaser else { return 0 }
    let wanted = Words.split(teaser.text).prefix(40)
    guard wanted.count >= 4 else { return 0 }
    let there = Set(Words.split(text.prefix(1500)))
      .union(Words.split(headline ?? ""))
    return Double(wanted.count { there.contains($0) }) / Double(wanted.count)
  }
}

/// Kinds of files that come with the name of a page.
enum FileKind: String {
  case pdf = "a PDF document"
  case archive = "an archive"
  case image = "an image"
  case data = "data"

  init?(_ bytes: [UInt8]) {
    func begins(_ magic: [UInt8]) -> Bool { bytes.starts(with: magic) }
    if begins(Array("%PDF-".utf8)) {
      self = .pdf
    } else if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x1F, 0x8B]) {
      self = .archive
    } else if begins([0x89, 0x50, 0x4E, 0x47]) || begins([0xFF, 0xD8, 0xFF])
      || begins(Array("GIF8".utf8))
    {
      self = .image
    } else if let first = bytes.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    {
      self = .data
    } else {
      return nil
    }
  }
}
