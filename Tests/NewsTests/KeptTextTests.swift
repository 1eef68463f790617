import Testing

@testable import News

/// Text of a story that pages mark or arrange in unusual ways.
@Suite struct KeptTextTests {
  private static let more = [
    "The yard expects the work to begin in autumn, once the last guests of the season have left.",
    "Nobody on the board would say who is going to pay for the new engine, which costs a million.",
    "The captain has promised to stay for as long as the ferry does, and he is not yet fifty.",
  ]
  private static let all = Example.paragraphs + more

  private func text(_ body: String, head: String = "") -> String {
    Example.article(
      html: """
        <html lang=en><head><title>Ferry stays for a year</title>\(head)</head><body>
        <nav><a href=/>Home</a> <a href=/local>Local</a></nav>
        <main><h1>Ferry stays for a year</h1>\(body)</main></body></html>
        """
    ).text
  }

  private func paragraphs(_ texts: [String]) -> String {
    texts.map { "<p>\($0)</p>" }.joined()
  }

  private func expectAll(_ body: String) {
    let found = text(body)
    for paragraph in Self.all { #expect(found.contains(paragraph)) }
  }

  @Test func `Paragraphs may each have a class of their own`() {
    expectAll(
      Self.all.enumerated().map {
        "<section class='s s-\($0)1be'><div class='w w-x\($0)c'><p>\($1)</p></div></section>"
      }.joined())
  }

  @Test func `A story may be divided by a list of links`() {
    let links = (1...9).map { "<li><a href=/\($0)>Another story about the harbour</a></li>" }
    expectAll(
      "<section class=first><div class=story>\(paragraphs(Example.paragraphs))</div>"
        + "<h3>Most read</h3><ul>\(links.joined())</ul></section>"
        + "<section class=second><div class=column>\(paragraphs(Self.more))</div></section>")
  }

  @Test func `Clutter between the paragraphs does not outweigh them`() {
    let clutter = (1...9).map { "<div><a href=/\($0)>Berths</a></div><div>\($0)41</div>" }
    expectAll(
      "<div class=storybody>"
        + Self.all.map { "<p>\($0)</p><div>\(clutter.joined())</div>" }.joined() + "</div>")
  }

  @Test func `A box with half of the prose of a paragraph is text of the story`() {
    expectAll(
      "<div class=text>\(paragraphs(Example.paragraphs))"
        + Self.more.map { "<div class=answer><p>\($0)</p></div>" }.joined() + "</div>")
  }

  @Test func `A short heading that is taken for the headline cuts nothing before it`() {
    let found = Example.article(
      html: """
        <html lang=en><head><title>Why ferries last so long | Harbour Post</title>
        <meta property=og:title content='Why ferries last so long'></head><body><main>
        <h1>Old iron</h1><div class=text>\(paragraphs(Example.paragraphs))
        <h2>Why ferries last so long</h2>\(paragraphs(Self.more))</div></main></body></html>
        """
    ).text
    for paragraph in Self.all { #expect(found.contains(paragraph)) }
  }

  @Test func `Answers in folds are part of the story, and so are the questions on buttons`() {
    let found = text(
      paragraphs(Example.paragraphs)
        + "<div class=questions><button aria-expanded=false aria-controls=a1>What does it cost?</button>"
        + "<div id=a1 hidden><p>\(Self.more[1])</p></div></div>"
        + "<div class=more-text style='display:none'><p>\(Self.more[2])</p></div>")
    #expect(found.contains("What does it cost?\n" + Self.more[1]))
    #expect(found.contains(Self.more[2]))
    let ghost = text(paragraphs(Example.paragraphs) + "<div hidden><p>\(Self.more[0])</p></div>")
    #expect(!ghost.contains(Self.more[0]))
  }

  @Test func `Tables, code, quotations and text in figures are part of the story`() {
    let found = text(
      paragraphs(Example.paragraphs)
        + "<figure><table><tr><td>North quay</td><td>140 berths</td></tr></table></figure>"
        + "<figure><pre>let pier = 1</pre></figure>"
        + "<figure><blockquote><p>\(Self.more[0])</p></blockquote><figcaption>Vera</figcaption></figure>"
        + "<figure><p>\(Self.more[1])</p></figure>"
        + "<figure><img src=a.jpg><figcaption>The quay in the morning.</figcaption></figure>"
        + paragraphs([Self.more[2]]))
    for part in ["140 berths", "let pier = 1"] + Self.more { #expect(found.contains(part)) }
    #expect(!found.contains("in the morning"))
  }

  @Test func `Paragraphs next to their picture are part of the story, captions are not`() {
    let long = Self.more[0] + " " + Self.more[1]
    let found = text(
      paragraphs(Example.paragraphs)
        + "<div class='item photo'><img src=a.jpg><p>\(long)</p></div>"
        + "<div class='item photo'><img src=b.jpg><p>The quay on Monday.</p></div>"
        + paragraphs([Self.more[2]]))
    #expect(found.contains(long))
    #expect(!found.contains("The quay on Monday."))
  }

  @Test func `A box with a related link ends no story`() {
    let found = text(
      "<div class=text>\(paragraphs(Self.all))"
        + "<div class=box><h3 class=label>Related</h3><div><a href=/x>Another ferry is sold</a></div>"
        + "</div><p>In the end it was a good day for the harbour, and the band played until ten.</p>"
        + "</div>")
    #expect(found.hasSuffix("until ten."))
    #expect(!found.contains("Related"))
  }

  @Test func `A list of links that the text announces is part of the story`() {
    let found = text(
      "<div class=text>\(paragraphs(Example.paragraphs))<p>The documents are here:</p>"
        + "<ul><li><a href=/1.pdf>Report of the divers</a></li><li><a href=/2.pdf>Letter</a></li></ul>"
        + paragraphs(Self.more) + "</div>")
    #expect(found.contains("The documents are here:\nReport of the divers\nLetter\n"))
  }

  @Test func `Reviews below links to shops are no teasers`() {
    let reviews = Self.all.enumerated().map {
      "<div class=item><h3><a href=https://shop.example/\($0)>Kettle number \($0), in red</a></h3></div>"
        + "<div class=review><p>\($1)</p></div>"
    }
    expectAll("<article>\(reviews.joined())</article>")
  }

  @Test func `A link without an end tag hides no paragraph`() {
    expectAll(
      "<article>\(paragraphs(Example.paragraphs))<p>Mind <a href=/x>the gap</p>\(paragraphs(Self.more))"
    )
  }

  @Test func `A list of dates in a declared body is a story`() {
    let dates = (1...12).map {
      "<p>Race \($0): Sunday, \($0) May – Lindmar to Skarvik and back</p>"
    }
    let found = text(
      "<div class=articleBody>\(dates.joined())</div><aside><p>\(Self.more[0])</p></aside>")
    #expect(found.hasPrefix("Race 1: Sunday, 1 May"))
    #expect(found.hasSuffix("Race 12: Sunday, 12 May – Lindmar to Skarvik and back"))
  }

  @Test func `A paragraph for another width of window is not repeated`() {
    let found = text(
      "<div class=text>\(paragraphs(Self.all))</div><div class=text>\(paragraphs(Self.all))</div>")
    #expect(found == Self.all.joined(separator: "\n"))
  }

  @Test func `The updates of a live blog in JSON-LD are the text of a page without any`() {
    let updates = Self.all.map { #"{"headline": "News", "articleBody": "\#($0)"}"# }
    let found = text(
      "<div id=app></div>",
      head: """
        <script type=application/ld+json>{"@type": "LiveBlogPosting", "headline": "Ferry stays",
        "liveBlogUpdate": [\(updates.joined(separator: ","))]}</script>
        """)
    for paragraph in Self.all { #expect(found.contains(paragraph)) }
  }

  @Test func `HTML that is escaped twice in JSON-LD is read`() {
    let escaped = Self.all.map { "&lt;p&gt;\($0) It&#39;s so.&lt;/p&gt;" }.joined()
    let found = text(
      "<div id=app></div>",
      head: """
        <script type=application/ld+json>{"@type": "NewsArticle", "articleBody": "\(escaped)"}</script>
        """)
    #expect(found.contains(Self.all[1] + " It's so."))
    #expect(!found.contains("&lt;"))
  }

  @Test
  func `Links to other sites are text of the story, links of the site and repeated labels are not`()
  {
    let links = """
      <p><a href=https://news.example.org/mole>Storm breaks the mole of the harbour</a></p>
      <p><a href=https://www.skarvik.example/yard>The plans of the yard at Skarvik</a></p>
      <p>\(Self.more[0]) So it is.</p>
      <p><a href=https://shop.example/1>Tickets for the ferry at the shop</a></p>
      """
    let found = text(
      "<div class=text>\(paragraphs(Example.paragraphs))\(links)\(paragraphs(Self.more))"
        + "<p><a href=https://shop.example/2>Tickets for the ferry at the shop</a></p></div>",
      head: "<link rel=canonical href=https://www.example.org/news/ferry>")
    #expect(found.contains("The plans of the yard"))
    #expect(!found.contains("Storm breaks"))
    #expect(!found.contains("Tickets"))
  }

  @Test func `A paragraph in an item of a list is text of the story`() {
    let items = ["Berths for two boats", "A crane, which the yard lends", "A shed without a door"]
    let found = text(
      "<div class=text>\(paragraphs(Self.all))<div class=ulist><ul>"
        + items.map { "<li><p>\($0)</p></li>" }.joined()
        + "</ul></div>\(paragraphs(Self.more.map { $0 + " So it is." }))</div>")
    for item in items { #expect(found.contains(item)) }
  }

  @Test(arguments: ["<noscript><div id=mark></noscript>", "<title>Ferry stays for a year"])
  func `An element without an end tag does not swallow the page`(open: String) {
    let isTitle = open.hasPrefix("<title>")
    let article = Example.article(
      html: (isTitle ? "<html><head>\(open)" : "<title>Ferry stays for a year</title><body>\(open)")
        + "<div class=page><h1>Ferry stays for a year</h1>"
        + "<div class=text>\(paragraphs(Self.all + Self.all.map { $0 + " So it is." }))"
        + "\(paragraphs(Self.all.map { $0 + " So it was." }))</div></div>")
    #expect(article.headline == "Ferry stays for a year")
    for paragraph in Self.all { #expect(article.text.contains(paragraph)) }
  }
}
