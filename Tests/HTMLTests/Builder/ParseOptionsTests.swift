import Testing

@testable import HTML

/// Limits that end a parse early, and pages for which some parsers take quadratic time.
@Suite struct `Limits of a parse` {
  private func parse(_ html: String, _ set: (inout ParseOptions) -> Void) -> Document {
    var options = ParseOptions()
    set(&options)
    return Document(html, options: options)
  }

  @Test func `The tree contains everything before the limit`() {
    let nodes = parse("<p>a<p>b<p>c<p>d") { $0.maximumNodes = 7 }
    #expect(nodes.truncation == .nodes)
    // The current token is processed completely.
    #expect(nodes.body?.innerHTML == "<p>a</p><p>b</p><p></p>")
    let attributes = parse("a<p b=1 c=2>d<p b=1 c=2 e=3>f") { $0.maximumAttributes = 2 }
    #expect(attributes.truncation == .attributes)
    #expect(attributes.body?.innerHTML == "a<p b=\"1\" c=\"2\">d</p>")
    let depth = parse("<i><b>a</b><b><u>b") { $0.maximumDepth = 4 }
    #expect(depth.truncation == .depth)
    #expect(depth.body?.innerHTML == "<i><b>a</b><b><u></u></b></i>")
    let bytes = parse("<p>a\u{E4}b") { $0.maximumBytes = 5 }
    #expect(bytes.truncation == .bytes)
    #expect(bytes.body?.innerHTML == "<p>a</p>")
  }

  @Test func `A page within the limits is complete`() {
    let exact = parse("<p>a<p>b") {
      $0.maximumNodes = 8
      $0.maximumBytes = 8
      $0.maximumDepth = 3
    }
    #expect(exact.truncation == nil)
    #expect(exact.body?.innerHTML == "<p>a</p><p>b</p>")
  }

  @Test func `Too many distinct names end the parse`() {
    let tags = (0..<16).map { tag in
      "<br" + (0..<4_000).map { " a\($0)b\(tag)" }.joined() + ">"
    }
    let document = Document(tags.joined())
    #expect(document.truncation == .names)
    #expect(document.body?.firstElementChild?.attributes.count == 4_000)
    #expect(Document(tags[..<14].joined()).truncation == nil)
  }

  @Test func `Any depth is parsed if the options allow it`() {
    let depth = 8_000
    let options = { (options: inout ParseOptions) in options.maximumDepth = .max }
    let document = parse(String(repeating: "<i>x<div>", count: depth / 2), options)
    #expect(document.truncation == nil)
    let spans = parse(String(repeating: "<span>", count: depth), options)
    #expect(spans.truncation == nil && spans.nodeCount == depth + 4)
    #expect(spans.body?.innerHTML.utf8.count == depth * 13)
    #expect(spans.body?.textContent == "")
    let templates = parse(String(repeating: "<template>", count: depth), options)
    #expect(templates.truncation == nil)
    let tables = parse(String(repeating: "<table><td>", count: depth / 4), options)
    #expect(tables.truncation == nil)
    #expect(tables[tables.nodeCount - 1].depth == depth + 2)
  }

  /// Each of these pages takes quadratic time in some parser.
  @Test(arguments: [
    ("<p", " a", ">"), ("<b a=1>", "<p>", ""), ("", "<a><div>", ""), ("<table>", "x<tr>", ""),
    ("<table>", "&amp;<tr title='&amp;'>", ""), ("", "<b a=1><b a=2><p></p>", ""),
    ("<!--", "- -", ""),
    ("", "&", ""), ("<script>", "<!--<script", ""), ("<svg>", "</x>", ""),
    ("", "<form><div></form>", ""),
    ("", "<select><button><selectedcontent><option>x<object>", ""),
    ("<p><button>" + String(repeating: "<span>", count: 4000), "<div></div>", ""),
    ("<html>", "<html lang=a><p class=b>", ""),
  ])
  func `Hostile pages end within the limits`(head: String, unit: String, tail: String) {
    let text = head + String(repeating: unit, count: 2_000) + tail
    let document = Document(text)
    #expect(document.nodeCount >= 4)
    #expect(document.nodeCount <= 1_010_000)
  }

  @Test func `Too many search steps end the parse`() {
    // Each div searches thousands of spans for a p that a button hides.
    let head = "<p><button>" + String(repeating: "<span>", count: 4000)
    let document = Document(head + String(repeating: "<div></div>", count: 1_500))
    #expect(document.truncation == .steps)
    let short = Document(head + String(repeating: "<div></div>", count: 200))
    #expect(short.truncation == nil)
  }
}
