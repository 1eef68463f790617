import Testing

@testable import News

@Suite struct MarkdownTests {
  private func expect(
    _ html: String, _ markdown: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(Markdown.convert(html: html) == markdown + "\n", sourceLocation: sourceLocation)
  }

  @Test func `Empty HTML is empty Markdown`() {
    #expect(Markdown.convert(html: "") == "")
    #expect(Markdown.convert(html: "<p> </p><ul><li></li></ul><pre>\n\n</pre>") == "")
  }

  @Test func `Headings, paragraphs and line breaks keep their structure`() {
    expect(
      "<h2>One</h2><p>Two<br>three</p><h4>Four<br>five</h4>",
      "## One\n\nTwo\\\nthree\n\n#### Four five")
    expect(
      "<figure><img src='https://a.example/i.png' alt='A [b]'><figcaption>Caption</figcaption></figure>",
      "![A \\[b\\]](https://a.example/i.png)\n\nCaption")
    expect("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n\nMeaning")
    expect("<p>He said <q>yes</q>.</p>", "He said “yes”.")
    expect("loose <b>text</b><p>one</p>end", "loose **text**\n\none\n\nend")
  }

  @Test func `Lists nest, count from their start number and stay separate from the next list`() {
    expect(
      "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>", "- a\n  - b\n  - c\n- d")
    expect("<ol start=9><li>a</li><li>b<ul><li>c</ul></li></ol>", "9. a\n10. b\n    - c")
    expect("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c")
    expect("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b")
    expect("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b")
    expect("<ul><li>a<ol start=4><li>b</ol></ul>", "- a\n\n  4. b")
    expect("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n- - b")
    expect("<li>a</li> <li>b</li>", "- a\n- b")
    expect("<ol start=-3><li>a</ol>", "1. a")
  }

  @Test func `Block quotes contain paragraphs, lists and block quotes`() {
    expect(
      "<blockquote><p>a</p><ul><li>b</ul><blockquote>c</blockquote></blockquote>",
      "> a\n>\n> - b\n>\n> > c")
    expect("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n> b")
  }

  @Test func `Code keeps its lines inside a fence longer than its runs of backticks`() {
    expect("<pre><code>if a {\n\n  *b*\n}\n</code></pre>", "```\nif a {\n\n  *b*\n}\n```")
    expect("<pre>a<br>  b</pre>", "```\na\n  b\n```")
    expect("<pre>```\nx\n````</pre>", "`````\n```\nx\n````\n`````")
    expect("<ul><li>a<pre>b\n\n c</pre></ul>", "- a\n\n  ```\n  b\n\n   c\n  ```")
    expect("<p>Run <code>a_b</code> and <code>``c`</code></p>", "Run `a_b` and ``` ``c` ```")
    expect("<pre>rep\u{1B}[31mort\u{7}</pre>", "```\nreport\n```")
  }

  @Test func `Every table row has the same number of cells, and bars are escaped`() {
    expect(
      "<table><caption>C</caption><tr><th>A|B<th>C</tr><tr><td>1<br>2<td><code>a|b</code></tr><tr><td>3</tr></table>",
      "C\n\n| A\\|B | C |\n| --- | --- |\n| 1 2 | `a\\|b` |\n| 3 |  |")
    expect(
      "<table><tr><th colspan=2>A<th>B</tr><tr><td rowspan=2>1<td>2<td>3</tr><tr><td>4<td>5</table>",
      "| A |  | B |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 | 5 |")
    expect(
      "<table><tr><td><code>a|\u{338}b</code><td>c</table>",
      "| `a\\|\u{338}b` | c |\n| --- | --- |")
    expect("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb")
    expect("<table><tr><td><p>a</p><ul><li>b</ul>c<td>d</table>", "| a b c | d |\n| --- | --- |")
  }

  @Test func `Links and images have only web and mail addresses, which are escaped`() {
    expect(
      "<p><a href='https://a.example/(b)?c=1&amp;d=2&amp;copy; |\"`'>[x]</a></p>",
      "[\\[x\\]](https://a.example/\\(b\\)?c=1&d=2&amp;copy;%20%7C%22%60)")
    expect("<p><a href='mailto:a@b.example'>mail</a>", "[mail](mailto:a@b.example)")
    expect("<p><a href='javascript:a()'>a</a> <a href='data:x'>b</a> <a href='/c'>c</a>", "a b c")
    expect("<p>a<img src='data:x' alt=x>b", "ab")
    expect("<p>Wow!<a href='http://a.example'>b</a>", "Wow\\![b](http://a.example)")
    expect("<p>a <a href='http://a.example'></a>b", "a b")
    expect(
      "<p><a href='http://a.example'><img src='http://a.example/i' alt=i></a>",
      "[![i](http://a.example/i)](http://a.example)")
  }

  @Test func `White space stays outside of emphasis, and ambiguous emphasis is left out`() {
    expect("<p>a<strong> b </strong>c", "a **b** c")
    expect("<p><em>a</em><em>b</em> <strong><b>c</b></strong>", "*ab* **c**")
    expect("<p><strong><em>a</em></strong> <del>b</del>", "***a*** ~~b~~")
    expect("<p><em>a</em><strong>b</strong>", "*a*b")
    expect("<p>x<em>“a”</em>y", "x“a”y")
    expect("<p><em> </em>a<strong></strong>", "a")
    expect("<p><strong>a<br></strong>b", "**a**\\\nb")
    expect("<p>a<em><br>b</em>", "a\\\n*b*")
  }

  @Test func `Characters of Markdown and of HTML are escaped`() {
    expect(
      "<p>*a* _b_ c_d `e` \\f ~~g~~ [h] &lt;i> &amp;amp; j&amp;k &amp;#35; l|m",
      "\\*a\\* \\_b\\_ c_d \\`e\\` \\\\f \\~\\~g\\~\\~ \\[h\\] \\<i> \\&amp; j&k \\&#35; l\\|m")
    for (text, escaped) in [
      ("# a", "\\# a"), ("#a", "#a"), ("> a", "\\> a"), ("- a", "\\- a"), ("-a", "-a"),
      ("+ a", "\\+ a"), ("1. a", "1\\. a"), ("1986) a", "1986\\) a"), ("1.5 a", "1.5 a"),
      ("---", "\\---"), ("===", "\\==="), ("- - -", "\\- - -"), (":-:", "\\:-:"),
    ] {
      expect("<p>\(text.replacing(">", with: "&gt;"))", escaped)
      expect("<p>x<br>\(text.replacing(">", with: "&gt;"))", "x\\\n" + escaped)
    }
    expect("<h2>C #</h2>", "## C \\#")
    #expect(Markdown.escape(" 1. A\n*b* #") == "1\\. A \\*b\\* \\#")
  }

  @Test func `Raw HTML, scripts and graphics are removed`() {
    let markdown = Markdown.convert(
      html: "<p>a<script>b()</script><style>c</style> &lt;script&gt;d&lt;/script&gt; <svg>e</svg>")
    #expect(markdown == "a \\<script>d\\</script>\n")
  }

  @Test(arguments: [
    "<blockquote>", "<ul><li>", "<div>", "<b>", "<li><div>", "<table><tr><td>", "<ol>",
  ])
  func `Deeply nested HTML becomes flat text`(tag: String) {
    let markdown = Markdown.convert(html: String(repeating: tag, count: 1000) + "end")
    #expect(markdown.contains("end"))
    #expect(markdown.utf8.count < 100_000)
  }
}
