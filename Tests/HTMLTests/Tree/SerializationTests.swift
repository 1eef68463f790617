import Testing

@testable import HTML

@Suite struct `Serialisation` {
  @Test(arguments: [
    ("<p a=\"1&quot;2&amp;3<4>5\u{A0}6'7\">", "<p a=\"1&quot;2&amp;3&lt;4&gt;5&nbsp;6'7\"></p>"),
    ("a&lt;b&gt;c&amp;d&nbsp;e\"f", "a&lt;b&gt;c&amp;d&nbsp;e\"f"),
    ("<script>a<b&amp;</script><style>c>d</style>", "<script>a<b&amp;</script><style>c>d</style>"),
    ("<br><img src=x><input>", "<br><img src=\"x\"><input>"),
    ("<svg><script>a&lt;b</script><br/></svg>", "<svg><script>a&lt;b</script></svg><br>"),
    ("x<!--a--><template><b>c</b></template>", "x<!--a--><template><b>c</b></template>"),
    ("<pre>\n\na</pre>", "<pre>\na</pre>"),
    (
      "<textarea>&lt;</textarea><title>&amp;</title>",
      "<textarea>&lt;</textarea><title>&amp;</title>"
    ),
  ])
  func `HTML is serialised as the standard demands`(html: String, serialized: String) {
    let body = Document("<body>" + html).body
    #expect(body?.innerHTML == serialized)
    #expect(body?.outerHTML == "<body>\(serialized)</body>")
  }

  @Test func `The doctype and single nodes are serialised`() throws {
    let page = Document("<!DOCTYPE html><p>a &lt;<b>c")
    #expect(
      page.root.innerHTML
        == "<!DOCTYPE html><html><head></head><body><p>a &lt;<b>c</b></p></body></html>")
    let p = try #require(page.body?.firstChild)
    #expect(p.firstChild?.outerHTML == "a &lt;")
    #expect(p.lastChild?.outerHTML == "<b>c</b>")
    #expect(p.firstChild?.innerHTML == "")
  }

  @Test func `Parsing the serialisation results in the same tree`() {
    for html in [
      "<table>a<tr>b<td>c<p>d", "<b>1<p>2</b>3", "<svg><foreignobject><p>a", "<ul><li>a<li>b",
    ] {
      let once = Document(html)
      #expect(Document(once.root.innerHTML).html5libNotation == once.html5libNotation)
    }
  }

  @Test func `The html5lib notation includes all properties of nodes`() {
    let page = Document(
      "<!DOCTYPE a PUBLIC 'b' 'c'><!--d--><p z=1 y=2>e<template>f</template><svg xlink:href=g h=i><math/>"
    )
    #expect(
      page.html5libNotation == """
        | <!DOCTYPE a "b" "c">
        | <!-- d -->
        | <html>
        |   <head>
        |   <body>
        |     <p>
        |       y="2"
        |       z="1"
        |       "e"
        |       <template>
        |         content
        |           "f"
        |       <svg svg>
        |         h="i"
        |         xlink href="g"
        |         <svg math>

        """)
  }
}
