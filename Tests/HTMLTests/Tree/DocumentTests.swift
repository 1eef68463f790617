import Testing

@testable import HTML

@Suite struct `Parsed documents` {
  private let page = Document(
    """
    <!DOCTYPE html>
    <html lang=en><head><title>T</title></head>
    <body class="a  b\tc" id=x data-odd=1 data-odd2=2>
    <p>one <b>two</b> &amp; three</p><!--c--><template><p>four</p></template>
    <svg viewBox="0 0 1 1"><a xlink:href="y"/></svg>
    </body></html>
    """)

  @Test func `A document has html, head and body elements`() throws {
    #expect(page.documentElement?.localName == "html")
    #expect(page.head?.name == .head)
    #expect(page.body?.name == .body)
    #expect(page.doctype?.localName == "html")
    #expect(page.root.kind == .document)
    #expect(page[0] == page.root)
    #expect(page.truncation == nil)
    #expect(page.encoding == .utf8)
    #expect(Document("<frameset>").body?.name == .frameset)
    #expect(Document("").body != nil)
  }

  @Test func `The example of the documentation works`() throws {
    let bytes = Array("<h2><a href=/x>One <b>two</b></a></h2><a href=/y>three</a>".utf8)
    let page = Document(bytes, transportCharset: "utf-8")
    let links = page.select(try Selector("h2 > a[href]"))
    #expect(links.map { $0[.href] } == ["/x"])
    #expect(links.map(\.textContent) == ["One two"])
  }

