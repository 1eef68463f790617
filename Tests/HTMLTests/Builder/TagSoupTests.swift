import Testing

@testable import HTML

/// Soups of tags, always the same ones: whatever the page, the tree is sound.
@Suite struct `Tag soup` {
  private static let pieces = [
    "<table>", "</table>", "<tr>", "<td>", "</td>", "<caption>", "<col>", "<tbody>", "<select>",
    "</select>", "<option>", "<optgroup>", "<selectedcontent>", "<template>", "</template>",
    "<svg>", "</svg>", "<foreignObject>", "<desc>", "<math>", "<mi>", "</math>",
    "<annotation-xml encoding=text/html>", "<b>", "</b>", "<b class=x>", "<a href=y>", "</a>",
    "<i>", "</i>", "<nobr>", "</nobr>", "<p>", "</p>", "<div>", "</div>", "<li>", "<ul>", "</ul>",
    "<dd>", "<form>", "</form>", "<frameset>", "<frame>", "</frameset>", "<noscript>",
    "</noscript>", "<script>", "</script>", "<style>", "</style>", "<!--c-->", "<![CDATA[d]]>",
    "<!DOCTYPE html>", "<html lang=e>", "</html>", "<head>", "</head>", "<body id=f>", "</body>",
    "<title>", "</title>", "<textarea>", "</textarea>", "<button>", "</button>", "<ruby>", "<rt>",
    "<object>", "</object>", "<h1>", "</h2>", "<pre>\n", "<input>", "<br>", "</br>", "<hr>",
    "<x-y>", "</x-y>", "&amp;", "&lt", " ", "\n", "text", "\0", "<plaintext>",
  ]

  /// Numbers that look random and are the same each time (Knuth's MMIX generator).
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  private func soup(_ numbers: inout Numbers) -> String {
    (0..<Int.random(in: 1...40, using: &numbers)).map { _ in
      Self.pieces.randomElement(using: &numbers)!
    }.joined()
  }

  @Test func `makes sound trees`() {
    var numbers = Numbers(state: 1)
    for _ in 0..<700 {
      let html = soup(&numbers)
      #expect(fault(in: Document(html)) == nil, "\(html)")
      #expect(fault(in: Document(html, options: ParseOptions(scripting: true))) == nil, "\(html)")
    }
  }

  @Test(arguments: [
    "td", "tr", "table", "select", "template", "title", "script", "svg path", "svg desc", "math mi",
    "html", "head", "frameset", "colgroup", "caption", "form", "plaintext", "x-y",
  ])
  func `makes sound fragments`(context: String) {
    var numbers = Numbers(state: 2)
    for _ in 0..<40 {
      let html = soup(&numbers)
      #expect(fault(in: .fragment(html, context: context)) == nil, "\(html)")
    }
  }

  @Test func `makes sound trees however early it is truncation`() {
    var numbers = Numbers(state: 3)
    for _ in 0..<200 {
      var options = ParseOptions()
      options.maximumNodes = Int.random(in: 1...30, using: &numbers)
      options.maximumDepth = Int.random(in: 1...10, using: &numbers)
      options.maximumBytes = Int.random(in: 0...200, using: &numbers)
      options.maximumAttributes = Int.random(in: 0...1, using: &numbers)
      let html = soup(&numbers)
      let document = Document(html, options: options)
      #expect(fault(in: document) == nil, "\(html)")
      #expect(document.nodeCount < options.maximumNodes + 100, "\(html)")
    }
  }
}
