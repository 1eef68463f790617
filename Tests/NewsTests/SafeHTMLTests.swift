import TestSupport
import Testing
import WebURL

@testable import News

@Suite struct SafeHTMLTests {
  @Test func `Quotes, brackets and control characters in attributes are escaped`() {
    var html = SafeHTML(base: "https://example.org/")
    html.image("https://example.org/\"onerror=\"x", description: "a \"b\" <c> & d\u{1B}")
    #expect(
      String(decoding: html.bytes, as: UTF8.self)
        == #"<img src="https://example.org/&quot;onerror=&quot;x""#
        + #" alt="a &quot;b&quot; &lt;c&gt; &amp; d">"#)
  }

  @Test func `A mail address cannot end its attribute`() {
    let link = #"<a href='mailto:a@b.example?subject="onfocus="x'>the clerk</a>"#
    let html = Example.article(
      between: [
        "<p>The clerk of the board, \(link), answers questions of the petitioners.</p>", "",
      ]
    ).html
    #expect(html.contains(#"<a href="mailto:a@b.example?subject=&quot;onfocus=&quot;x">"#))
  }

  /// A parser closes a paragraph before a block, an item before the next one, a link before another
  /// one, and keeps cells in rows only; a page can put all of them anywhere by means of elements that
  /// are not written.
  @Test(arguments: [
    ("<p>one<object></object><button>x</button><div>two</div>", ["<p>one</p>"]),
    ("<ul><li>one<custom-x><li>two</custom-x></ul>", ["<li>one</li>", "<li>two</li>"]),
    ("<dl><dt>one<marquee><dd>two</marquee></dl>", ["<dt>one</dt>", "<dd>two</dd>"]),
    ("<p>one<marquee><p>two</p></marquee>three</p>", ["<p>one</p>", "<p>two</p>", "<p>three"]),
    ("<p>one<marquee><table><tr><td>two</table></marquee></p>", ["<p>one</p>", "<td>two</td>"]),
    (
      "<p><a href=/1>one<marquee><a href=/2>two</a></marquee></a></p>",
      [#"<a href="https://example.org/1">onetwo</a>"#]
    ),
    ("<math><td>one</td><tr>two</tr></math>", ["<p>one</p>", "<p>two</p>"]),
    ("<math><a href=http://a.example/>one</a></math>", ["one"]),
    ("<pre>\n\n\none\n</pre>", ["<pre>one\n</pre>"]),
    ("<pre>\u{2}\u{7F}\n\none</pre>", ["<pre>one</pre>"]),
    ("<pre><br><br>one</pre>", ["<pre>one</pre>"]),
    ("<pre><pre>\n\none</pre></pre>", ["<pre><pre>one</pre></pre>"]),
  ])
  func `A parser keeps the HTML as it is written`(markup: String, parts: [String]) {
    var context = Example.context
    context.article.selectors[.body] = try? PageSelector("main")
    let page = Example.page(
      "<main><p>\(Example.paragraphs[0])</p>\(markup)<p>\(Example.paragraphs[1])</p></main>")
    let html = Article(page, context: context).html
    for part in parts { #expect(html.contains(part), "\(html)") }
    #expect(SafeMarkup.violations(in: html).isEmpty, "\(html)")
  }

  @Test func `The content of a cell that is the body is not written as a cell`() {
    let html = Example.article(
      html: """
        <table><tr><td>\(Example.paragraphs[0])<br><br>\(Example.paragraphs[1])<br><br>
        \(Example.paragraphs[2])</td><td>Menu</td></tr></table>
        """
    ).html
    #expect(html.contains("<p>" + Example.paragraphs[1]) && !html.contains("<td>"), "\(html)")
    #expect(SafeMarkup.violations(in: html).isEmpty, "\(html)")
  }
}
