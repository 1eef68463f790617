import Testing

@testable import HTML

/// A case and more for every insertion mode (HTML standard, 13.2.6.4). Trees are given as HTML.
@Suite struct `Tree construction` {
  /// The document, or what is in its body where nothing is in its head.
  private func parse(_ html: String, scripting: Bool = false) -> String {
    let tree = Document(html, options: ParseOptions(scripting: scripting)).root.innerHTML
    let frame = ("<html><head></head><body>", "</body></html>")
    guard tree.hasPrefix(frame.0), tree.hasSuffix(frame.1) else { return tree }
    return String(tree.dropFirst(frame.0.count).dropLast(frame.1.count))
  }

  @Test(arguments: [
    // Initial.
    (
      " \n<!--a--><!DOCTYPE html>", "<!--a--><!DOCTYPE html><html><head></head><body></body></html>"
    ),
    ("</p>x", "x"),
    ("\0", ""),
    // Before html.
    (
      "<!DOCTYPE html> <!--a--> <html a=b>",
      "<!DOCTYPE html><!--a--><html a=\"b\"><head></head><body></body></html>"
    ),
    (
      "<!DOCTYPE html><!DOCTYPE x></p></head>x",
      "<!DOCTYPE html><html><head></head><body>x</body></html>"
    ),
    // Before head.
    ("<html> <!--a--></div><head b=c>", "<html><!--a--><head b=\"c\"></head><body></body></html>"),
    ("<html></br>", "<br>"),
    // In head.
    ("<meta><link>", "<html><head><meta><link></head><body></body></html>"),
    (
      "<title>a<b>&amp;</title> x",
      "<html><head><title>a&lt;b&gt;&amp;</title> </head><body>x</body></html>"
    ),
    (
      "<head><head a=b></div><style><p></style></head>",
      "<html><head><style><p></style></head><body></body></html>"
    ),
    (
      "<noframes><p></noframes><p>",
      "<html><head><noframes><p></noframes></head><body><p></p></body></html>"
    ),
    ("<head></br>x", "<br>x"),
    // In head noscript.
    (
      "<head><noscript><link><!--a--> </noscript>",
      "<html><head><noscript><link><!--a--> </noscript></head><body></body></html>"
    ),
    (
      "<head><noscript><p>x", "<html><head><noscript></noscript></head><body><p>x</p></body></html>"
    ),
    (
      "<head><noscript><head></p></br>x",
      "<html><head><noscript></noscript></head><body><br>x</body></html>"
    ),
    // After head.
    (
      "<head></head> <!--a--><link></p><body a=b>",
      "<html><head><link></head> <!--a--><body a=\"b\"></body></html>"
    ),
    (
      "<head></head><script>x</script>y",
      "<html><head><script>x</script></head><body>y</body></html>"
    ),
    ("<head></head></html><p>", "<p></p>"),
    // In body: attributes of html and body are added.
    (
      "<html a=1><body b=1><html a=2 c=3><body b=2 d=4>",
      "<html a=\"1\" c=\"3\"><head></head><body b=\"1\" d=\"4\"></body></html>"
    ),
    // Text.
    (
      "<p><script><p></script><textarea>\n<p>",
      "<p><script><p></script><textarea>&lt;p&gt;</textarea></p>"
    ),
    // After body, after after body.
    (
      "<p>x</body> <!--a--></html> <!--b-->",
      "<html><head></head><body><p>x  </p></body><!--a--></html><!--b-->"
    ),
    ("x</body>y</html>z", "xyz"),
    ("x</body><p>y</html><p>z", "x<p>y</p><p>z</p>"),
  ])
  func `around the body`(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    ("<p>a<p>b<div>c<p>d</div>e", "<p>a</p><p>b</p><div>c<p>d</p></div>e"),
    ("<p>a<h1>b<h2>c</h1>d", "<p>a</p><h1>b</h1><h2>c</h2>d"),
    ("a</p>b", "a<p></p>b"),
    ("<pre>\n\na</pre><listing>\nb", "<pre>\na</pre><listing>b</listing>"),
    ("<pre>&#10;a", "<pre>a</pre>"),
    (
      "<ul><li>a<li>b<ul><li>c</ul><li>d",
      "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"
    ),
    ("<li>a<div><li>b", "<li>a<div></div></li><li>b</li>"),
    ("<li>a<section><li>b", "<li>a<section><li>b</li></section></li>"),
    ("<dl><dt>a<dd>b<dt>c</dd>d", "<dl><dt>a</dt><dd>b</dd><dt>cd</dt></dl>"),
    ("<form>a<form>b</form>c", "<form>ab</form>c"),
    ("<form><div></form>a", "<form><div>a</div></form>"),
    ("<button>a<button>b", "<button>a</button><button>b</button>"),
    ("<p><button><p>a</button>b", "<p><button><p>a</p></button>b</p>"),
    ("<a>1<a>2</a>3", "<a>1</a><a>2</a>3"),
    ("<nobr>1<nobr>2", "<nobr>1</nobr><nobr>2</nobr>"),
    ("<b>1<object>2</b>3</object>4", "<b>1<object>23</object>4</b>"),
    ("<img><image a=b><br></br><hr><wbr>", "<img><img a=\"b\"><br><br><hr><wbr>"),
    ("<p>a<hr>b<input>c", "<p>a</p><hr>b<input>c"),
    (
      "<xmp><b></xmp><iframe><b></iframe><noembed><b></noembed>",
      "<xmp><b></xmp><iframe><b></iframe><noembed><b></noembed>"
    ),
    ("a<noscript><b>x</noscript>", "a<noscript><b>x</b></noscript>"),
    ("<plaintext></plaintext>", "<plaintext></plaintext></plaintext>"),
    (
      "<ruby>a<rb>b<rt>c<rp>d<rtc>e<rt>f",
      "<ruby>a<rb>b</rb><rt>c</rt><rp>d</rp><rtc>e<rt>f</rt></rtc></ruby>"
    ),
    ("<option>a<option>b<optgroup>c", "<option>a</option><option>b</option><optgroup>c</optgroup>"),
    ("<tr><td><caption><frame>x</tr></td>", "x"),
    ("<x-y>a</x-y>b</z>", "<x-y>a</x-y>b"),
    ("<span><div></span>a</div>", "<span><div>a</div></span>"),
    ("<track><param><source>", "<track><param><source>"),
    ("a\0b", "ab"),
    ("<h1>a</h3>b", "<h1>a</h1>b"),
    ("<marquee><p>a</marquee>b", "<marquee><p>a</p></marquee>b"),
  ])
  func `in the body`(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    (
      "<select><option>a<option>b</select>c",
      "<select><option>a</option><option>b</option></select>c"
    ),
    (
      "<select><optgroup><option>a<optgroup>b<hr>c",
      "<select><optgroup><option>a</option></optgroup><optgroup>b</optgroup><hr>c</select>"
    ),
    ("<select>a<select>b", "<select>a</select>b"),
    ("<select>a<input>b", "<select>a</select><input>b"),
    ("<select><div><option>a</div></select>", "<select><div><option>a</option></div></select>"),
    (
      "<select><button><selectedcontent></button><option>a<option selected>b",
      "<select><button><selectedcontent>b</selectedcontent></button><option>a</option><option selected=\"\">b</option></select>"
    ),
    (
      "<select multiple><selectedcontent></selectedcontent><option>a",
      "<select multiple=\"\"><selectedcontent></selectedcontent><option>a</option></select>"
    ),
    (
      "<select><option>a<selectedcontent>b</selectedcontent>c",
      "<select><option>a<selectedcontent>b</selectedcontent>c</option></select>"
    ),
  ])
  func `in a select element`(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    ("<b>1<i>2</b>3</i>4", "<b>1<i>2</i></b><i>3</i>4"),
    ("<b>1<p>2</b>3", "<b>1</b><p><b>2</b>3</p>"),
    ("<b>1<p>2<div>3</b>4", "<b>1<p>2</p></b><div><b>3</b>4</div>"),
    ("<a>1<div>2<a>3", "<a>1</a><div><a>2</a><a>3</a></div>"),
    ("<p><b><i>1</p><p>2", "<p><b><i>1</i></b></p><p><b><i>2</i></b></p>"),
    (
      "<p><b a=1><b a=1><b a=1><b a=1>x<p>y",
      "<p><b a=\"1\"><b a=\"1\"><b a=\"1\"><b a=\"1\">x</b></b></b></b></p><p><b a=\"1\"><b a=\"1\"><b a=\"1\">y</b></b></b></p>"
    ),
    (
      "<p><b a=1 c=2><b c=2 a=1><b a=1 c=2><b a=3>x<p>y",
      "<p><b a=\"1\" c=\"2\"><b c=\"2\" a=\"1\"><b a=\"1\" c=\"2\"><b a=\"3\">x</b></b></b></b></p><p><b a=\"1\" c=\"2\"><b c=\"2\" a=\"1\"><b a=\"1\" c=\"2\"><b a=\"3\">y</b></b></b></b></p>"
    ),
    (
      "<b><em><i><u><s><p>x</b>y",
      "<b><em><i><u><s></s></u></i></em></b><i><u><s><p><b>x</b>y</p></s></u></i>"
    ),
    ("<i><span><p>x</i>y", "<i><span></span></i><p><i>x</i>y</p>"),
    ("</b>x<b></b></b>", "x<b></b>"),
    ("<b><td></b>x", "<b></b>x"),
  ])
  func `formatting elements and the adoption agency`(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    (
      "<table><tr><td>a<td>b<tr><th>c</table>d",
      "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>d"
    ),
    ("<table>a<tr>b<td>c</td>d</table>", "abd<table><tbody><tr><td>c</td></tr></tbody></table>"),
    ("<table> <tr> <td>c</table>", "<table> <tbody><tr> <td>c</td></tr></tbody></table>"),
    ("<table> a<tr>", " a<table><tbody><tr></tr></tbody></table>"),
    ("<table> &nbsp;<tr>", " &nbsp;<table><tbody><tr></tr></tbody></table>"),
    ("<table>a\0b", "ab<table></table>"),
    ("<table><b>a<tr><td>b</b>c", "<b>a</b><table><tbody><tr><td>bc</td></tr></tbody></table>"),
    ("<table><div>a</div><p>b", "<div>a</div><p>b</p><table></table>"),
    (
      "<table><caption><p>a</caption><col><tr>",
      "<table><caption><p>a</p></caption><colgroup><col></colgroup><tbody><tr></tr></tbody></table>"
    ),
    (
      "<table><caption>a<tr><td>b",
      "<table><caption>a</caption><tbody><tr><td>b</td></tr></tbody></table>"
    ),
    ("<table><caption>a</td></table>b", "<table><caption>a</caption></table>b"),
    (
      "<table><colgroup> <col>x</colgroup><td>",
      "x<table><colgroup> <col></colgroup><tbody><tr><td></td></tr></tbody></table>"
    ),
    (
      "<table><colgroup></col><template></template><tbody>",
      "<table><colgroup><template></template></colgroup><tbody></tbody></table>"
    ),
    (
      "<table><thead><tr><td>a<tfoot><tbody><td>b",
      "<table><thead><tr><td>a</td></tr></thead><tfoot></tfoot><tbody><tr><td>b</td></tr></tbody></table>"
    ),
    (
      "<table><tbody></thead></caption></tbody></tfoot><tr></td></th></tr></tbody>",
      "<table><tbody></tbody><tbody><tr></tr></tbody></table>"
    ),
    ("<table><table>a", "<table></table>a<table></table>"),
    (
      "<table><td><table><td>a</table>b</table>",
      "<table><tbody><tr><td><table><tbody><tr><td>a</td></tr></tbody></table>b</td></tr></tbody></table>"
    ),
    (
      "<table><form>a<form><input type=HIDDEN><input>",
      "a<input><table><form></form><input type=\"HIDDEN\"></table>"
    ),
    (
      "<table><script>a</script><style>b</style>",
      "<table><script>a</script><style>b</style></table>"
    ),
    ("<table><td></body></html></caption>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    (
      "<table><td></tr><td>a</tbody>",
      "<table><tbody><tr><td></td></tr><tr><td>a</td></tr></tbody></table>"
    ),
    (
      "<!DOCTYPE html><p><table>",
      "<!DOCTYPE html><html><head></head><body><p></p><table></table></body></html>"
    ),
    ("<p><table>", "<p><table></table></p>"),
    (
      "<table><!--a--><tr><!--b--></table>",
      "<table><!--a--><tbody><tr><!--b--></tr></tbody></table>"
    ),
    ("<table>a<!DOCTYPE html>b", "ab<table></table>"),
    ("<a><table><a>x", "<a><a>x</a><table></table></a>"),
  ])
  func `tables and what does not belong in them`(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    ("<div><template>a<p>b</template>c", "<div><template>a<p>b</p></template>c</div>"),
    ("<div><template><td>a</td></template>", "<div><template><td>a</td></template></div>"),
    (
      "<div><template><tr><td>a</template>b", "<div><template><tr><td>a</td></tr></template>b</div>"
    ),
    ("<div><template><col><tr></template>", "<div><template><col></template></div>"),
    (
      "<div><template><caption>a<tbody>b</template>",
      "<div><template><caption>a</caption><tbody></tbody>b</template></div>"
    ),
    ("<div><template><html a=b><body c=d><head>x", "<div><template>x</template></div>"),
    (
      "<div><template><template>a</template>b</template>c</template>",
      "<div><template><template>a</template>b</template>c</div>"
    ),
    (
      "<table><template>a</template><tr>",
      "<table><template>a</template><tbody><tr></tr></tbody></table>"
    ),
    ("<b><template></b>a</template>b", "<b><template>a</template>b</b>"),
    ("<div><template><form><form>", "<div><template><form><form></form></form></template></div>"),
    (
      "<template><title>x</title><link></template>",
      "<html><head><template><title>x</title><link></template></head><body></body></html>"
    ),
  ])
  func templates(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    (
      "<frameset><frame><frameset> x</frameset>\n</frameset> <!--a--></html> <!--b--><noframes>c",
      "<html><head></head><frameset><frame><frameset> </frameset>\n</frameset> <!--a--> <noframes>c</noframes></html><!--b-->"
    ),
    ("<p> <frameset>", "<html><head></head><frameset></frameset></html>"),
    ("x<frameset>", "x"),
    ("<frameset></frameset><p>x<frame>", "<html><head></head><frameset></frameset></html>"),
    ("<frameset><html a=b></div><p>", "<html a=\"b\"><head></head><frameset></frameset></html>"),
  ])
  func framesets(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    (
      "<svg><g/><CIRCLE viewbox=1 xlink:href=2 /></svg>x",
      "<svg><g></g><circle viewBox=\"1\" xlink:href=\"2\"></circle></svg>x"
    ),
    (
      "<svg><foreignobject><p>a</p></foreignobject><title><b>c",
      "<svg><foreignObject><p>a</p></foreignObject><title><b>c</b></title></svg>"
    ),
    ("<svg><g><p>x", "<svg><g></g></svg><p>x</p>"),
    ("<svg><font>a<font size=1>b", "<svg><font>a</font></svg><font size=\"1\">b</font>"),
    ("<svg></p>x", "<svg></svg><p></p>x"),
    ("<p><svg></p>x", "<p><svg></svg></p>x"),
    ("<svg><![CDATA[a<b]]></svg>", "<svg>a&lt;b</svg>"),
    ("<svg>a\0b</svg>", "<svg>a\u{FFFD}b</svg>"),
    ("<svg><a><g></a>x", "<svg><a><g></g></a>x</svg>"),
    ("<div><svg><g></div>x", "<div><svg><g></g></svg></div>x"),
    (
      "<math><mi><b>a</b><mglyph></mi><mo>b",
      "<math><mi><b>a</b><mglyph></mglyph></mi><mo>b</mo></math>"
    ),
    (
      "<math definitionurl=a><annotation-xml encoding=Text/HTML><p>b",
      "<math definitionURL=\"a\"><annotation-xml encoding=\"Text/HTML\"><p>b</p></annotation-xml></math>"
    ),
    (
      "<math><annotation-xml><svg><g></svg><p>b",
      "<math><annotation-xml><svg><g></g></svg></annotation-xml></math><p>b</p>"
    ),
    ("<svg><!--a--><script><b></script>", "<svg><!--a--><script></script></svg><b></b>"),
    (
      "<table><svg><g>x</svg><td>",
      "<svg><g>x</g></svg><table><tbody><tr><td></td></tr></tbody></table>"
    ),
  ])
  func `foreign content`(html: String, tree: String) {
    #expect(parse(html) == tree)
  }

  @Test(arguments: [
    ("td", "a<td>b", "ab"), ("tr", "a<td>b", "a<td>b</td>"),
    ("table", "<td>b", "<tbody><tr><td>b</td></tr></tbody>"),
    ("tbody", "<td>b", "<tr><td>b</td></tr>"), ("colgroup", "a<col>b", "<col>"),
    ("caption", "<tr>a", "a"),
    ("select", "<input><option>a<select>", "<option>a</option>"),
    ("title", "<b>&amp;</title>", "&lt;b&gt;&amp;&lt;/title&gt;"),
    ("textarea", "<b>", "&lt;b&gt;"), ("div", "<html a=b><body><p>c</body>d", "<p>cd</p>"),
    ("html", "a", "<head></head><body>a</body>"), ("head", "<link><p>", "<link><p></p>"),
    ("template", "<td>a", "<td>a</td>"), ("frameset", "<frame>x</frameset>", "<frame>"),
    ("form", "<form>a</form>b", "ab"), ("svg path", "<g/>a<p>b", "<g></g>a<p>b</p>"),
    ("svg desc", "<p>b", "<p>b</p>"), ("math mi", "<b>a", "<b>a</b>"),
    ("math ms", "<mglyph>a", "<mglyph>a</mglyph>"),
    ("script", "<b></script>", "<b></script>"), ("noscript", "<b>", "<b></b>"),
    ("plaintext", "<b>", "<b>"),
  ])
  func fragments(context: String, html: String, tree: String) {
    let fragment = Document.fragment(html, context: context)
    // What stands in raw text elements is written with its letters escaped, for they are not here.
    let found = fragment.root.innerHTML
    let raw = ["script", "plaintext"].contains(context)
    #expect((raw ? fragment.root.textContent : found) == tree)
  }

  @Test func `with scripting, noscript holds text`() {
    #expect(parse("<noscript><p></noscript>", scripting: true).contains("<noscript>&lt;p&gt;"))
    #expect(
      parse("<body><noscript><p></noscript>", scripting: true) == "<noscript>&lt;p&gt;</noscript>")
    let options = ParseOptions(scripting: true)
    #expect(
      Document.fragment("<p>", context: "noscript", options: options).root.textContent == "<p>")
  }

  @Test(arguments: [
    ("<!DOCTYPE html>", QuirksMode.noQuirks),
    ("<!DOCTYPE html SYSTEM 'about:legacy-compat'>", .noQuirks),
    ("", .quirks), ("<p>", .quirks), ("<!DOCTYPE x>", .quirks), ("<!DOCTYPE html x>", .quirks),
    ("<!DOCTYPE html PUBLIC 'HTML'>", .quirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 3.2//EN'>", .quirks),
    (
      "<!DOCTYPE html SYSTEM 'http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd'>", .quirks
    ),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>", .quirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'>", .limitedQuirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN'>", .limitedQuirks),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>", .noQuirks),
  ])
  func `the quirks mode`(html: String, mode: QuirksMode) {
    #expect(Document(html).quirks == mode)
  }
}
