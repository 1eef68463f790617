import Testing

@testable import News

@Suite struct PageMetadataTests {
  @Test(arguments: [
    ("Brandt &amp;amp; Sons won&amp;#039;t pay", "Brandt & Sons won't pay"),
    ("The &lt;i&gt;old&lt;/i&gt; ferry", "The old ferry"),
    ("Ten years of &lt;br&gt; tags", "Ten years of <br> tags"),
    (
      "How the &lt;dialog&gt;&lt;/dialog&gt; element works",
      "How the <dialog></dialog> element works"
    ),
  ])
  func `Metadata are read as their readers see them`(content: String, expected: String) {
    let article = Example.article(
      html:
        """
        <title>Gazette</title><meta property=og:title content="\(content)"><div>
        <p>\(Example.paragraphs[0])</p><p>\(Example.paragraphs[1])</p></div>
        """)
    #expect(article.headline == expected)
  }

  @Test(arguments: [
    """
    {"@type":"NewsArticle","headline":"Ferry stays","datePublished":{"@value":"2026-03-12T08:00:00Z"}}
    """,
    """
    {&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2026-03-12&quot;}
    """,
  ])
  func `Dates in objects and in escaped JSON-LD are read`(json: String) {
    let article = Example.article(head: "<script type='application/ld+json'>\(json)</script>")
    #expect(article.published?.day.description == "2026-03-12")
  }
}
