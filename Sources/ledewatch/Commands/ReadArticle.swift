import ArgumentParser
import Dates
import News

struct ReadArticle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article",
    abstract: "Show the article that would be extracted from a page.")

  @OptionGroup var input: PageInput
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var options: ArticleOptions

  @Flag(name: .long, help: "Write a JSON Feed item instead of text.")
  var json = false

  @Flag(name: .long, help: "Show each block of text of the page, and why it was taken or cut.")
  var explain = false

  mutating func run() async throws {
    let (context, source) = try options.context(reading)
    if input.batch { return ReadArticle.serveBatch(context) }
    let page = try await input.page(for: source)
    var article = Article(page, context: context)
    // What was found on a page that is no article is not its text.
    if article.extraction.verdict == .failed { (article.text, article.html) = ("", "") }
    if explain {
      for line in Article.explain(page, context: context).lines { Output.line(line.shown) }
      for error in article.selectorErrors {
        Output.complain(Terminal.safe("ledewatch: article: " + error))
      }
    } else if json {
      var line = JSONLine()
      line.object { item in
        item.field("id", page.address.string)
        item.article(article, page: page, context: context)
      }
      line.end()
      Output.write(line.bytes)
    } else {
      ArticleText(article, page: page).write()
    }
    if article.extraction.verdict == .failed {
      throw CommandError.nothing("article", article.extraction.reason, on: page)
    }
  }

  private struct BatchRequest: Decodable {
    var url: String?
    var path: String
    var charset: String?
  }

  private static func serveBatch(_ context: ReadingContext) {
    Batch.serve(BatchRequest.self) { request, answer in
      let page = try PageInput.read(request.path, url: request.url, charset: request.charset)
      answer.article(Article(page, context: context), page: page, context: context)
    }
  }
}

extension JSONLine {
  /// The fields of a JSON Feed 1.1 item, but for `id`.
  mutating func article(_ article: Article, page: Page, context: ReadingContext) {
    field("url", page.address == PageInput.unknownAddress ? nil : page.address.string)
    field("external_url", article.canonical?.string)
    field("title", article.headline)
    field("summary", article.lede)
    field("content_text", article.text)
    field("content_html", article.html)
    field(
      "date_published", article.published.map { RFC3339.string(from: $0, in: context.timeZone) })
    field("date_modified", article.modified.map { RFC3339.string(from: $0, in: context.timeZone) })
    if !article.authors.isEmpty {
      name("authors")
      array(article.authors) { author, out in out.object { $0.field("name", author) } }
    }
    field("language", article.language)
    field("image", article.image)
    if !article.tags.isEmpty {
      name("tags")
      array(article.tags) { tag, out in out.value(tag) }
    }
    name("_ledewatch")
    object { extra in
      extra.field("extraction", article.extraction.verdict.rawValue)
      extra.field("reason", article.extraction.reason.isEmpty ? nil : article.extraction.reason)
      extra.field("section", article.section)
      extra.field("image_caption", article.imageCaption)
      extra.field("next_page", article.nextPage?.string)
      extra.field("dateline", article.dateline)
      extra.field("date_precision", article.published?.precision.rawValue)
      extra.field("date_from", article.published?.origin.rawValue)
    }
  }
}

extension ArticleExplanation.Line {
  /// A mark, the elements around the block, its text; and below, why it was cut.
  fileprivate var shown: String {
    let words = Terminal.safe(text, width: 90)
    let head = (boilerplateReason == nil ? "+ " : "- ") + Terminal.safe(path, width: 60)
    return head + "\n    " + words
      + (boilerplateReason.map { "\n    cut: " + Terminal.safe($0) } ?? "")
  }
}

/// The article for a person.
private struct ArticleText {
  let article: Article
  let page: Page

  init(_ article: Article, page: Page) {
    self.article = article
    self.page = page
  }

  func write() {
    show("headline", article.headline)
    show("by", article.authors.isEmpty ? nil : article.authors.joined(separator: ", "))
    show("published", article.published.map { "\($0.brief) (from \($0.origin.phrase))" })
    show("modified", article.modified.map(\.brief))
    show("dateline", article.dateline)
    show("language", article.language)
    show("address", article.canonical?.string)
    show("section", article.section)
    show("image", article.image)
    show("caption", article.imageCaption)
    show("next page", article.nextPage?.string)
    show("lede", article.lede)
    let reason = article.extraction.reason
    show(
      "extraction", article.extraction.verdict.rawValue + (reason.isEmpty ? "" : ": " + reason))
    if !article.text.isEmpty { Output.line("\n" + Terminal.safeLines(article.text)) }
  }

  private func show(_ label: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    let padding = String(repeating: " ", count: max(1, 12 - label.count))
    Output.line(label + padding + Terminal.safe(value, width: 500))
  }
}
