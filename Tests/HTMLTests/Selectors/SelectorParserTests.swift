import Testing

@testable import HTML

@Suite struct `Selector parser` {
  /// Returns the error of a selector, nil if it is valid.
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
      "a selector cannot begin with a combinator; use ':scope > …' for a relative selector"
    ),
    ("#1st", 2, "expected an id after '#', found '1'"),
    ("p.ü.1", 5, "expected a class after '.', found '1'"), ("a)", 2, "unexpected ')'"),
    ("a[b!=c]", 4, "expected ']' or one of = ~= |= ^= $= *=, found '!'"),
    ("a[b=1]", 5, "expected a word or a string in quotes, found '1'"),
    ("a[b=c q]", 7, "expected the flag 'i' or 's'"),
    ("svg|a", 1, "namespace prefixes are not supported"),
    ("a[b='c\n']", 5, "the string is not closed on its line"),
    ("p::before", 2, "pseudo-elements are not part of the document tree"),
    ("p:before", 2, "pseudo-elements are not part of the document tree"),
    ("a:hover", 2, "':hover' depends on user interaction, which a parsed page does not have"),
    ("p:contains('x')", 2, "':contains()' is not CSS but a library extension"),
    (
      "li:eq(2)", 3,
      "':eq()' is not CSS but a library extension; use ':nth-child()' or ':nth-of-type()', which count from 1"
    ),
    (
      "li:first", 3,
      "':first' is not CSS but a library extension; use ':first-child' or ':first-of-type'"
    ),
    (":foo", 1, "the pseudo-class ':foo' is not supported"),
    (":dir(ltr)", 1, "the pseudo-class ':dir()' is not supported"),
    (":not", 1, "':not' requires arguments in parentheses"),
    (":root()", 1, "':root' does not take arguments"),
    ("a:nth-child(3 n)", 15, "expected ')', found 'n'"),
    ("a:nth-child(foo)", 13, "expected a number, 'odd', 'even' or a formula like 2n+1"),
    (":has(a:has(b))", 7, "':has()' cannot be nested"),
    (":is(a, :foo)", 8, "the pseudo-class ':foo' is not supported"),
    ("a || b", 3, "the column combinator '||' is not supported"),
  ])
  func `An error contains a message and a position`(css: String, column: Int, message: String) {
    #expect(error(css) == SelectorError(message, column: column))
  }

  @Test func `A selector beyond the limits is an error`() {
    #expect(error(String(repeating: "a", count: 20000))?.message.contains("longer than") == true)
    let deep = String(repeating: ":is(", count: 17) + "a" + String(repeating: ")", count: 17)
    #expect(error(deep)?.message == "functional pseudo-classes are nested more than 16 levels deep")
    #expect(error(String(repeating: "a ", count: 64)) == nil)
    #expect(
      error(String(repeating: "a ", count: 65))?.message
        == "the complex selector has more than 64 compounds"
    )
    #expect(
      error(String(repeating: ".a", count: 4097))?.message
        == "the selector has more than 4096 simple selectors")
    #expect(error(Array(repeating: "a b", count: 2000).joined(separator: ",")) == nil)
  }

  @Test func `Random selectors do not crash the parser`() {
    let letters = Array("ab1#.:[]()*|=~^$>+, \"'\\/-n\n!iü&")
    let words = [":is(", ":not(", ":has(", ":nth-child(", " of ", "2n+1", ":lang(", "/*", "*/"]
    var random = LinearCongruentialGenerator(state: 7)
    var validCount = 0
    for _ in 0..<6_000 {
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
        validCount += 1
      }
    }
    #expect(validCount > 100)
  }
}
