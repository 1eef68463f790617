import Testing

@testable import HTML

/// Pages of random tags, which are the same in each run. Every tree must be consistent.
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

  /// A generator of reproducible numbers (Knuth's MMIX generator).
  private struct MMIXGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  private func soup(_ generator: inout MMIXGenerator) -> String {
    (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      Self.pieces.randomElement(using: &generator)!
    }.joined()
  }

  @Test func `Random pages result in consistent trees`() {
    var generator = MMIXGenerator(state: 1)
    for _ in 0..<700 {
      let html = soup(&generator)
      #expect(inconsistency(in: Document(html)) == nil, "\(html)")
      #expect(
        inconsistency(in: Document(html, options: ParseOptions(scripting: true))) == nil, "\(html)")
    }
  }

  @Test(arguments: [
    "td", "tr", "table", "select", "template", "title", "script", "svg path", "svg desc", "math mi",
    "html", "head", "frameset", "colgroup", "caption", "form", "plaintext", "x-y",
  ])
  func `Random fragments result in consistent trees`(context: String) {
    var generator = MMIXGenerator(state: 2)
    for _ in 0..<40 {
      let html = soup(&generator)
      #expect(inconsistency(in: .fragment(html, context: context)) == nil, "\(html)")
    }
  }

  @Test func `Truncated pages result in consistent trees`() {
    var generator = MMIXGenerator(state: 3)
    for _ in 0..<200 {
      var options = ParseOptions()
      options.maximumNodes = Int.random(in: 1...30, using: &generator)
      options.maximumDepth = Int.random(in: 1...10, using: &generator)
      options.maximumBytes = Int.random(in: 0...200, using: &generator)
      options.maximumAttributes = Int.random(in: 0...1, using: &generator)
      let html = soup(&generator)
      let document = Document(html, options: options)
      #expect(inconsistency(in: document) == nil, "\(html)")
      #expect(document.nodeCount < options.maximumNodes + 100, "\(html)")
    }
  }
}
