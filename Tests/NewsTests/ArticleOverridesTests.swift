import Dates
import Testing
import WebURL

@testable import News

private let context = ReadingContext(now: 1_773_500_000)

private func page(_ html: String, _ address: String = "https://example.org/news/ferry") -> Page {
  Page(address: WebURL(address)!, bytes: Array(html.utf8))
}

@Suite struct ArticleOverridesTests {
  private let html = """
    <title>Harbour Post</title><main>
    <div class=kick>Islands</div><h2 class=head>The old ferry stays for a year</h2>
    <div class=who>Ida Brandt and Tomas Rehn</div><div class=when>on 14 March 2026</div>
    <div class=intro>The board has voted, and the islanders are glad of it.</div>
    <div class=story><p>The harbour board of Lindmar voted on Friday to keep the old ferry running.</p>
    <div class=partners><p>Our partners sell tickets to the islands, and to the mainland as well.</p></div>
    <figure><img src=f.jpg><figcaption>The ferry at its pier in March.</figcaption></figure>
    <p>A petition had asked for it, with more names than the town has people.</p></div>
    <div class=other><p>The mill ground corn for bread all winter, and the miller was content with it.</p>
    <p>The baker was not, for the price of corn has risen once again since the autumn.</p></div></main>
    """

  private func read(
    _ selectors: [ArticleOverrides.Part: String], removed: [String] = []
  ) throws -> Article {
    var context = context
    context.article = ArticleOverrides(
      selectors: try selectors.mapValues { css in try PageSelector(css) },
      removed: try removed.map { css in try PageSelector(css) })
    return Article(page(html), context: context)
  }

  @Test("Each part comes from where its selector says")
  func parts() throws {
    let article = try read(
      [
        .body: ".story", .headline: ".head", .byline: ".who", .date: ".when", .lede: ".intro",
      ], removed: [".partners"])
    #expect(
      article.text == """
        The harbour board of Lindmar voted on Friday to keep the old ferry running.
        A petition had asked for it, with more names than the town has people.
        """)
    #expect(article.headline == "The old ferry stays for a year")
    #expect(article.authors == ["Ida Brandt", "Tomas Rehn"])
    #expect(article.published?.day == Day(year: 2026, month: 3, day: 14))
    #expect(article.lede == "The board has voted, and the islanders are glad of it.")
    #expect(article.extraction == Extraction(verdict: .good))
    #expect(article.missed.isEmpty)
    #expect(!article.html.contains("partners"))
    #expect(article.html.contains("<figcaption>The ferry at its pier in March.</figcaption>"))
  }

  @Test("All elements a body's selector matches are the story")
  func several() throws {
    let article = try read([.body: ".story p, .other p"])
    #expect(article.text.split(separator: "\n").count == 5)
  }

  @Test("A selector that matches nothing is a doubt with its reason, and the rest is found")
  func missing() throws {
    let article = try read([.body: ".tale", .headline: ".head"])
    #expect(article.headline == "The old ferry stays for a year")
    #expect(article.text.contains("harbour board"))
    #expect(article.missed == ["body: “.tale” matches nothing"])
    #expect(
      article.extraction
        == Extraction(verdict: .doubtful, reason: "body: “.tale” matches nothing"))
  }

  @Test("A date's selector that matches no date is a doubt too")
  func noDate() throws {
    let article = try read([.date: ".who"])
    #expect(article.missed == ["date: what “.who” matches holds no date"])
    #expect(article.extraction.verdict == .doubtful)
  }

  @Test("What is to be removed may be missing")
  func nothingToRemove() throws {
    #expect(try read([.body: ".story"], removed: [".x"]).extraction.verdict == .good)
  }

  @Test("Meta elements and attributes can be selected")
  func attributes() throws {
    var context = context
    context.article.selectors = [
      .headline: try PageSelector("meta[name=t]"), .date: try PageSelector("time"),
    ]
    let article = Article(
      page(
        """
        <meta name=t content="Ferry stays"><h1>News</h1><time datetime=2026-03-13T08:00:00Z>Friday</time>
        <p>The harbour board of Lindmar voted on Friday to keep the old ferry, after a petition.</p>
        <p>A petition had asked for it, with more names than the town has people, and more.</p>
        """), context: context)
    #expect(article.headline == "Ferry stays")
    #expect(article.published?.day == Day(year: 2026, month: 3, day: 13))
    #expect(article.published?.secondOfDay == 8 * 3600)
  }

  @Test("Selectors that match very much take no time that grows with its square")
  func hostile() throws {
    let html = String(
      repeating: "<div class=x><p>One line of text, and then some.</p>", count: 3000)
    var context = context
    context.article = ArticleOverrides(
      selectors: [
        .body: try PageSelector("p"), .lede: try PageSelector("div"),
        .byline: try PageSelector("*"),
      ], removed: [try PageSelector(".x .x .x p")])
    _ = Article(page(html), context: context)
  }

  @Test("A text that is no selector is refused with the place of the fault")
  func refused() {
    #expect(throws: PageSelectorFault.self) { try PageSelector("div > > x") }
    #expect(throws: PageSelectorFault.self) { try PageSelector("p:hover") }
  }
}

