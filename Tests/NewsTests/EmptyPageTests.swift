import Testing
import WebURL

@testable import News

@Suite struct EmptyPageTests {
  private static let bundle = "<script src=/static/main.8d1f.js></script>"
  private static let inlineScript = "<script>\(String(repeating: "a=1;", count: 600))</script>"

  private func listing(_ html: String, rules: TeaserRules? = nil) -> Listing {
    var context = Example.context
    context.teaserRules = rules
    return Listing(Example.page(html), context: context)
  }

  @Test(arguments: [
    "<title>App</title>\(bundle)<noscript>You need to enable JavaScript.</noscript><div id=root></div>",
    "<title>App</title><body><div id=app></div>\(bundle)",
    "<title>App</title><body><div id=app><div class=spinner>Loading …</div></div>\(inlineScript)",
    "<body><header><a href=/>Home</a><a href=/about>About</a></header><main id=main></main>\(bundle)",
    "<body><app-root></app-root>\(bundle)",
    "<body><p>Для работы сайта включите JavaScript</p>\(inlineScript)",
    "<head><noscript>Activez JavaScript</noscript></head><body><div class=x></div>\(bundle)",
  ])
  func `A page that scripts fill is recognized by its empty container`(html: String) {
    let listing = listing(html)
    #expect(listing.emptyReason == "scripts make the content of the page")
    #expect(listing.obstacle == .scripts)
    let extraction = Example.article(html: html).extraction
    #expect(extraction.verdict == .failed && extraction.obstacle == .scripts)
    #expect(extraction.reason == "scripts make the content of the page")
  }

  @Test(arguments: [
    "<body><div id=root></div>", "<body><div id=root><img src=a.png></div>\(bundle)",
    "<body><p>Nothing is planned for this week.</p>\(bundle)",
    "<body><div id=root>\(String(repeating: "A line of text. ", count: 50))</div>\(bundle)",
    "<body><div id=top></div><p>\(Example.paragraphs.joined() + Example.paragraphs.joined())</p>\(bundle)",
    "<body><div id=a><script>a=1</script></div><p>A short notice</p>",
  ])
  func `Pages with text, and pages without scripts, are not such pages`(html: String) {
    let listing = listing(html)
    #expect(listing.teasers.isEmpty && listing.obstacle == nil)
    #expect(listing.emptyReason?.contains("scripts") == false)
    #expect(Example.article(html: html).extraction.obstacle == nil)
  }

  @Test(arguments: [
    (
      "<title>Your privacy choices</title><p>We and our partners use cookies.</p>",
      "a consent wall", true
    ),
    (
      "<title>Paper</title><h1>Please log in</h1><p>The list is for members.</p>",
      "a login or subscription wall", false
    ),
    ("<title>Paper</title><p>503 Service Unavailable</p>", "an error page", false),
  ])
  func `A notice without teasers is named`(html: String, name: String, isConsent: Bool) {
    let listing = listing(html)
    #expect(listing.emptyReason == "the page is \(name)")
    #expect((listing.obstacle == .consent) == isConsent)
  }

  @Test func `A long text with words of a notice is no notice`() {
    let text = String(repeating: Example.paragraphs.joined(separator: " "), count: 10)
    let listing = listing("<p>Accept all cookies</p><p>\(text)</p>")
    #expect(listing.obstacle == nil && listing.emptyReason == "the page has no links")
  }

  @Test func `A short text that a selector names is an article in spite of scripts`() throws {
    var context = Example.context
    context.article.selectors[.body] = try PageSelector("p.story")
    let page = Example.page(
      "<body><div id=app></div><p class=story>Closed today.</p>\(Self.bundle)")
    #expect(Article(page, context: context).extraction.verdict == .good)
    #expect(Article(page, context: Example.context).extraction.obstacle == .scripts)
  }

  @Test func `The error of a rule comes before what the page is`() throws {
    var rules = TeaserRules()
    rules.item = try PageSelector("li.story")
    let listing = listing("<body><div id=app></div>\(Self.bundle)", rules: rules)
    #expect(
      listing.emptyReason
        == "teasers.item: “li.story” matches nothing; scripts make the content of the page")
  }
}
