import Testing

@testable import HTML

/// At least one case for every state of the tokenizer (HTML standard, 13.2.5).
@Suite struct `Tokenizer states` {
  typealias Token = TokenRecorder.Token

  private static func start(
    _ name: String, _ attributes: [String: String] = [:], closed: Bool = false
  ) -> Token {
    .start(name, attributes, isSelfClosing: closed)
  }

  private static func doctype(
    _ name: String?, _ publicIdentifier: String? = nil, _ system: String? = nil,
    quirks: Bool = false
  ) -> Token {
    .doctype(name: name, publicIdentifier: publicIdentifier, systemIdentifier: system, !quirks)
  }

  @Test(
    arguments: [
      ("", []),
      ("a < b <3", [.characters("a < b <3")]),
      ("a<", [.characters("a<")]),
      ("a</", [.characters("a</")]),
      ("a</>b", [.characters("ab")]),
      ("a\0b", [.characters("a\0b")]),
      ("a\r\nb\rc\r", [.characters("a\nb\nc\n")]),
      ("<A>b</A >", [start("a"), .characters("b"), .end("a")]),
      ("<h1\n>", [start("h1")]),
      ("<br/>", [start("br", closed: true)]),
      ("<br/ >", [start("br")]),
      ("</p/>", [.end("p")]),
      ("<x-\u{E4}\u{C4}>", [start("x-\u{E4}\u{C4}")]),
      ("<a\0b>", [start("a\u{FFFD}b")]),
      ("<averyveryverylongname>", [start("averyveryverylongname")]),
      ("<VeryVeryVeryLongName>", [start("veryveryverylongname")]),
      ("<a=b>", [start("a=b")]),
      ("<a", []),
      ("<a ", []),
      ("x</a", [.characters("x")]),
      ("<?php echo ?>x", [.comment("?php echo ?"), .characters("x")]),
      ("</ a>", [.comment(" a")]),
      ("</3>", [.comment("3")]),
      ("<!x>", [.comment("x")]),
      ("<!", [.comment("")]),
      ("<?", [.comment("?")]),
      ("<![CDATA[x]]>", [.comment("[CDATA[x]]")]),
      ("<!-x->", [.comment("-x-")]),
    ] as [(String, [Token])])
  func `Data, tag open and tag name states follow the standard`(text: String, tokens: [Token]) {
    #expect(TokenRecorder.tokens(text) == tokens)
  }

  @Test(
    arguments: [
      ("<a b>", [start("a", ["b": ""])]),
      ("<a b c>", [start("a", ["b": "", "c": ""])]),
      ("<a b = c>", [start("a", ["b": "c"])]),
      ("<a b\n=\n'c'>", [start("a", ["b": "c"])]),
      ("<a b=\"c'd\" e='f\"g'>", [start("a", ["b": "c'd", "e": "f\"g"])]),
      ("<a b=c d=e>", [start("a", ["b": "c", "d": "e"])]),
      ("<a b=c/>", [start("a", ["b": "c/"])]),
      ("<a b='c'/>", [start("a", ["b": "c"], closed: true)]),
      ("<a b='c'd='e'>", [start("a", ["b": "c", "d": "e"])]),
      ("<a b=>c", [start("a", ["b": ""]), .characters("c")]),
      ("<a b= >", [start("a", ["b": ""])]),
      ("<a =b>", [start("a", ["=b": ""])]),
      ("<a b=c=d>", [start("a", ["b": "c=d"])]),
      ("<a B=C b=d>", [start("a", ["b": "C"])]),
      ("<a b\"c>", [start("a", ["b\"c": ""])]),
      ("<a <b>", [start("a", ["<b": ""])]),
      (
        "<a b=\"1\0\" c=2\0 d\0=3>",
        [
          start("a", ["b": "1\u{FFFD}", "c": "2\u{FFFD}", "d\u{FFFD}": "3"])
        ]
      ),
      ("<a b=\"&lt;&amp\" c='&gt;' d=&quot;x>", [start("a", ["b": "<&", "c": ">", "d": "\"x"])]),
      (
        "<a b='&notit' c='&not=' d='&not;it' e='&not'>",
        [
          start("a", ["b": "&notit", "c": "&not=", "d": "\u{AC}it", "e": "\u{AC}"])
        ]
      ),
      ("<a b='a\r\nb'>", [start("a", ["b": "a\nb"])]),
      ("<a href/=x>", [start("a", ["href": "", "=x": ""])]),
      ("<a b='c", []), ("<a b=\"c", []), ("<a b=c", []), ("<a b", []), ("<a b ", []), ("<a b=", []),
      ("<a b='c'", []), ("<a b='&amp", []), ("<a b=&amp", []), ("<a /", []),
    ] as [(String, [Token])])
  func `Attribute states follow the standard`(text: String, tokens: [Token]) {
    #expect(TokenRecorder.tokens(text) == tokens)
  }

