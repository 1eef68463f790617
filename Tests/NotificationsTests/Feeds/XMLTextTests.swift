import Testing

@testable import Notifications

@Suite struct XMLTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
    ("]]>", "]]&gt;"),
    ("“quotes” and \"quotes\" and 'one'", "“quotes” and &quot;quotes&quot; and 'one'"),
    ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ("a\r\nb", "a \nb"),
    ("nul\u{0}bell\u{7}", "nul bell "),
    ("\u{1B}[31mred\u{1B}[0m", " [31mred [0m"),
    ("C1 \u{9B}31m", "C1  31m"),
    ("\u{202E}reversed\u{202C}", "reversed"),
    ("\u{2067}עברית\u{2069}", "\u{2067}עברית\u{2069}"),
    ("\u{2067}open", "open"),
    ("no\u{FFFE}n\u{FFFF}character", "noncharacter"),
    ("\u{FFFD} and \u{FFFC} stay", "\u{FFFD} and \u{FFFC} stay"),
    ("emoji 👩‍👩‍👧 and العربية", "emoji 👩‍👩‍👧 and العربية"),
    ("&amp;", "&amp;amp;"), ("", ""),
  ])
  func `A text is escaped, without characters that XML forbids or that reorder text`(
    text: String, escaped: String
  ) {
    #expect(XMLText.escaped(text) == escaped)
  }

  @Test func `Elements have escaped attributes and text`() {
    #expect(
      XMLText.element("title", "<b>", [("type", "a\"b")])
        == "<title type=\"a&quot;b\">&lt;b&gt;</title>\n")
    #expect(
      XMLText.empty("link", [("href", "http://a/?b&c")]) == "<link href=\"http://a/?b&amp;c\"/>\n")
  }
}
