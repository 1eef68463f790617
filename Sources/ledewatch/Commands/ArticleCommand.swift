import ArgumentParser
import Dates
import News
import Spool

struct ArticleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article",
    abstract: "Show the article that is extracted from a page.",
    discussion: """
      Examples:
        ledewatch article https://www.example.org/news/harbour.html
        ledewatch article saved.html --body .story --explain
      """)

  @OptionGroup var input: PageInput
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var options: ArticleOptions

  @Flag(name: .long, help: "Write a JSON Feed item instead of text.")
  var json = false

  @Flag(
    name: .long, help: "Show each block of text on the page, and why it was included or removed.")
  var explain = false

  mutating func run() async throws {
    let (context, source) = try options.context(reading)
    if input.batch {
      return ArticleCommand.serveBatch(context, maximumBytes: PageInput.maximumBytes(for: source))
    }
    let page = try await input.page(for: source)
    var article = Article(page, context: context)
    // Text of a page that is not an article must not appear as one.
    if article.extraction.verdict == .failed { (article.text, article.html) = ("", "") }
    if explain {
      for line in Article.explain(page, context: context).lines { Output.line(line.description) }
      for error in article.selectorErrors {
        Output.errorLine(Terminal.safe("ledewatch: article: " + error))
      }
    } else if json {
      Output.json(ArticleCommand.document(of: article, page: page, context: context).json)
    } else {
      ArticleText(article, page: page).write()
    }
    if article.extraction.verdict == .failed {
      throw CommandError.notFound(
        "article", article.extraction.reason, article.extraction.obstacle, on: page, of: source)
    }
  }

  private struct BatchRequest: Decodable {
    var url: String?
    var path: String
    var charset: String?
  }

  private static func serveBatch(_ context: ReadingContext, maximumBytes: Int) {
    Batch.serve(BatchRequest.self, maximumBytes: maximumBytes) { request in
      let page = try PageInput.read(
        request.path, url: request.url, charset: request.charset, maximumBytes: maximumBytes)
      let article = Article(page, context: context)
      let document = document(of: article, page: page, context: context)
      return .members(document.json.members.filter { $0.name != "id" })
    }
  }

  /// The record of an article that is in no spool: its id is the address of its page.
  private static func document(
    of article: Article, page: Page, context: ReadingContext
  ) -> EntryDocument {
    EntryDocument(
      id: page.address.string,
      url: page.address == PageInput.unknownAddress ? nil : page.address, article: article,
      timeZone: context.timeZone)
  }
}

extension ArticleExplanation.Line {
  /// A mark, the elements around the block, its text, and below them the reason for its removal.
  fileprivate var description: String {
    let text = Terminal.safe(text, width: 90)
    let head = (boilerplateReason == nil ? "+ " : "- ") + Terminal.safe(path, width: 60)
    return head + "\n    " + text
      + (boilerplateReason.map { "\n    removed: " + Terminal.safe($0) } ?? "")
  }
}

/// The article as text for people.
private struct ArticleText {
  let article: Article
  let page: Page
  let style = TerminalStyle.ofStandardOutput

  /// The number of columns that is pleasant to read.
  private static let maximumWidth = 80

  init(_ article: Article, page: Page) {
    self.article = article
    self.page = page
  }

  func write() {
    show("headline", article.headline)
    show("authors", article.authors.isEmpty ? nil : article.authors.joined(separator: ", "))
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
    guard !article.text.isEmpty else { return }
    Output.line("\n" + body)
  }

  /// The text, in lines that are pleasant to read on a terminal.
  private var body: String {
    guard style.isTerminal else { return Terminal.safeLines(article.text) }
    let columns = min(style.width, ArticleText.maximumWidth)
    return article.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { Terminal.wrapped(Terminal.safe(String($0)), columns: columns).joined(separator: "\n") }
      .joined(separator: "\n")
  }

  private func show(_ label: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    for line in style.labeled(label, Terminal.safe(value, width: 500), column: 12) {
      Output.styledLine(line)
    }
  }
}
