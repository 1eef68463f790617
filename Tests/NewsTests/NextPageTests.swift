import Testing

@testable import News

/// The address that continues a listing.
@Suite("Next page") struct NextPageTests {
  private func next(_ after: String, at address: String = "https://example.org/news") -> String? {
    let items = (1...6).map { k in
      "<li><h3><a href=/n/\(k)>\(Example.paragraphs[k % 3].prefix(50)) \(k)</a></h3>"
        + "<p>March \(k), 2026</p></li>"
    }
    let page =
      "<html lang=en><body><main><ul>\(items.joined())</ul>\(after)</main></body></html>"
    return Listing(Example.page(page, at: address), context: Example.context).nextPage?.string
  }

  private func numbers(_ suffix: String) -> String {
    let pages = (1...10).map {
      "<a href='/news?page=\($0)'\($0 == 1 ? " class=on" : "")>\($0)\(suffix)</a> "
    }
    return "<div class=paging>\(pages.joined())<a href='/news?page=11'>&gt;</a></div>"
  }

  @Test func `An arrow that leads on by ten pages loses against the number after the current one`()
  {
    #expect(next(numbers("")) == "https://example.org/news?page=2")
    #expect(next(numbers("<span class=sr>페이지</span>")) == "https://example.org/news?page=2")
  }

  @Test func `An arrow alone continues the list below which it is`() {
    #expect(next("<p><a href=/news/2>»</a></p>") == "https://example.org/news/2")
    #expect(next("<p><a href=/about/7>»</a></p>") == nil)
  }

  @Test func `Of previous and next entries, those with the higher number follow`() {
    let links = "<a href=/news/page/2>Previous entries</a> <a href=/news/page/4>Next entries</a>"
    #expect(
      next(links, at: "https://example.org/news/page/3") == "https://example.org/news/page/4")
  }

  @Test func `The current page is the number that is marked, unless several are`() {
    func row(_ first: String, _ second: String) -> String {
      "<nav><a href='/news?p=1' class=\(first)>1</a><a href='/news?p=2' class=\(second)>2</a>"
        + "<a href='/news?p=3'>3</a></nav>"
    }
    #expect(next(row("active", "x")) == "https://example.org/news?p=2")
    #expect(next(row("selected", "selected")) == nil)
  }

  @Test func `The host with and without www is the same site`() {
    let link = "<a href=https://example.org/news/page/2>Next</a>"
    #expect(
      next(link, at: "https://www.example.org/news") == "https://example.org/news/page/2")
    #expect(next(link, at: "https://other.example/news") == nil)
  }

  @Test(arguments: [
    "<button data-url='/news?page=2'>Load more</button>",
    "<div class=pager data-next-url='/news?page=2'></div>",
    "<input type=button value='Load more' data-path='/news?page=2'>",
    "<nav><a href='' class=more>More results</a><noscript><a href='/news?page=2'>Next</a></noscript></nav>",
  ]) func `A button or a link for readers without scripts continues the list`(markup: String) {
    #expect(next(markup) == "https://example.org/news?page=2")
  }

  @Test func `A button without an address continues nothing`() {
    #expect(next("<button data-page=2 data-next=2>Load more</button>") == nil)
    #expect(next("<button data-url='/share?id=2'>Share</button>") == nil)
  }
}