  @Test func `An element has attributes with static names and names of the document`() throws {
    let body = try #require(page.body)
    #expect(body[.class] == "a  b\tc")
    #expect(body["class"] == "a  b\tc")
    #expect(body["data-odd"] == "1")
    #expect(body["data-even"] == nil)
    #expect(body[.href] == nil)
    #expect(body.hasAttribute("data-odd2"))
    #expect(!body.hasAttribute(.title))
    #expect(body.id == "x")
    #expect(body.classes == ["a", "b", "c"])
    #expect(
      body.hasClass("b") && !body.hasClass("") && !body.hasClass("a  b") && !body.hasClass("B"))
    #expect(body.attributes.map(\.localName) == ["class", "id", "data-odd", "data-odd2"])
    #expect(body.attributes.map(\.value) == ["a  b\tc", "x", "1", "2"])
    #expect(body.withAttribute(.id) { $0.count } == 1)
    #expect(body.firstChild?[.class] == nil)
    let name = try #require(page.name("data-odd"))
    #expect(body[name] == "1")
    #expect(!name.isStatic && name.string == nil && page.string(of: name) == "data-odd")
    #expect(page.name("data-even") == nil)
    #expect(page.name("div") == .div)
  }

  @Test func `Names of SVG elements and attributes are in the case of the standard`() throws {
    let svg = try #require(page.body?.childElements.first { $0.namespace == .svg })
    #expect(svg["viewBox"] == "0 0 1 1")
    #expect(svg[.viewBox] == "0 0 1 1")
    #expect(svg["viewbox"] == nil)
    #expect(!svg.isElement(.svg) && svg.name == .svg)
    let link = try #require(svg.firstElementChild)
    #expect(link["xlink:href"] == "y")
    #expect(link.attributes.map(\.isNamespaced) == [true])
  }

  @Test func `The text content includes the descendants and the text does not`() throws {
    let body = try #require(page.body)
    let p = try #require(body.firstElementChild)
    #expect(p.textContent == "one two & three")
    #expect(p.text == "")
    #expect(p.firstChild?.text == "one ")
    #expect(p.lastChild?.text == " & three")
    #expect(p.lastChild?.textContent == " & three")
    #expect(!body.textContent.contains("four"))
    let template = try #require(body.childElements.first { $0.name == .template })
    #expect(template.textContent == "")
    let contents = try #require(template.firstChild)
    #expect(contents.kind == .fragment)
    #expect(contents.textContent == "four")
    let comment = try #require(p.nextSibling)
    #expect(comment.kind == .comment && comment.text == "c" && comment.textContent == "c")
    var bytes = Array("> ".utf8)
    p.appendText(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "> one two & three")
  }

  @Test func `A node knows its line`() throws {
    let body = try #require(page.body)
    #expect(page.doctype?.line == 1)
    #expect(body.line == 3)
    #expect(body.firstElementChild?.line == 4)
    #expect(body.childElements.first { $0.namespace == .svg }?.line == 5)
    #expect(Document("a\r\nb\r<p>").body?.firstElementChild?.line == 3)
  }

  @Test func `Nodes are in document order even if they were created in another order`() {
    for html in [
      "<table>a<tr>b<td>c</td>d</table>", "<b>1<p>2</b>3<p>4",
      "<p>x</body> <!--a--></html> <!--b-->",
      "</body><!--a--><p></html><!--b--><!--c-->x",
      "<head></head> <link><!--a--><script></script>x",
      "<p> <frameset><frame>", "<a><table><a>x<td>y</a>z", "<b><em><i><u><s><p>x</b>y",
      "<select><button><selectedcontent></button><option>x<i>y", "<template><td>a<template>b",
      "<!--a--><html><!--b--><body></body></html><!--c-->", "<table><b><tr><td>x</b>y<table>z",
    ] {
      #expect(inconsistency(in: Document(html)) == nil, "\(html)")
    }
  }

  @Test func `The tree does not depend on the line endings of the page`() {
    let unix = "<p a='1\n2'>a\n\nb<!--c\nd--><pre>\n\ne</pre>"
    let tree = Document(unix).html5libNotation
    #expect(Document(unix.replacing("\n", with: "\r\n")).html5libNotation == tree)
    #expect(Document(unix.replacing("\n", with: "\r")).html5libNotation == tree)
  }

  @Test func `Bytes are decoded in the encoding of the page`() {
    let bytes: [UInt8] =
      Array("<meta charset=windows-1251><p title=\"".utf8) + [0xCF, 0xF0] + Array("\">".utf8) + [
        0xC0
      ]
    let document = Document(bytes)
    #expect(document.encoding == .windows1251)
    #expect(document.body?.firstElementChild?[.title] == "Пр")
    #expect(document.body?.textContent == "А")
    let broken = Document([0x61, 0xFF, 0x62], transportCharset: "utf-8")
    #expect(broken.body?.textContent == "a\u{FFFD}b")
    #expect(broken.replacementCount == 1)
    #expect(Document([0xEF, 0xBB, 0xBF, 0x61]).body?.textContent == "a")
    #expect(Document(bytes, charsetOverride: "koi8-r").encoding == .koi8r)
  }

  @Test func `The tree can be traversed in all directions`() throws {
    let list = Document("<ul>a<li>1</li>b<li>2</li><!--c--><li>3</li>d</ul>")
    let ul = try #require(list.body?.firstElementChild)
    #expect(
      ul.children.map(\.kind) == [.text, .element, .text, .element, .comment, .element, .text])
    #expect(ul.childElements.map(\.textContent) == ["1", "2", "3"])
    #expect(ul.descendants.filter(\.isText).map(\.text) == ["a", "1", "b", "2", "3", "d"])
    #expect(ul.descendantElements.map(\.name) == [.li, .li, .li])
    let first = try #require(ul.firstElementChild)
    let last = try #require(ul.lastElementChild)
    #expect(first.nextElementSibling?.nextElementSibling == last)
    #expect(last.previousElementSibling?.previousElementSibling == first)
    #expect(first.previousElementSibling == nil && last.nextElementSibling == nil)
    #expect(last.ancestors.map(\.kind) == [.element, .element, .element, .document])
    #expect(last.parentElement == ul && list.documentElement?.parentElement == nil)
    #expect(last.depth == 4 && list.root.depth == 0)
    #expect(ul.contains(last) && ul.contains(ul) && !last.contains(ul))
    #expect(Set([first, last, first]).count == 2)
  }
}