  @Test func `Attributes keep their order and the first of equal names applies`() {
    let text = "<a href=1 data-odd=2 CLASS=3 class=4 DATA-ODD=5 x=6>"
    let recorded = TokenRecorder.record(text)
    #expect(recorded.attributeNames == [["href", "data-odd", "class", "x"]])
    #expect(
      recorded.tokens == [
        Self.start("a", ["href": "1", "data-odd": "2", "class": "3", "x": "6"])
      ])
  }

  @Test(
    arguments: [
      ("<!---->", [.comment("")]),
      ("<!-->x", [.comment(""), .characters("x")]),
      ("<!--->x", [.comment(""), .characters("x")]),
      ("<!--a-->", [.comment("a")]),
      ("<!--a--!>b", [.comment("a"), .characters("b")]),
      ("<!--a--->", [.comment("a-")]),
      ("<!--a-b--c-->", [.comment("a-b--c")]),
      ("<!--a--!b-->", [.comment("a--!b")]),
      ("<!--a--!-->", [.comment("a--!")]),
      ("<!--a>b-->", [.comment("a>b")]),
      ("<!-- <!-- -->", [.comment(" <!-- ")]),
      ("<!--<!-->", [.comment("<!")]),
      ("<!--<!--->", [.comment("<!-")]),
      ("<!--<!- -->", [.comment("<!- ")]),
      ("<!--a\0b-->", [.comment("a\u{FFFD}b")]),
      ("<!--", [.comment("")]), ("<!---", [.comment("")]), ("<!----", [.comment("")]),
      ("<!----!", [.comment("")]), ("<!--a", [.comment("a")]), ("<!--a-", [.comment("a")]),
      ("<!--a--", [.comment("a")]), ("<!--a--!", [.comment("a")]), ("<!--a---", [.comment("a-")]),
      ("<!--a--!-", [.comment("a--!")]), ("<!--<!", [.comment("<!")]),
    ] as [(String, [Token])])
  func `Comment states follow the standard`(text: String, tokens: [Token]) {
    #expect(TokenRecorder.tokens(text) == tokens)
  }

  @Test(
    arguments: [
      ("<!DOCTYPE html>", doctype("html")),
      ("<!doctypeHTML>", doctype("html")),
      ("<!DOCTYPE\u{0C}x\0Y >", doctype("x\u{FFFD}y")),
      ("<!DOCTYPE>", doctype(nil, quirks: true)),
      ("<!DOCTYPE ", doctype(nil, quirks: true)),
      ("<!DOCTYPE", doctype(nil, quirks: true)),
      ("<!DOCTYPE html", doctype("html", quirks: true)),
      ("<!DOCTYPE html ", doctype("html", quirks: true)),
      ("<!DOCTYPE html x>", doctype("html", quirks: true)),
      ("<!DOCTYPE html PUBLIC \"a\">", doctype("html", "a")),
      ("<!DOCTYPE html PUBLIC 'a'>", doctype("html", "a")),
      ("<!DOCTYPE html PUBLIC\"a\"'b'>", doctype("html", "a", "b")),
      ("<!DOCTYPE html public 'a\0' \"b\">", doctype("html", "a\u{FFFD}", "b")),
      ("<!DOCTYPE html PUBLIC>", doctype("html", quirks: true)),
      ("<!DOCTYPE html PUBLIC x>", doctype("html", quirks: true)),
      ("<!DOCTYPE html PUBLIC 'a>", doctype("html", "a", quirks: true)),
      ("<!DOCTYPE html PUBLIC 'a' x>", doctype("html", "a", quirks: true)),
      ("<!DOCTYPE html PUBLIC 'a", doctype("html", "a", quirks: true)),
      ("<!DOCTYPE html PUBLIC 'a' 'b", doctype("html", "a", "b", quirks: true)),
      ("<!DOCTYPE html SYSTEM \"a\">", doctype("html", nil, "a")),
      ("<!DOCTYPE html system'a'>", doctype("html", nil, "a")),
      ("<!DOCTYPE html SYSTEM>", doctype("html", quirks: true)),
      ("<!DOCTYPE html SYSTEM x>", doctype("html", quirks: true)),
      ("<!DOCTYPE html SYSTEM 'a>", doctype("html", nil, "a", quirks: true)),
      ("<!DOCTYPE html SYSTEM 'a' x>", doctype("html", nil, "a")),
      ("<!DOCTYPE html SYSTEM 'a' x", doctype("html", nil, "a")),
      ("<!DOCTYPE html SYSTEM 'a'", doctype("html", nil, "a", quirks: true)),
    ] as [(String, Token)])
  func `DOCTYPE states follow the standard`(text: String, token: Token) {
    #expect(TokenRecorder.tokens(text) == [token])
  }

  @Test(arguments: [
    ("&amp;&lt&copy;", "&<\u{A9}"),
    ("&notin;&notit;", "\u{2209}\u{AC}it;"),
    ("&NotEqualTilde;", "\u{2242}\u{338}"),
    ("&nonesuch; & &", "&nonesuch; & &"),
    ("&am", "&am"),
    ("&#65;&#x41;&#X41;&#65x", "AAAAx"),
    ("&#;&#x;&#xg;&#", "&#;&#x;&#xg;&#"),
    ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("&#x80;&#x9F;&#x81;", "\u{20AC}\u{178}\u{81}"),
    ("&#x1F600;", "\u{1F600}"),
  ])
  func `Character reference states follow the standard`(text: String, characters: String) {
    #expect(TokenRecorder.tokens(text) == [.characters(characters)])
    #expect(TokenRecorder.tokens(text, state: .rcdata) == [.characters(characters)])
    #expect(TokenRecorder.tokens(text, state: .rawtext) == [.characters(text)])
    #expect(
      TokenRecorder.tokens("<a b='\(text)'>") == [
        Self.start("a", ["b": characters.replacing("\u{AC}it;", with: "&notit;")])
      ])
  }

  @Test(arguments: [TokenizerState.rcdata, .rawtext, .scriptData])
  func `Only the end tag of the element ends raw text`(state: TokenizerState) {
    let tokens = TokenRecorder.tokens(
      "a<b></c></titl></titles></title<</ title></TITLE\n x='y'>b", state: state,
      lastStartTag: "title")
    #expect(
      tokens == [
        .characters("a<b></c></titl></titles></title<</ title>"), .end("title"),
        .characters("b"),
      ])
    #expect(
      TokenRecorder.tokens("a\0</title", state: state, lastStartTag: "title") == [
        .characters("a\u{FFFD}</title")
      ])
    // Without a start tag no end tag is appropriate.
    #expect(TokenRecorder.tokens("a</title>", state: state) == [.characters("a</title>")])
  }

  @Test func `The end tag of raw text can have a name that is not static`() {
    let tokens = TokenRecorder.tokens("<x-raw>a<b></x-raw/>c", states: ["x-raw": .rawtext])
    #expect(
      tokens == [Self.start("x-raw"), .characters("a<b>"), .end("x-raw"), .characters("c")])
  }

  @Test(
    arguments: [
      ("<!--</script>", 4),
      ("<!-- <script> </script>", nil),
      ("<!-- <script> </script></script>", 23),
      ("<!-- <script> --></script>", 17),
      ("<!-- <scripts></script>", 14),
      ("<!-- <script/</script></script>", 22),
      ("<!-- <script></scripts></script>", nil),
      ("<!-- <script></script/ </script>", 23),
      ("<!--><script></script>", 13),
      ("<!---><script></script>", 14),
      ("<!-- -- > <script></script>", nil),
      ("<!-- - --><script></script>", 18),
      ("<!-<script></script>", 11),
      ("<! --<script></script>", 13),
      ("<!-- <\0<script></script>", nil),
      ("<script></script>", 8),
    ] as [(String, Int?)])
  func `Script data states ignore an end tag within double escaped text`(text: String, end: Int?) {
    let tokens = TokenRecorder.tokens(text, state: .scriptData, lastStartTag: "script")
    let shown = text.replacing("\0", with: "\u{FFFD}")
    if let end {
      let head = String(shown.prefix(end))
      #expect(tokens == [.characters(head), .end("script")])
    } else {
      #expect(tokens == [.characters(shown)])
    }
  }

  @Test func `PLAINTEXT extends to the end of the input`() {
    #expect(
      TokenRecorder.tokens("a</plaintext>&amp;\0", state: .plaintext, lastStartTag: "plaintext")
        == [.characters("a</plaintext>&amp;\u{FFFD}")])
  }

  @Test(arguments: [
    ("<![CDATA[a<b>&amp;]]>c", "a<b>&amp;c"), ("<![CDATA[a]]]>", "a]"),
    ("<![CDATA[a]] >]]>", "a]] >"),
    ("<![CDATA[a", "a"), ("<![CDATA[a]", "a]"), ("<![CDATA[a]]", "a]]"), ("<![CDATA[\0]]>", "\0"),
  ])
  func `CDATA section states follow the standard`(text: String, characters: String) {
    #expect(TokenRecorder.tokens(text, allowsCDATA: true) == [.characters(characters)])
    #expect(TokenRecorder.tokens("<![cdata[x]]>", allowsCDATA: true) == [.comment("[cdata[x]]")])
  }

  @Test func `Names near the end of the input are tokenized like others`() {
    // The fast path loads eight bytes at once.
    for padding in 0..<12 {
      let tail = String(repeating: " ", count: padding)
      #expect(TokenRecorder.tokens("<div>" + tail).first == Self.start("div"))
      #expect(TokenRecorder.tokens("<p a=b>" + tail).first == Self.start("p", ["a": "b"]))
    }
  }
}
