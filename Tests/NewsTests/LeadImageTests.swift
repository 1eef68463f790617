import Testing

@testable import News

@Suite struct LeadImageTests {
  private let text =
    "<p>The harbour board of Lindmar voted on Friday to keep the old ferry running for a year.</p>"

  @Test func `The caption of the image in the metadata is not part of the text`() {
    let article = Article(
      Example.page(
        """
        <meta property=og:image content=/img/1200/ferry-pier.jpg><article><h1>Ferry stays</h1>
        <figure><img src=/img/600/ferry-pier.webp><figcaption>The ferry at its pier.
        <span>Photo: Ada Holm</span></figcaption></figure>\(text)
        <figure><img src=/img/600/another-one.webp><figcaption>Another picture.</figcaption></figure>
        \(text)</article>
        """), context: Example.context)
    #expect(article.image == "https://example.org/img/1200/ferry-pier.jpg")
    #expect(article.imageCaption == "The ferry at its pier. Photo: Ada Holm")
    #expect(!article.text.contains("pier"))
  }

  @Test
  func `Without an image in the metadata the captioned image above the body is the lead image`() {
    let article = Article(
      Example.page(
        """
        <article><h1>Ferry stays</h1><figure><img src=a.jpg><figcaption>The pier.</figcaption></figure>
        \(text)\(text)</article>
        """), context: Example.context)
    #expect(article.image == "https://example.org/news/a.jpg")
    #expect(article.imageCaption == "The pier.")
  }
}