@Suite struct ContinuationTests {
  private let paragraph =
    "<p>The harbour board of Lindmar voted on Friday to keep the old ferry running for a year.</p>"

  private func next(_ link: String, on address: String = "https://example.org/news/ferry")
    -> String?
  {
    let html = "<article><h1>Ferry stays</h1>\(paragraph)\(paragraph)\(link)</article>"
    return Article(page(html, address), context: context).nextPage?.string
  }

  @Test(
    "The next page has the article's address with the next number",
    arguments: [
      ("<a rel=next href=?page=2>on</a>", "https://example.org/news/ferry?page=2"),
      ("<link rel=next href=/news/ferry/2/>", "https://example.org/news/ferry/2/"),
      ("<a href=/news/ferry/page/2>2</a>", "https://example.org/news/ferry/page/2"),
      ("<a href=ferry-2>2</a>", "https://example.org/news/ferry-2"),
      ("<a href=ferry-seite-2>weiter</a>", "https://example.org/news/ferry-seite-2"),
      ("<a href=ferry/seite-2><span>Seite 2</span></a>", "https://example.org/news/ferry/seite-2"),
      ("<a rel=next href=?page=1>weiter</a>", "https://example.org/news/ferry?page=1"),
      ("<a href=?page=2>»</a>", "https://example.org/news/ferry?page=2"),
    ])
  func found(link: String, wanted: String) {
    #expect(next(link) == wanted)
  }

  @Test(
    "Other stories, comments, other hosts and other numbers are no next page",
    arguments: [
      "<a rel=next href=/news/mill>The mill</a>", "<link rel=next href=/news/mill>",
      "<a href=/news/ferry?page=3>3</a>", "<a href=/news/ferry?page=1>1</a>",
      "<a rel=next href=/news/ferry/comment-page-2>older</a>",
      "<a rel=next href=https://other.example/news/ferry?page=2>on</a>",
      "<div class=comments><a rel=next href=?page=2>more</a></div>", "<a href=/2>2</a>",
      "<a href=ferry-2>Another ferry</a>", "<a rel=next href=/news/ferry-2026>on</a>",
    ])
  func refused(link: String) {
    #expect(next(link) == nil)
  }

  @Test("A numbered story is no page, a worded number counts on")
  func numbers() {
    #expect(next("<a rel=next href=/news/15>on</a>", on: "https://example.org/news/14") == nil)
    #expect(
      next("<a href=f-p4.html>4</a>", on: "https://example.org/f-p3.html")
        == "https://example.org/f-p4.html")
    #expect(next("<a rel=next href=/page/2>on</a>", on: "https://example.org/") == nil)
  }

  @Test("Pages are joined without what repeats, and each tells the next")
  func joined() {
    func part(_ number: Int, _ own: String, next: String) -> Page {
      page(
        """
        <title>Ferry stays</title><article><h1>Ferry stays</h1>\(paragraph)<p>\(own)</p>\(next)</article>
        """, "https://example.org/news/ferry" + (number > 1 ? "?page=\(number)" : ""))
    }
    var article = Article(
      part(
        1, "The first page tells of the board, and of its votes.",
        next: "<a rel=next href=?page=2>2</a>"), context: context)
    #expect(article.pages.map(\.string) == ["https://example.org/news/ferry"])
    let second = part(
      2, "The second page tells of the islands, and of their ferries.",
      next: "<a href=ferry>1</a><a href=?page=3>3</a>")
    #expect(article.append(second, context: context).verdict == .good)
    #expect(article.nextPage?.string == "https://example.org/news/ferry?page=3")
    #expect(
      article.text.split(separator: "\n") == [
        "The harbour board of Lindmar voted on Friday to keep the old ferry running for a year.",
        "The first page tells of the board, and of its votes.",
        "The second page tells of the islands, and of their ferries.",
      ])
    #expect(article.html.contains("islands"))
    #expect(article.html.components(separatedBy: "Friday").count == 2)
    // A page that only repeats ends it.
    let again = part(3, "The first page tells of the board, and of its votes.", next: "")
    #expect(article.append(again, context: context).verdict == .good)
    #expect(article.nextPage == nil)
    #expect(article.text.split(separator: "\n").count == 3)
  }

  @Test("A further page that is an error page or empty adds nothing and says so")
  func failing() {
    var article = Article(
      page("<h1>Ferry stays</h1>\(paragraph)\(paragraph)"), context: context)
    let before = article.text
    let error = page("<title>404 Not Found</title><h1>404 Not Found</h1><p>Nothing is here.</p>")
    #expect(article.append(error, context: context).verdict == .failed)
    #expect(article.append(page(""), context: context).verdict == .failed)
    #expect(article.text == before)
  }
}

