import Testing
import WebURL

@testable import News

@Suite struct ImagePolicyTests {
  /// The images in the article HTML of a page with some markup between its paragraphs.
  private func images(
    _ markup: String, at address: String = "https://example.org/news/ferry",
    _ mode: RemoteImages = .keep
  ) -> [String] {
    html(markup, at: address, mode).matches(of: /<img src="([^"]*)"/).map { String($0.output.1) }
  }

  private func html(
    _ markup: String, at address: String = "https://example.org/news/ferry",
    _ mode: RemoteImages = .keep
  ) -> String {
    var context = Example.context
    context.remoteImages = mode
    let page = Example.page(
      """
      <article><h1>Ferry stays</h1><p>\(Example.paragraphs[0])</p>\(markup)
      <p>\(Example.paragraphs[1])</p></article>
      """, at: address)
    return Article(page, context: context).html
  }

  @Test(arguments: [
    "<img src=/a.jpg>", "<img src=/a.jpg width=600 height=400>", "<img src=/a alt='The pier'>",
    "<img src=/a.jpg style='width:100%; height:auto; max-width:640px'>",
    "<img src=/a.jpg style='width:1px; min-width:100%'>", "<img src='/a?w=600&uid=1'>",
    "<img src=/a.jpg style='opacity:0; transition:opacity 0.5s'>",
    "<img class=lazy style=display:none data-src=/a.jpg src='data:image/gif;base64,R0lGOD'>",
    "<img src=/a.jpg loading=lazy style='position:absolute; left:-12px'>",
    "<div style='height:0; padding-bottom:66%; overflow:hidden'><img src=/a.jpg></div>",
    "<img src='/image/a?ts=1&v=2'>", "<img src='/photo.php?id=3&user=4'>", "<img src=/pixel-9.jpg>",
    "<img src='/a?event=view&uid=1' width=600 height=400>", "<img src='/a?uid=1' srcset='/b 2x'>",
    "<img src=/a.jpg width=199 height=122 style='visibility:hidden' onload='show(this)'>",
    "<img src=/a.jpg width=100% height=50%>", "<img src='/a.jpg?event=view&uid=12'>",
    "<img src=http://203.0.113.9.example/a.jpg>", "<img src=https://www.local.example/a.jpg>",
  ])
  func `A picture is kept`(markup: String) {
    #expect(images(markup).count == 1)
  }

  @Test(arguments: [
    "width=1 height=1", "width=0", "height='1px'", "height=' 1 '", "width=1.0", "height=20",
    "style='width:1px;height:1px'", "style='WIDTH : 0'", "style='height:1px !important'",
    "style='max-height:0'", "style='width:/**/0px'", "hidden", "style='display: none'",
    "style='display:none' loading=lazy alt='' src=/x", "style='visibility:hidden'",
    "style='visibility:collapse'", "style='display:none' alt='The pier'",
    "style='display:none' width=1 height=400", "style='opacity:0'", "style='opacity: 0.00'",
    "style='opacity:.01'",
    "style='position:absolute;left:-9999px'", "style='position:fixed;top:-5000px'",
    "style='margin-left:-2000px'", "style='left:-999em;position:absolute'",
    "style='transform:translateX(-9999px)'", "style='transform:translate(0, -9999px)'",
    "style='transform:scale(0)'", "style='clip:rect(0 0 0 0)'",
    "style='clip:rect(1px,1px,1px,1px)'",
    "style='clip-path: inset(50%)'", "style='display:block;display:none'",
  ])
  func `An image that no reader sees is dropped`(attributes: String) {
    // Attributes of the parameter come first, because the first of two equal ones counts.
    #expect(images("<img \(attributes) src=https://cdn.example/story.jpg>") == [])
  }

  @Test(arguments: [
    "<div style=display:none>IMG</div>", "<p>text <span style='display:none'>IMG</span></p>",
    "<p>text <span hidden>IMG</span></p>",
    "<p>text <span style='position:absolute;left:-9999px'>IMG</span>",
    "<p>text <span style='width:1px;height:1px;overflow:hidden'>IMG</span></p>",
    "<p>text <a href=/x style='opacity:0'><span>IMG</span></a></p>", "<noscript>IMG</noscript>",
  ])
  func `An image that an element around it hides is dropped`(markup: String) {
    #expect(images(markup.replacing("IMG", with: "<img src=https://t.example/story.jpg>")) == [])
  }

  @Test(arguments: [
    "https://t.example/tr?id=1&ev=PageView&noscript=1", "https://t.example/p?event=open&user_id=7",
    "https://t.example/matomo.php?idsite=1&rec=1", "https://t.example/o?uid=123", "/pixel.gif",
    "https://t.example/1x1.png", "https://t.example/count.gif?from=rss",
    "https://t.example/__utm.gif?a=b",
    "https://t.example/track/open/abc123", "https://t.example/b.gif?event=view", "/spacer.gif",
    "https://t.example/pixel/abc", "https://t.example/c?cb=123&ref=x", "https://t.example/beacon",
  ])
  func `An address with the form of a beacon is dropped`(address: String) {
    #expect(images("<img src=\"\(address)\" alt=''>") == [])
    #expect(images("<p>text <img src=\"\(address)\"> text</p>") == [])
  }

  @Test(arguments: [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "LOCALHOST.",
    "a.localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:c0a8:1]", "[64:ff9b::10.0.0.1]",
    "10.0.0.1",
    "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]", "router", "printer.local", "db.internal", "metadata.google.internal",
    "nas.home.arpa", "wiki.corp", "nas.lan", "①②⑦.0.0.1", "user:pw@10.0.0.1", "10.0.0.1:8080",
    "224.0.0.1",
  ])
  func `An image in a private network is dropped, whatever it looks like`(host: String) {
    let address = "http://\(host)/pier.jpg"
    for markup in [
      "<img src=\"\(address)\" alt='The pier' width=600 height=400>",
      "<figure><img data-src=\"\(address)\" src=/x.gif><figcaption>The pier.</figcaption></figure>",
      "<img srcset=\"\(address) 1x\">", "<base href=\"\(address)\"><img src=/pier.jpg>",
    ] {
      for mode in RemoteImages.allCases {
        #expect(!html(markup, mode).contains("pier.jpg"), "\(markup)")
      }
    }
    let article = Example.article(head: "<meta property=og:image content=\"\(address)\">")
    #expect(article.image == nil)
  }

  @Test func `A page in a private network refers to images of its own origin only`() {
    let markup =
      "<img src=/a.jpg><img src=http://10.0.0.1/b.jpg><img src=http://intranet:81/c.jpg>"
    #expect(images(markup, at: "http://intranet/news") == ["http://intranet/a.jpg"])
  }

  @Test func `The image of a teaser in a private network is dropped`() {
    let items = (1...6).map {
      "<li><img src=http://192.168.0.1/\($0).jpg><a href=/\($0)>\(Example.paragraphs[$0 % 3])</a>"
        + " \($0) March 2026"
    }
    let page = Example.page("<ul>\(items.joined())</ul>")
    let teasers = Listing(page, context: Example.context).teasers
    #expect(teasers.count == 6 && teasers.allSatisfy { $0.image == nil })
  }

  @Test func `Images are written as links with their descriptions`() {
    let markup = """
      <figure><img src=/i/pier.jpg alt="The pier"><figcaption>The pier in March.</figcaption></figure>
      <p>Text <img src=/i/ferry.jpg> and <a href=/big><img src=/i/map.png alt=Map></a>.</p>
      """
    let html = html(markup, .link)
    #expect(!html.contains("<img"))
    #expect(
      html.contains(#"<p><a href="https://example.org/i/pier.jpg">The pier</a></p>"#), "\(html)")
    #expect(html.contains("<figcaption>The pier in March.</figcaption>"))
    #expect(html.contains(#"Text <a href="https://example.org/i/ferry.jpg">ferry.jpg</a> and"#))
    #expect(
      html.contains(
        #"<a href="https://example.org/big">Map</a> <a href="https://example.org/i/map.png">map.png</a>."#
      ))
    #expect(SafeMarkup.violations(in: html).isEmpty)
  }

  @Test func `Images are left out with their captions`() {
    let markup =
      "<figure><img src=/i/pier.jpg alt='The pier'><figcaption>In March.</figcaption></figure>"
    let html = html(markup, .none)
    #expect(!html.contains("pier") && !html.contains("In March") && !html.contains("<figure"))
  }

  @Test(arguments: [RemoteImages.link, .none])
  func `The record names no image if readers are not to load any`(mode: RemoteImages) {
    var context = Example.context
    context.remoteImages = mode
    let page = Example.page(
      """
      <meta property=og:image content=/i/pier.jpg><article><h1>Ferry</h1><p>\(Example.paragraphs[0])
      <p>\(Example.paragraphs[1])</article>
      """)
    #expect(Article(page, context: context).image == nil)
  }
}
