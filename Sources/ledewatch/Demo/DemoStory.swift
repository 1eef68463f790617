import Basics
import Dates
import Foundation
import Watch

/// The story of the demo in acts. Each changes the newspaper, waits until the watcher has noticed it, and shows
/// what it has made of it.
struct DemoStory {
  private let newspaper: Newspaper
  private let address: String
  private let directory: DemoDirectory
  private let clock: DemoClock
  private let events: DemoEvents
  private let output: DemoOutput
  /// The pause between two acts.
  private let pause: Duration

  /// The number of stories that are listed at first.
  private static let firstCount = 4
  /// The time after which an act fails. It is long, because a machine may be slow.
  private static let limit = Duration.seconds(120)
  /// The time by which the clock is set forward while nothing happens: more than the interval of the source.
  private static let step = Duration.seconds(15 * 60)

  init(
    _ newspaper: Newspaper, at address: String, _ directory: DemoDirectory, _ clock: DemoClock,
    _ events: DemoEvents, output: DemoOutput, pause: Duration
  ) {
    self.newspaper = newspaper
    self.address = address
    self.directory = directory
    self.clock = clock
    self.events = events
    self.output = output
    self.pause = pause
  }

  /// Tells the story.
  /// - Returns: the commands that show what has happened.
  /// - Throws: `CommandError` if something did not happen; `CancellationError`.
  func tell() async throws -> [DemoCommandLine] {
    try await pollListing()
    let article = try await publishArticle()
    try await callHook()
    try await edit(article)
    let withdrawn = try await withdraw()
    try await redesign()
    try await publishAfterRedesign()
    return [
      DemoCommandLine(["list"], "all articles and what became of them"),
      DemoCommandLine(["show", article.id], "the article with the correction"),
      DemoCommandLine(["diff", article.id], "the correction"),
      DemoCommandLine(["history", withdrawn], "what happened to the withdrawn article"),
      DemoCommandLine(["search", "harbour master"], "articles with these words"),
      DemoCommandLine(["explain", "The harbour office"], "why an article was taken for new"),
      DemoCommandLine(["status"], "the state of sources and hooks"),
      DemoCommandLine(["queue"], "what is owed: nothing"),
    ]
  }

  // MARK: - The acts

  private func pollListing() async throws {
    output.begin("The listing is polled")
    output.tell(
      "The Tarnwick Lantern at \(address) has no feed. Its listing shows \(DemoStory.firstCount) articles, "
        + "each with a picture, a date and the first 130 characters.")
    for _ in 0..<DemoStory.firstCount { await publish() }
    try await wait(for: "the first round") { events.spooled.count == DemoStory.firstCount }
    output.seen(
      "\(DemoStory.firstCount) articles are fetched and are in the spool. For the first round, no hook is called."
    )
    try await end("list")
  }

  private func publishArticle() async throws -> SpooledArticle {
    output.begin("A new article appears")
    output.tell("The newspaper publishes an article. Its listing is polled every ten minutes.")
    let article = try await publishAndWait()
    output.seen(article)
    try await end("show \(article.id)")
    return article
  }

  private func callHook() async throws {
    output.begin("A hook is called")
    output.tell(
      "A hook is a program that receives each article, here “\(directory.path)/notify”. It writes:")
    let notice = try await result("the call of the hook") { directory.noticeLines().first }
    output.seen(notice)
    try await end("queue")
  }

  private func edit(_ article: SpooledArticle) async throws {
    output.begin("An article is corrected")
    output.tell("The newspaper changes a number. Articles are compared with their last revision.")
    let (before, after) = Stories.correction
    await newspaper.edit(DemoStory.firstCount, before, to: after)
    let revision = try await result("the revision of the article") {
      events.spooled.first { $0.id == article.id && $0.revision == 2 }
    }
    let path = revision.path + "/changes.diff"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      text.contains("[-") && text.contains("{+")
    else {
      throw CommandError("demo: \(path) does not show the correction", .unavailable)
    }
    output.difference(text)
    try await end("diff \(article.id)")
  }