@Suite struct LeadImageTests {
  private let text =
    "<p>The harbour board of Lindmar voted on Friday to keep the old ferry running for a year.</p>"

  @Test("The caption of the image a page is shared with is kept apart from the text")
  func told() {
    let article = Article(
      page(
        """
        <meta property=og:image content=/img/1200/ferry-pier.jpg><article><h1>Ferry stays</h1>
        <figure><img src=/img/600/ferry-pier.webp><figcaption>The ferry at its pier.
        <span>Photo: Ada Holm</span></figcaption></figure>\(text)
        <figure><img src=/img/600/another-one.webp><figcaption>Another picture.</figcaption></figure>
        \(text)</article>
        """), context: context)
    #expect(article.image == "https://example.org/img/1200/ferry-pier.jpg")
    #expect(article.imageCaption == "The ferry at its pier. Photo: Ada Holm")
    #expect(!article.text.contains("pier"))
  }

  @Test("Without such an image it is the captioned one over the story")
  func opening() {
    let article = Article(
      page(
        """
        <article><h1>Ferry stays</h1><figure><img src=a.jpg><figcaption>The pier.</figcaption></figure>
        \(text)\(text)</article>
        """), context: context)
    #expect(article.image == "https://example.org/news/a.jpg")
    #expect(article.imageCaption == "The pier.")
  }
}

@Suite struct TongueTests {
  private func detectedLanguage(_ text: String) -> String? {
    DetectedLanguage(text).map { $0.language ?? $0.script.rawValue }
  }

  @Test(
    "Scripts and languages of texts are told",
    arguments: [
      ("항만위원회는 금요일 낡은 여객선을 일 년 더 운항하기로 결정했다", "korean"),
      ("港湾委員会は金曜日、古い渡し船の運航をさらに一年続けることを決めた", "japanese"),
      ("港务局周五决定让旧渡轮再运行一年，此前有人请愿", "chinese"),
      ("Совет порта решил в пятницу оставить старый паром ещё на год", "cyrillic"),
      ("قرر مجلس الميناء يوم الجمعة إبقاء العبارة القديمة عاما آخر", "arabic"),
      ("बंदरगाह बोर्ड ने शुक्रवार को पुरानी नौका को चालू रखने का फैसला किया", "devanagari"),
      ("The harbour board voted on Friday to keep the old ferry, and it is glad of that.", "en"),
      (
        "Der Rat hat am Freitag beschlossen, die alte Fähre für ein Jahr zu behalten, und ist froh.",
        "de"
      ),
      (
        "Le conseil a décidé vendredi de garder le vieux bac pour une année, et les îles sont contentes.",
        "fr"
      ),
    ])
  func told(text: String, wanted: String) {
    #expect(detectedLanguage(text) == wanted)
  }

  @Test("Short and mixed texts tell nothing")
  func untold() {
    #expect(DetectedLanguage("Lindmar") == nil)
    #expect(DetectedLanguage("Ferry Ferry Ferry Совет порта решил") == nil)
    #expect(DetectedLanguage("Lindmar Yards Ferry Harbour Board")?.language == nil)
  }

  private let english = """
    <h1>Ferry stays</h1><p>The harbour board of Lindmar voted on Friday to keep the old ferry running
    for a year, and the islanders are glad of it, for it is the only one that they have.</p>
    <p>A petition had asked for it, with more names than the town has people, and it was heard.</p>
    """

  private func verdict(teaser: String?, language: String? = nil) -> Extraction {
    var context = context
    context.language = language
    let teaser = teaser.map {
      Teaser(link: WebURL("https://example.org/news/ferry"), lede: $0)
    }
    return Article(page(english), context: context, teaser: teaser).extraction
  }

  @Test("An article in another language than its teaser or its source is a doubt with the reason")
  func doubt() {
    let korean = verdict(teaser: "항만위원회는 금요일 낡은 여객선을 일 년 더 운항하기로 결정했다")
    #expect(
      korean
        == Extraction(
          verdict: .doubtful,
          reason: "in another language than its teaser (latin, not korean)"))
    #expect(
      verdict(
        teaser:
          "Der Rat hat am Freitag beschlossen, die alte Fähre für ein Jahr zu behalten, und ist froh."
      ).reason == "in another language than its teaser (en, not de)")
    #expect(
      verdict(teaser: nil, language: "ko").reason
        == "in another language than the source (latin, not korean)")
    #expect(verdict(teaser: nil, language: "en-GB") == Extraction(verdict: .good))
    #expect(
      verdict(teaser: "The board has voted to keep the ferry for another year, to the joy of all.")
        == Extraction(verdict: .good))
  }
}
