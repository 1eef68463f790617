import Testing

@testable import HTML

@Suite struct `Foreign content` {
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
  func `SVG and MathML follow the standard`(html: String, tree: String) {
    #expect(serializedTree(html) == tree)
  }
}
