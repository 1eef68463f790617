import Testing

@testable import News

/// Text around and inside a story that readers do not see, or that others wrote.
@Suite struct OmittedTextTests {
  @Test(arguments: [
    "<span style='display:none'>GHOST</span>", "<span hidden>GHOST</span>",
    "<span class=sr-only>GHOST</span>", "<span class=visually-hidden-text>GHOST</span>",
    "<i class=material-icons>GHOST</i>", "<span class=icon aria-hidden=true>GHOST</span>",
  ])
  func `Hidden text and names of icons inside a line are left out`(_ hidden: String) {
    let article = Example.article(between: ["<p>The vote \(hidden)was secret.</p>", ""])
    #expect(article.text.contains("The vote was secret."))
    #expect(article.html.contains("The vote was secret."))
  }

  @Test func `The mark that links to a heading is left out`() {
    let article = Example.article(between: [
      "<h2 id=x>The costs<a class=anchor href=#x>#</a></h2>", "",
    ])
    #expect(article.text.contains("\nThe costs\n"))
    #expect(article.html.contains("<h2>The costs</h2>"))
  }

  @Test func `The rest of a paragraph behind a control is kept`() {
    let rest = String(repeating: "It was a long debate, and nobody left early. ", count: 6)
    let article = Example.article(between: [
      "<p>The vote was secret.<span style='display:none'> \(rest)</span></p>", "",
    ])
    #expect(article.text.contains("nobody left early"))
  }

  private func comments(_ count: Int) -> [String] {
    (1...count).map { "I have sailed on it \($0)0 times, and nobody ever listened to my advice." }
  }

  @Test func `Comments that are longer than the story are left out`() {
    let article = Example.article(
      after: "<section class=comments>"
        + comments(40).map { "<div class=comment><p>\($0)</p></div>" }.joined() + "</section>")
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }

  @Test func `A story that can be commented is no comment`() {
    let story = Example.paragraphs.map { "<p>\($0)</p>" }.joined()
    let article = Example.article(
      html: """
        <html><body><main><h1>Ferry stays for a year</h1>
        <div class=commentOnSelection><div>\(story)</div></div></main></body></html>
        """)
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }

  @Test func `Comments are recognized by the lines that name their writers`() {
    let entries = comments(3).map {
      "<div><p>Posted by: Guest | March 10, 2026 01:12 PM</p><p>\($0)</p></div>"
    }
    let article = Example.article(after: "<div>\(entries.joined())</div>")
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }

  @Test func `Stories that follow the first on its page are left out`() {
    func story(_ headline: String, _ texts: [String]) -> String {
      """
      <li class=item><div class=hentry><h1 class=entry-title>\(headline)</h1>
      <div class=entry-content>\(texts.map { "<p>\($0)</p>" }.joined())</div></div></li>
      """
    }
    let article = Example.article(
      html: """
        <html><head><title>Ferry stays for a year</title></head><body><ol>
        \(story("Ferry stays for a year", Example.paragraphs))
        \(story("Saffron is dear", comments(3)))</ol></body></html>
        """)
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }

  @Test func `Sections with headings of the same kind are no other stories`() {
    let sections = comments(3).map { "<section class=part><h1>A part</h1><p>\($0)</p></section>" }
    let article = Example.article(
      html: """
        <html><head><title>Ferry stays for a year</title></head><body><main>
        <section class=part><h1>Ferry stays for a year</h1><p>\(Example.paragraphs[0])</p></section>
        \(sections.joined())</main></body></html>
        """)
    #expect(article.text.contains(comments(3)[2]))
  }

  @Test func `A labelled byline region is no text`() {
    let article = Example.article(
      over: """
        <section role=region aria-labelledby=article-byline><ul><li>Author, Ines Moberg</li>
        <li>Role, Harbour correspondent</li></ul></section>
        """)
    #expect(article.text == Example.paragraphs.joined(separator: "\n"))
  }
}
