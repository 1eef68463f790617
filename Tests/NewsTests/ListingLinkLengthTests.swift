import Testing

@testable import News

@Suite struct ListingLinkLengthTests {
  @Test func `Links that are too long are counted`() {
    func listing(_ count: Int) -> Listing {
      let items = (1...5).map { number in
        let path = number <= count ? String(repeating: "a", count: 4_001) : "plan"
        return
          "<li><h2><a href='/\(path)-\(number)'>Plan \(number) of the harbour board of Lindmar</a></h2>"
          + "<p>After a long evening the board agreed on plan \(number) for the quay.</p></li>"
      }.joined()
      return Listing(Example.page("<body><ul>\(items)</ul></body>"), context: Example.context)
    }
    #expect(listing(0).ignoredLinks == nil && listing(0).teasers.count == 5)
    #expect(
      listing(1).ignoredLinks == "1 link is ignored, because the address has more than 4000 bytes")
    let none = listing(5)
    #expect(none.teasers.isEmpty)
    #expect(
      none.emptyReason?.hasSuffix(
        "5 links are ignored, because the address has more than 4000 bytes") == true)
  }

  @Test func `Scripts and data are no long links`() {
    let data = "data:text/html," + String(repeating: "a", count: 5_000)
    let page = "<body><a href='\(data)'>a</a><a href='javascript:\(data)'>b</a></body>"
    #expect(Listing(Example.page(page), context: Example.context).ignoredLinks == nil)
  }
}
