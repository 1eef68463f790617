import Testing

@testable import HTML

@Suite struct `Selector errors` {
  /// The error of a selector that must have one.
  private func error(_ css: String) -> SelectorError? {
    do {
      _ = try Selector(css)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("", 1, "expected a selector, found the end"), ("a,", 3, "expected a selector, found the end"),
    ("a >", 4, "expected a selector, found the end"),
    ("a > > b", 5, "expected a selector, found '>'"),
    (
      "> a", 1,
      "a selector does not begin with a combinator; ':scope > …' is relative to the element asked"
    ),
    ("#1st", 2, "expected an id after '#', found '1'"),
    ("p.ü.1", 5, "expected a class after '.', found '1'"), ("a)", 2, "')' is not understood here"),
    ("a[b!=c]", 4, "expected ']' or one of = ~= |= ^= $= *=, found '!'"),
    ("a[b=1]", 5, "expected a word or a string in quotes, found '1'"),
    ("a[b=c q]", 7, "the flag of an attribute is 'i' or 's'"),
    ("svg|a", 1, "namespace prefixes are not declared anywhere"),
    ("a[b='c\n']", 5, "the string does not end on its line"),
    ("p::before", 2, "pseudo-elements are not in the tree of a page"),
    ("p:before", 2, "pseudo-elements are not in the tree of a page"),
    ("a:hover", 2, "':hover' tells of a page in use, not of one that is read"),
    ("p:contains('x')", 2, "':contains()' is not CSS but an extension of libraries"),
    (
      "li:eq(2)", 3,
      "':eq()' is not CSS but an extension of libraries; ':nth-child()' and ':nth-of-type()' count from 1"
    ),
    (
      "li:first", 3,
      "':first' is not CSS but an extension of libraries; there are ':first-child' and ':first-of-type'"
    ),
    (":foo", 1, "the pseudo-class ':foo' is not supported"),
    (":dir(ltr)", 1, "the pseudo-class ':dir()' is not supported"),
    (":not", 1, "':not' needs something in parentheses"),
    (":root()", 1, "':root' takes nothing in parentheses"),
    ("a:nth-child(3 n)", 15, "expected ')', found 'n'"),
    ("a:nth-child(foo)", 13, "expected a number, 'odd', 'even' or a formula like 2n+1"),
    (":has(a:has(b))", 7, "':has()' does not go into another"),
    (":is(a, :foo)", 8, "the pseudo-class ':foo' is not supported"),
    ("a || b", 3, "the column combinator '||' is not supported"),
  ])
  func `tell what is wrong and where`(css: String, column: Int, message: String) {
    #expect(error(css) == SelectorError(message, column: column))
  }

  @Test func `a selector without bounds is refused`() {
    #expect(error(String(repeating: "a", count: 20000))?.message.contains("longer than") == true)
    let deep = String(repeating: ":is(", count: 17) + "a" + String(repeating: ")", count: 17)
    #expect(error(deep)?.message == "more than 16 functions in each other")
    #expect(error(String(repeating: "a ", count: 64)) == nil)
    #expect(
      error(String(repeating: "a ", count: 65))?.message == "more than 64 compounds in one selector"
    )
    #expect(
      error(String(repeating: ".a", count: 4097))?.message
        == "the selector has more than 4096 parts")
    #expect(error(Array(repeating: "a b", count: 2000).joined(separator: ",")) == nil)
  }

  @Test func `no sequence of its letters brings the parser down`() {
    let letters = Array("ab1#.:[]()*|=~^$>+, \"'\\/-n\n!iü&")
    let words = [":is(", ":not(", ":has(", ":nth-child(", " of ", "2n+1", ":lang(", "/*", "*/"]
    var random = Stream(state: 7)
    var sound = 0
    for _ in 0..<20_000 {
      var css = ""
      for _ in 0..<random.next() % 12 {
        if random.next() % 4 == 0 {
          css += words[random.next() % words.count]
        } else {
          css.append(letters[random.next() % letters.count])
        }
      }
      if let error = error(css) {
        #expect((1...css.unicodeScalars.count + 1).contains(error.column), "\(css)")
      } else {
        sound += 1
      }
    }
    #expect(sound > 100)
  }
}

@Suite struct `Selecting` {
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

  @Test func `a node finds among its descendants, with regard to what stands above it`() throws {
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

  @Test func `the scope is the root element to the document and the element itself to a match`()
    throws
  {
    for css in [":scope x-y *", "& x-y *", "&&& *|p#g"] {
      let selector = try Selector(css)
      #expect(ids(page.select(selector)) == ["g"], "\(css)")
      #expect(try !node("g").matches(selector), "\(css)")
    }
  }

  @Test func `a node matches by itself`() throws {
    let e = try node("e")
    #expect(e.matches(try Selector("div > p:first-child")))
    #expect(e.matches(try Selector(":scope")))
    #expect(e.matches(try Selector("p:not(:has(b)):lang(de), :scope")))
    #expect(!e.matches(try Selector("p + p")))
    #expect(!page.root.matches(try Selector("*")))
    #expect(e.firstChild?.matches(try Selector("*")) == false)
    #expect(e.firstChild?.closest(try Selector("p"))?.id == "e")
  }

  @Test func `the closest may be the node itself`() throws {
    let c = try node("c")
    #expect(c.closest(try Selector("b"))?.id == "c")
    #expect(c.closest(try Selector("div, p"))?.id == "b")
    #expect(c.closest(try Selector("body div, body > p"))?.id == "a")
    #expect(c.closest(try Selector("body > div, b"))?.id == "c")
    #expect(c.closest(try Selector(":has(x-y)"))?.id == "a")
    #expect(c.closest(try Selector("table")) == nil)
  }

  @Test func `names that only the page knows match in any case`() throws {
    #expect(ids(page.select(try Selector("X-Y"))) == ["f"])
    #expect(ids(page.select(try Selector("[data-z]"))) == ["f"])
    #expect(ids(page.select(try Selector("[DATA-Z='1'] > p"))) == ["g"])
    #expect(page.select(try Selector("y-x, [data-y]")).isEmpty)
    #expect(ids(page.select(try Selector("p:not(y-x p, [data-y])"))) == ["b", "e", "g", "j"])
  }

  @Test func `a template's contents are a document of their own`() throws {
    #expect(page.first(try Selector("#h, #i, template p, template > *")) == nil)
    #expect(ids(page.select(try Selector("template:empty"))) == ["t"])
    let contents = try #require(try node("t").firstChild)
    #expect(contents.kind == .fragment)
    #expect(ids(contents.select(try Selector("p, p > b"))) == ["h", "i"])
    #expect(contents.select(try Selector("body p, html b")).isEmpty)
    #expect(try node("i").matches(try Selector("p:first-child > b")))
    #expect(try !node("i").matches(try Selector("template b")))
  }

  @Test func `a word within a value is found wherever it begins`() throws {
    let document = Document("<p title='ababac'><p title='aabaac'><p title='ABABAC'><i title='abc'>")
    #expect(document.select(try Selector("[title*=abac]")).count == 1)
    #expect(document.select(try Selector("[title*=ABAC i]")).count == 2)
    #expect(document.select(try Selector("[title*=aac]")).count == 1)
    #expect(document.select(try Selector("[title*=abcd]")).isEmpty)
    let meta = Document("<meta http-equiv=Content-Type><svg><a http-equiv=Content-Type>")
    #expect(meta.select(try Selector("[http-equiv*='content-']")).map(\.name) == [.meta])
    #expect(meta.select(try Selector("[http-equiv*='nt-t' i]")).count == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `pages that mean ill consume no more than their length`() throws {
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
