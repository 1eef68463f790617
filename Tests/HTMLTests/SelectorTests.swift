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
