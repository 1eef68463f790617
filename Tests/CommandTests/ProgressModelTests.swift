import Basics
import Testing
import Watch
import WebURL

@testable import ledewatch

@Suite struct ProgressModelTests {
  private static let start = ContinuousClock.now
  private static let page = WebURL("https://gazette.example/2026/harbour?page=1")

  /// Returns the picture after events, each with its time in seconds.
  private func lines(
    _ events: [(time: Double, event: ProgressEvent)], at time: Double, width: Int = 79,
    maximum: Int = 6
  ) -> [String] {
    let start = ProgressModelTests.start
    var model = ProgressModel(start: start)
    for (time, event) in events { model.apply(event, at: start + .seconds(time)) }
    return model.lines(
      TerminalStyle(width: width, isColored: false), maximum: maximum, at: start + .seconds(time))
  }

  @Test(arguments: [
    (RoundStep.loadingListing(page: 1, of: nil), "gazette  listing"),
    (.loadingListing(page: 3, of: 11), "gazette  listing, page 3 of 11"),
    (.loadingListing(page: 3, of: nil), "gazette  listing, page 3"),
    (.fetchingArticle(3, of: 20), "gazette  article 3 of 20"),
    (.recheckingArticle(1, of: 2), "gazette  recheck 1 of 2"),
    (.requesting(page), "gazette  gazette.example/2026/harbour"),
    (.waiting(.host("a.example")), "gazette  waiting for another request to a.example"),
    (.waiting(.slot), "gazette  waiting for a free slot"),
    (
      .waiting(.pause(host: "a.example", until: start + .seconds(12))),
      "gazette  waiting 10 s between requests to a.example"
    ),
    (
      .waiting(.confirmation(until: start + .seconds(9))),
      "gazette  waiting 7 s, then requesting the listing once more"
    ),
  ])
  func `A step is one line beside the name of the source`(step: RoundStep, line: String) {
    #expect(lines([(0, .round(source: "gazette", step))], at: 2) == [line])
  }

  @Test func `The numbers of the run are above the rounds`() {
    let round = { (source: String, step: RoundStep) in ProgressEvent.round(source: source, step) }
    let shown = lines(
      [
        (0, .begun(sources: 3)), (0, round("herald", .begun)), (0, round("gazette", .begun)),
        (1, round("herald", .found(12))), (1, round("herald", .fetchingArticle(1, of: 12))),
        (2, round("herald", .spooledArticle)), (2, round("herald", .failedArticle)),
        (3, round("gazette", .ended(isFailed: true))),
        (60, round("herald", .fetchingArticle(3, of: 12))),
        (61, round("herald", .requesting(ProgressModelTests.page))),
      ], at: 65)
    #expect(
      shown == [
        "1 of 3 sources  12 found  1 read  1 to be retried  1 source failed  1:05",
        "herald  article 3 of 12: 4 s, gazette.example/2026/harbour",
      ])
  }

  @Test(arguments: [10, 39, 79, 200])
  func `No line is wider than the terminal, and there are not more than fit`(width: Int) {
    let events = (0..<30).flatMap { number -> [(Double, ProgressEvent)] in
      let name = number % 2 == 0 ? "a-very-long-name-of-a-source-\(number)" : "s\(number)"
      return [
        (0, .round(source: name, .begun)), (0, .round(source: name, .found(1_000_000))),
        (0, .round(source: name, .waiting(.pause(host: "평양.example", until: .now)))),
      ]
    }
    for maximum in 1...6 {
      let shown = lines([(0, .begun(sources: 30))] + events, at: 9, width: width, maximum: maximum)
      #expect(shown.count == maximum)
      #expect(shown.allSatisfy { Terminal.columns(of: $0) <= width })
    }
  }

  @Test func `Short work is not shown`() {
    let events: [(Double, ProgressEvent)] = [
      (0, .begun(sources: 1)), (0, .round(source: "gazette", .begun)),
    ]
    #expect(lines(events, at: 0.3) == [])
    #expect(lines(events, at: 0.5) == ["0:00", "gazette  begins"])
    #expect(lines(events + [(5, .round(source: "herald", .begun))], at: 5.1).count == 2)
  }

  @Test func `With one line, only the running rounds are shown`() {
    let events: [(Double, ProgressEvent)] = [
      (0, .round(source: "gazette", .fetchingArticle(1, of: 2))),
      (0, .round(source: "herald", .begun)),
    ]
    #expect(lines(events, at: 1, maximum: 1) == ["2 rounds: gazette, herald"])
    #expect(
      lines(events + [(1, .round(source: "herald", .ended(isFailed: false)))], at: 1, maximum: 1)
        == ["gazette  article 1 of 2"])
    #expect(lines([(0, .begun(sources: 2))], at: 1, maximum: 1) == [])
  }

  @Test func `Deliveries are shown until they end`() {
    let begin = (0.0, ProgressEvent.deliveries(hook: "mail", areRunning: true))
    #expect(lines([begin], at: 1) == ["hook mail  deliveries"])
    #expect(lines([begin, (1, .deliveries(hook: "mail", areRunning: false))], at: 2) == [])
  }

  @Test func `Nothing of a name acts on the terminal`() {
    let line = lines([(0, .round(source: "a\u{1B}[2J", .begun))], at: 1)[0]
    #expect(!line.contains("\u{1B}"))
  }
}
