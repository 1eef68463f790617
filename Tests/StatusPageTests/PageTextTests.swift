import Testing

@testable import StatusPage

@Suite struct PageTextTests {
  @Test func `The text of a page has its words, a line per block, and no scripts`() {
    let page = """
      <title>T</title><style>p{}</style><body><h1>We have <b>moved</b></h1><script>evil()</script>
      <p>To a new
      place.<noscript>x</noscript></p><template>y</template>
      """
    #expect(PageText(Array(page.utf8)).text == "We have moved\nTo a new place.")
  }

  @Test func `The text of a large page is bounded`() {
    let page = Array(String(repeating: "<p>word ", count: 200_000).utf8)
    #expect(PageText(page).text.utf8.count <= 9000)
    #expect(PageText([]).text.isEmpty)
    #expect(PageText([0xFF, 0x00, 0x3C]).text.utf8.count < 10)
  }
}