  private func withdraw() async throws -> String {
    output.begin("An article is withdrawn")
    output.tell("The newspaper deletes its second article. One hour later it is still gone.")
    await newspaper.withdraw(1)
    let id = try await result("the withdrawal") { events.withdrawn.first }
    output.seen("withdrawn: \(Stories.all[1][0].prefix(60))…")
    try await end("history \(id)")
    return id
  }

  private func redesign() async throws {
    output.begin("The site gets a new design")
    output.tell(
      "Markup, links and the form of dates change, and the ledes become longer. All articles stay.")
    let count = events.spooled.count
    await newspaper.redesign()
    try await wait(for: "the new design") { events.hasRedesign }
    // Articles that were taken for new would be fetched and spooled now.
    let polls = await newspaper.requestCount + 2
    try await wait(for: "the next poll") { await newspaper.requestCount >= polls }
    guard events.spooled.count == count else {
      throw CommandError("demo: articles were spooled again after the new design", .unavailable)
    }
    output.seen("The teasers are found at their new place. No article is spooled again.")
    try await end("status")
  }

  private func publishAfterRedesign() async throws {
    output.begin("A new article appears in the new design")
    output.tell("No setting has to be changed.")
    let article = try await publishAndWait()
    output.seen(article)
    try await wait(for: "the calls of the hook") { directory.noticeLines().count >= 5 }
    try await end("explain \(article.id)")
  }

  // MARK: - Steps

  private func publish() async {
    await newspaper.publish(
      on: Day(number: Int(clock.timestamp.secondsSinceEpoch / 86_400)))
  }

  /// Publishes a story, and returns its article when it is in the spool.
  private func publishAndWait() async throws -> SpooledArticle {
    let lede = Stories.all[await newspaper.storyCount][0]
    await publish()
    return try await result("the new article") {
      events.spooled.first { $0.lede.map(lede.hasPrefix) ?? false }
    }
  }

  private func end(_ command: String) async throws {
    output.look("ledewatch \(command)")
    try await Task.sleep(for: pause)
  }

  private func wait(for name: String, until isMet: () async -> Bool) async throws {
    let _: Bool = try await result(name) { await isMet() ? true : nil }
  }

  /// Waits for a result. The clock is set forward whenever the newspaper gets no requests.
  private func result<T>(_ name: String, _ result: () async -> T?) async throws -> T {
    let start = ContinuousClock.now
    var (requests, lastRequest) = (await newspaper.requestCount, start)
    while ContinuousClock.now - start < DemoStory.limit {
      if let result = await result() { return result }
      if let error = events.error { throw error }
      try await Task.sleep(for: .milliseconds(50))
      let count = await newspaper.requestCount
      if count != requests {
        (requests, lastRequest) = (count, .now)
      } else if ContinuousClock.now - lastRequest > .milliseconds(300) {
        clock.skip(DemoStory.step)
        lastRequest = .now
      }
    }
    throw CommandError(
      "demo: \(name) did not happen within \(DemoStory.limit.shortDescription)", .unavailable)
  }
}

/// The events that the watcher of the demo has reported.
final class DemoEvents: Sendable {
  private struct State {
    var spooled: [SpooledArticle] = []
    var withdrawn: [String] = []
    var hasRedesign = false
    var error: (any Error)?
  }

  private let state = Locked(State())

  var spooled: [SpooledArticle] { state.withLock(\.spooled) }
  /// The ids of withdrawn articles.
  var withdrawn: [String] { state.withLock(\.withdrawn) }
  var hasRedesign: Bool { state.withLock(\.hasRedesign) }
  /// The error that has ended the watcher.
  var error: (any Error)? { state.withLock(\.error) }

  func add(_ event: WatchEvent) {
    state.withLock { state in
      switch event {
      case .spooled(let article, _): state.spooled.append(article)
      case .article(_, let id, .withdrawn, _): state.withdrawn.append(id)
      case .source(_, .redesign, _): state.hasRedesign = true
      default: break
      }
    }
  }

  func fail(_ error: any Error) { state.withLock { $0.error = error } }
}
