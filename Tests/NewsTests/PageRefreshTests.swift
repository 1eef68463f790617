import News
import TestSupport
import Testing
import WebURL

@Suite struct PageRefreshTests {
  private let base: WebURL = "https://quay.example/news/old"

  @Test(arguments: [
    ("0; url=/news/new", 0, "https://quay.example/news/new"),
    ("0;url=new", 0, "https://quay.example/news/new"),
    ("5, URL = 'new'", 5, "https://quay.example/news/new"),
    (" 2 ;\n\"https://other.example/a b\" trailing", 2, "https://other.example/a%20b"),
    ("3.7 new", 3, "https://quay.example/news/new"),
    (".5;url=new", 0, "https://quay.example/news/new"),
    ("99999999999999999999;url=new", 1_000_000, "https://quay.example/news/new"),
    ("0;url=//user:pass@other.example/", 0, "https://other.example/"),
    // "url" without an equals sign is the beginning of a path.
    ("0;urls/1", 0, "https://quay.example/news/urls/1"),
  ])
  func `A refresh names a delay and a target`(value: String, delay: Int, target: String) throws {
    let refresh = try #require(PageRefresh(value, base: base))
    #expect(refresh.delay == .seconds(delay))
    #expect(refresh.target.string == target)
  }

  @Test(arguments: [
    "", "600", "5;", "url=new", "soon; url=new", "0;url=", "0;url=javascript:alert(1)",
    "0;url=data:text/html,x", "0;url=ftp://quay.example/", "-1;url=new", "0x;url=new",
  ])
  func `A value without a time or a target that can be fetched is no refresh`(value: String) {
    #expect(PageRefresh(value, base: base) == nil)
  }

  private func refresh(_ html: String) -> PageRefresh? {
    PageRefresh(Page(address: base, bytes: Array(html.utf8)))
  }

  @Test func `The meta element of a page is found in any notation`() {
    let html = "<html><head><META HTTP-EQUIV=Refresh CONTENT='1; url=/b'><body><p>Go on."
    #expect(refresh(html)?.target.string == "https://quay.example/b")
    #expect(
      refresh("<base href='/x/'><meta content='0;url=b' http-equiv='refresh'>")?.target.string
        == "https://quay.example/x/b")
  }

  @Test func `An element for browsers without scripts, and the words alone, are no refresh`() {
    #expect(
      refresh("<noscript><meta http-equiv='refresh' content='0;url=/plain'></noscript>") == nil)
    #expect(refresh("<p>http-equiv refresh 0;url=/b</p>") == nil)
    #expect(refresh("<!-- <meta http-equiv='refresh' content='0;url=/b'> -->") == nil)
  }
}
