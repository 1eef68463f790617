import Testing

@testable import News

@Suite struct BylineTests {
  @Test(arguments: [
    (
      "<meta name=twitter:label1 content='Verfasst von'><meta name=twitter:data1 content='Ida Brandt'>",
      "", ["Ida Brandt"]
    ),
    ("", "<span class=byline>by <a rel=author href=/author/x>karlsen</a></span>", ["karlsen"]),
    ("", "<p>Von Ida Brandt am 3. Mai 2026</p>", ["Ida Brandt"]),
    ("", "<div class=author-name>By Harbour Desk</div>", ["Harbour Desk"]),
    ("<meta name=author content='Ida Brandt @idab'>", "", ["Ida Brandt"]),
  ])
  func `Authors are found in labelled cards, links, user names and lines`(
    head: String, over: String, expected: [String]
  ) {
    #expect(Example.article(head: head, over: over).authors == expected)
  }

  @Test(arguments: [
    "<p class=byline><a class=author><span>By</span>Ida Brandt</a></p>",
    "<div class=author>Written by <a href=/x>Ida Brandt</a> in <a href=/h>Harbours</a> on 3 May</div>",
    "<p class=byline>Written by Ida Brandt Email the author</p>",
    "<p class=byline>By Ida Brandt, HARBOUR RADIO</p>",
    "<p class=byline>By Ida Brandt, Marketing Director</p>",
    "<p>Ida Brandt | Harbour correspondent | 3 May 2024</p>",
    "<div><img src=/a.jpg alt='Ida Brandt'><p>Ida Brandt</p></div>",
    "<section class=byline><ul><li><span>Author, </span><span>Ida Brandt</span></li><li>Role, <span>Editor"
      + "</span></li></ul></section>",
  ])
  func `A byline gives the person without section, employer and requests`(over: String) {
    #expect(Example.article(over: over).authors == ["Ida Brandt"])
  }

  @Test(arguments: [
    "<meta name=author content='Harbour Gazette Corporation'>",
    "<meta name=author content='Harbourgazette net'><meta property=og:site_name content='Harbour Gazette'>",
    "<meta name=author content='Karl Lind'>",
    "<meta name=author content='Ida'>",
  ])
  func `The person whom the page shows counts more than a publisher in metadata`(head: String) {
    let article = Example.article(
      head: head, over: "<p class=byline>By <a rel=author href=/p/ida>Ida Brandt</a></p>")
    #expect(article.authors == ["Ida Brandt"])
  }

  @Test func `Names from catalogues are turned, and all declared authors count`() {
    let head = """
      <meta name=citation_author content='Brandt, Ida'><meta name=citation_author content='Lind, Karl'>
      """
    #expect(Example.article(head: head).authors == ["Ida Brandt", "Karl Lind"])
    let json = """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry stays for a year",
      "author":{"@type":"Person","name":"Ida Brandt"}}</script>
      <meta name=author content="Ida Brandt, Karl Lind">
      """
    #expect(Example.article(head: json).authors == ["Ida Brandt", "Karl Lind"])
  }

  @Test func `Commenters and lines that only look like names are no authors`() {
    let after = """
      <ol class=commentlist><li class=comment><div class=comment-author><cite class=fn>Karl Lind</cite>
      says:</div><p>What a story.</p></li></ol>
      """
    #expect(Example.article(after: after).authors == [])
    #expect(
      Example.article(over: "<p>Harbour News</p><p><a href=/x>Smart Locks</a></p>").authors == [])
  }

  @Test(arguments: [
    ("<p>by karlsen · 3 May 2024 at 3:00 am · One comment</p>", "karlsen"),
    ("<p>Erstellt von Karla am Dienstag, 6. Mai 2014</p>", "Karla"),
    ("<p>3 May 2024 • Ida Brandt in Harbours</p>", "Ida Brandt"),
  ])
  func `Lines below the headline name users and authors before a section or date`(
    over: String, expected: String
  ) {
    #expect(Example.article(over: over).authors == [expected])
  }

  @Test func `A line at the end of the text names the author`() {
    let about =
      "<p>She has written about ferries and harbours for the paper since she was young.</p>"
    #expect(
      Example.article(after: "<h3>Written by Ida Brandt</h3>\(about)").authors == ["Ida Brandt"])
  }
}
