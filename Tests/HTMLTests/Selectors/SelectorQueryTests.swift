import Testing

@testable import HTML

@Suite struct `Selector query` {
  private let page = Document(
    """
    <!DOCTYPE html><html><body><div id=a class=outer><p id=b>one <b id=c>two</b></p>
    <div id=d><p id=e>three</p><x-y id=f Data-Z=1><p id=g></p></x-y></div></div>
    <template id=t><p id=h><b id=i></b></p></template><p id=j></p></body></html>
    """)

  private func ids(_ nodes: [Node]) -> [String] { nodes.map { $0.id ?? "" } }

  private func node(_ id: String) throws -> Node {
    try #require(page.root.descendants.first { $0.id == id })
  }

  @Test func `A query on a node finds descendants and considers ancestors`() throws {
    let d = try node("d")
    #expect(ids(d.select(try Selector("p"))) == ["e", "g"])
    #expect(ids(d.select(try Selector(".outer p"))) == ["e", "g"])
    #expect(ids(d.select(try Selector("p + div > p"))) == ["e"])
    #expect(ids(d.select(try Selector(":scope > p"))) == ["e"])
    #expect(ids(d.select(try Selector(":is(.outer > div) > p"))) == ["e"])
    #expect(d.select(try Selector("#d, .outer, #j")).isEmpty)
    #expect(d.first(try Selector("p"))?.id == "e")
    #expect(d.first(try Selector("x-y p, p"))?.id == "e")
    #expect(try node("g").select(try Selector("*")).isEmpty)
  }

  @Test func `The scope is the root element in a query and the element itself in a match`()
    throws
  {
    for css in [":scope x-y *", "& x-y *", "&&& *|p#g"] {
      let selector = try Selector(css)
      #expect(ids(page.select(selector)) == ["g"], "\(css)")
      #expect(try !node("g").matches(selector), "\(css)")
    }
  }

  @Test func `A single node can be matched`() throws {
    let e = try node("e")
    #expect(e.matches(try Selector("div > p:first-child")))
    #expect(e.matches(try Selector(":scope")))
    #expect(e.matches(try Selector("p:not(:has(b)):lang(de), :scope")))
    #expect(!e.matches(try Selector("p + p")))
    #expect(!page.root.matches(try Selector("*")))
    #expect(e.firstChild?.matches(try Selector("*")) == false)
    #expect(e.firstChild?.closest(try Selector("p"))?.id == "e")
  }

  @Test func `The closest element can be the node itself`() throws {
    let c = try node("c")
    #expect(c.closest(try Selector("b"))?.id == "c")
    #expect(c.closest(try Selector("div, p"))?.id == "b")
    #expect(c.closest(try Selector("body div, body > p"))?.id == "a")
    #expect(c.closest(try Selector("body > div, b"))?.id == "c")
    #expect(c.closest(try Selector(":has(x-y)"))?.id == "a")
    #expect(c.closest(try Selector("table")) == nil)
  }

  @Test func `Names that are not static match in any case`() throws {
    #expect(ids(page.select(try Selector("X-Y"))) == ["f"])
    #expect(ids(page.select(try Selector("[data-z]"))) == ["f"])
    #expect(ids(page.select(try Selector("[DATA-Z='1'] > p"))) == ["g"])
    #expect(page.select(try Selector("y-x, [data-y]")).isEmpty)
    #expect(ids(page.select(try Selector("p:not(y-x p, [data-y])"))) == ["b", "e", "g", "j"])
  }

  @Test func `The contents of a template are a separate document`() throws {
    #expect(page.first(try Selector("#h, #i, template p, template > *")) == nil)
    #expect(ids(page.select(try Selector("template:empty"))) == ["t"])
    let contents = try #require(try node("t").firstChild)
    #expect(contents.kind == .fragment)
    #expect(ids(contents.select(try Selector("p, p > b"))) == ["h", "i"])
    #expect(contents.select(try Selector("body p, html b")).isEmpty)
    #expect(try node("i").matches(try Selector("p:first-child > b")))
    #expect(try !node("i").matches(try Selector("template b")))
  }

  @Test func `A substring of a value matches at any position`() throws {
    let document = Document("<p title='ababac'><p title='aabaac'><p title='ABABAC'><i title='abc'>")
    #expect(document.select(try Selector("[title*=abac]")).count == 1)
    #expect(document.select(try Selector("[title*=ABAC i]")).count == 2)
    #expect(document.select(try Selector("[title*=aac]")).count == 1)
    #expect(document.select(try Selector("[title*=abcd]")).isEmpty)
    let meta = Document("<meta http-equiv=Content-Type><svg><a http-equiv=Content-Type>")
    #expect(meta.select(try Selector("[http-equiv*='content-']")).map(\.name) == [.meta])
    #expect(meta.select(try Selector("[http-equiv*='nt-t' i]")).count == 2)
  }

  @Test(.timeLimit(.minutes(10)))
  func `Queries on hostile pages take linear time`() throws {
    let count = 10_000
    let siblings = Document(String(repeating: "<p title=aaaaaaaaaaaaaaaaaaaa>", count: count))
    let deep = Document(
      String(repeating: "<div>", count: 4000) + String(repeating: "<p></p>", count: count))
    let types = Document((0..<count).map { "<x\($0)></x\($0)>" }.joined())
    for css in [
      "h2 ~ p", ":not(h2 ~ p):not(p ~ p ~ h2)", ":has(~ h2)", "section div div p", ":has(h2)",
      ":nth-last-child(2n of :not(h2 p))", ":nth-last-of-type(2)", ":lang(de)", ":disabled",
      ":is(:is(div p) ~ p) + h2", "[title*=aaaaaaaaaab]",
    ] {
      let selector = try Selector(css)
      for document in [siblings, deep, types] { _ = document.select(selector) }
    }
  }
}
