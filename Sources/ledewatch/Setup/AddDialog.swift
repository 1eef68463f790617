import Foundation
import News
import Settings
import Watch
import WebURL

/// The examination of a page by `add`, and the choice of its list by the person at the terminal.
struct AddDialog {
  let prompt: Prompt
  let screen: AddScreen
  /// Writes a line of the screen.
  let show: (String) -> Void
  /// The source whose settings apply: the defaults of the configuration.
  let source: Source
  /// Fetches a page; throws `PageUnavailableError`.
  let fetch: (WebURL) async throws -> Page
  let zones: CountryZones
  let now: Int64

  private(set) var inspection: SourceInspection
  private(set) var article: Result<Article, CommandError>?
  private var articleURL: WebURL?

  init(
    _ inspection: SourceInspection, source: Source, prompt: Prompt, screen: AddScreen,
    zones: CountryZones, now: Int64, fetch: @escaping (WebURL) async throws -> Page,
    show: @escaping (String) -> Void
  ) {
    self.inspection = inspection
    (self.source, self.fetch, self.zones, self.now) = (source, fetch, zones, now)
    (self.prompt, self.screen, self.show) = (prompt, screen, show)
  }

  func proposal(name: String) -> SourceProposal {
    SourceProposal(
      inspection, article: try? article?.get(), name: name, zones: zones, now: now)
  }

  /// Fetches the article of the first teaser, unless that was done.
  mutating func readArticle() async throws {
    guard let teaser = inspection.listing.teasers.first, teaser.link != articleURL else { return }
    articleURL = teaser.link
    do {
      let page = try await fetch(teaser.link)
      var context = inspection.context
      context.article = source.detection.article
      let found = Article(page, context: context, teaser: teaser)
      let isArticle = found.extraction.verdict != .failed
      article =
        isArticle
        ? .success(found)
        : .failure(
          .notFound("article", found.extraction.reason, found.extraction.obstacle, on: page))
    } catch let error as PageUnavailableError {
      article = .failure(CommandError("\(error)", .unavailable))
    }
  }

  /// The answer of the person at the terminal.
  enum Decision: Equatable {
    case add
    case abandon
  }

  /// Shows the page, and asks until its list is accepted or the person gives up.
  mutating func decide(name: String, file: String) async throws -> Decision {
    var isShown = false
    while true {
      if !isShown {
        try await readArticle()
        showAll(name: name)
        isShown = true
      }
      guard prompt.isInteractive else { return .add }
      guard let answer = prompt.ask(question(file)) else { return .abandon }
      switch answer.lowercased() {
      case "", "y", "yes":
        if !inspection.listing.teasers.isEmpty { return .add }
        if answer.isEmpty { return .abandon }
        showMessage("There are no teasers to watch yet.")
      case "n", "no", "q", "quit": return .abandon
      default: isShown = !choose(answer)
      }
    }
  }

  private func showAll(name: String) {
    for line in screen.lines(of: inspection) { show(line) }
    if let article { for line in screen.lines(of: article) { show(line) } }
    if inspection.listing.teasers.isEmpty {
      showMessage(inspection.advice)
    } else {
      for line in screen.lines(of: proposal(name: name)) { show(line) }
    }
    if offersAlternative { for line in screen.lines(ofAlternative: alternative!) { show(line) } }
    show("")
  }

  private var alternative: SourceInspection.List? { inspection.alternatives.first }

  /// Whether another list is offered: if it is nearly as likely, and none was chosen.
  private var offersAlternative: Bool {
    inspection.isUncertain && alternative != nil && inspection.selector == nil
  }

  /// The question in lines that end between words, because a terminal would break words.
  private func question(_ file: String) -> String {
    screen.style.wrapped(questionText(file), indent: 0).joined(separator: "\n")
  }

  private func questionText(_ file: String) -> String {
    let other = offersAlternative ? "“2” for the other list, or " : ""
    let example = "a headline or a CSS selector of the list that you mean"
    return inspection.listing.teasers.isEmpty
      ? "Type \(other)\(example) (empty to give up):"
      : "Add it to \(file)? [Y/n, \(other)\(example), or “+” and a headline of a further list]"
  }

  private func showMessage(_ text: String) {
    for line in screen.lines(ofMessage: text) { show(line) }
  }

  /// Chooses the list that an answer means: the other one, the one with a text, or the one with a selector.
  /// - Returns: false if there is none, which is shown.
  private mutating func choose(_ answer: String) -> Bool {
    if answer == "2", offersAlternative, let alternative {
      return inspection.choose(selector: alternative.selector)
    }
    if answer.hasPrefix("+") {
      let reason = inspection.add(like: Terminal.safe(String(answer.dropFirst())))
      if let reason { showMessage(reason) }
      return reason == nil
    }
    guard let reason = inspection.choose(like: answer) else { return true }
    if inspection.choose(selector: answer) { return true }
    showMessage("\(reason), and as a CSS selector, it finds no teasers")
    return false
  }
}
