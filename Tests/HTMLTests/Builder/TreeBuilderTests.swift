import Testing

@testable import HTML

/// At least one case for every insertion mode (HTML standard, 13.2.6.4), together with the tests of
/// the other files in this folder. Trees are written as HTML.
@Suite struct `Tree builder` {
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
  func `Modes before and after the body follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
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
  func `Elements of the body follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
  }

  @Test func `The content of noscript is text if scripting is enabled`() {
    #expect(
      serializedTree("<noscript><p></noscript>", scripting: true).contains("<noscript>&lt;p&gt;"))
    #expect(
      serializedTree("<body><noscript><p></noscript>", scripting: true)
        == "<noscript>&lt;p&gt;</noscript>")
    let options = ParseOptions(scripting: true)
    #expect(
      Document.fragment("<p>", context: "noscript", options: options).root.textContent == "<p>")
  }

}
