import Basics
import Logging
import News
import Settings
import TestSupport
import Testing
import Watch
import Web
import WebURL

@testable import ledewatch

@Suite struct AddDialogTests {
  /// The decision of a dialog, and what it showed.
  private struct Outcome {
    var decision: AddDialog.Decision
    var shown: String
    var questions: [String]
    var selector: String?
  }

  private func run(
    _ page: Page, answers: [String?], article: String? = AddPage.article, width: Int = 80
  ) async throws -> Outcome {
    let dependencies = Dependencies(
      fetch: { request in
        guard let article else { return Response(url: request.url, status: 404) }
        return Response(
          url: request.url, status: 200, headers: [("content-type", "text/html")],
          body: Array(article.utf8))
      }, runHook: { _, _, _ in fatalError("no hook is called") },
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let shown = Locked<[String]>([])
    let questions = Locked<[String]>([])
    let rest = Locked(answers)
    let prompt = Prompt(isInteractive: true) { question in
      questions.withLock { $0.append(question) }
      return rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
    var dialog = AddDialog(
      SourceInspection(page, context: AddPage.context),
      source: Source(name: "gazette", url: page.address), prompt: prompt,
      screen: AddScreen(style: TerminalStyle(width: width, isColored: false)),
      zones: CountryZones(table: ""), now: AddPage.now,
      fetch: {
        try await OneOffFetcher(dependencies).page(
          at: $0, for: Source(name: "gazette", url: page.address))
      }, show: { line in shown.withLock { $0.append(line) } })
    let decision = try await dialog.decide(name: "gazette", file: "ledewatch.yaml")
    return Outcome(
      decision: decision, shown: shown.withLock { $0 }.joined(separator: "\n"),
      questions: questions.withLock { $0 }, selector: dialog.inspection.selector)
  }

  @Test func `The question has lines that fit the terminal and end between words`() async throws {
    let outcome = try await run(AddPage.listing(), answers: ["n"], width: 40)
    let lines = try #require(outcome.questions.first).split(separator: "\n")
    #expect(lines.count > 1 && lines.allSatisfy { $0.count <= 40 })
    #expect(
      lines.map { $0.drop { $0 == " " } }.joined(separator: " ").hasSuffix(
        "of the list that you mean, or “+” and a headline of a further list]"))
  }

  @Test func `The page, an article and the source are shown before the question`() async throws {
    let outcome = try await run(AddPage.listing(), answers: ["y"])
    #expect(outcome.decision == .add)
    for text in [
      "a listing with 9 teasers", "The harbour opens its gate 1", "… and 3 more",
      "headline   The harbour opens its gate 1", "authors    Ann Smith", "interval   4h",
    ] {
      #expect(outcome.shown.contains(text), "\(text)")
    }
    #expect(outcome.questions.first?.hasPrefix("Add it to ledewatch.yaml? [Y/n") == true)
  }

  @Test(arguments: [["n"], ["q"], [nil]])
  func `No and the end of the input add nothing`(answers: [String?]) async throws {
    #expect(try await run(AddPage.listing(), answers: answers).decision == .abandon)
  }

  @Test func `A headline or a selector is tried at once`() async throws {
    let outcome = try await run(
      AddPage.listing(), answers: ["no such thing", "li.box", "Notice number 2", ""])
    #expect(outcome.decision == .add)
    #expect(outcome.questions.count == 4)
    #expect(outcome.shown.contains("does not contain “no such thing”"))
    #expect(outcome.shown.contains("a listing with 6 teasers"))
    #expect(outcome.selector != nil)
  }

  @Test func `A plus adds a further list`() async throws {
    let outcome = try await run(
      AddPage.listing(), answers: ["+ nothing like it", "+Notice number 2", "y"])
    #expect(outcome.decision == .add)
    #expect(outcome.questions.count == 3)
    #expect(outcome.shown.contains("a listing with 15 teasers"))
    #expect(outcome.selector?.contains(", ") == true)
  }

  @Test func `An article that cannot be read does not hinder the source`() async throws {
    let outcome = try await run(AddPage.listing(), answers: ["y"], article: nil)
    #expect(outcome.decision == .add)
    #expect(outcome.shown.contains("The first article cannot be read:"))
    #expect(outcome.shown.contains("404"))
  }

  @Test func `A page without teasers asks for a list, and an empty answer gives up`() async throws {
    let page = AddPage.page("<p>Some text.</p>", "https://gazette.example/x")
    let outcome = try await run(page, answers: ["y", ""])
    #expect(outcome.decision == .abandon)
    #expect(outcome.questions.allSatisfy { $0.contains("empty to give up") })
    #expect(outcome.shown.contains("There are no teasers to watch yet."))
  }

  @Test(arguments: [40, 60, 120])
  func `No line is wider than the terminal`(width: Int) async throws {
    let outcome = try await run(AddPage.listing(), answers: ["y"], width: width)
    for line in outcome.shown.split(separator: "\n") {
      #expect(Terminal.columns(of: line) <= width, "\(line)")
    }
  }
}
