// What `Benchmarks/bench ledger` measures: whole rounds without wire and HTML. Each source lists 24
// teasers, in another order each time; their pages come from a closure, everything else is the
// service's own. Says for each run the CPU of a round in milliseconds, and how often it wrote.
import Basics
import Dates
import Glibc
import Logging
import News
import Settings
import Synchronization
import Watch
import Web
import WebURL

struct Options {
  var folder = ""
  var sources = 100
  var rounds = 1
  /// Days between two runs.
  var days = 0.0
  /// The time of the first run.
  var start = Timestamp(secondsSinceEpoch: 1_773_480_000)
  /// Each link carries a token that is another one each time.
  var tokens = false

  init(_ arguments: [String]) {
    guard arguments.count == 7, let sources = Int(arguments[2]), let rounds = Int(arguments[3]),
      let days = Double(arguments[4]), let start = Double(arguments[5])
    else {
      print("usage: ledger-benchmark FOLDER SOURCES RUNS DAYS START stable|tokens")
      exit(64)
    }
    folder = arguments[1]
    self.sources = sources
    self.rounds = rounds
    self.days = days
    self.start = Timestamp(secondsSinceEpoch: start)
    tokens = arguments[6] == "tokens"
  }
}

/// A clock that stands still during a run.
final class Calendar: WatchClock {
  private let elapsed = Mutex(Duration.zero)
  private let start: (timestamp: Timestamp, instant: ContinuousClock.Instant)

  init(_ start: Timestamp) { self.start = (start, ContinuousClock.now) }

  var timestamp: Timestamp { start.timestamp + elapsed.withLock { $0 } }
  var now: ContinuousClock.Instant { start.instant + elapsed.withLock { $0 } }
  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
  func pass(days: Double) { elapsed.withLock { $0 += .seconds(days * 86_400) } }
}

/// What all newspapers print; what is listed and told follows from numbers.
struct Press: Sendable {
  static let words =
    ("the harbour board of a town by the sea has told those who asked that work on its new pier will "
    + "be done before summer comes and ferries sail again as they did in years gone by while some "
    + "fear for their nets").split(separator: " ").map(String.init)
  static let teasers = 24

  var tokens: Bool

  private func text(_ seed: Int, words count: Int) -> String {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Press.words[Int(state >> 33) % Press.words.count]
    }.joined(separator: " ")
  }

  func listing(_ page: Page) -> Listing {
    let parts = String(decoding: page.bytes, as: UTF8.self).split(separator: " ").compactMap {
      Int($0)
    }
    let (source, run) = (parts[0], parts[1])
    let teasers = (0..<Press.teasers).map { i in
      let number = source * Press.teasers + i
      let lede = "No. \(number): " + String(text(number, words: 30).prefix(120))
      let token = tokens ? "?t=\(run)x\(number)" : ""
      let link = "/news/2026/03/the-harbour-board-has-told-those-who-asked-\(number).html\(token)"
      return Teaser(
        link: page.address.resolving(link)!, lede: lede,
        date: PageDate(day: Day(number: 20_526 - i / 4)),
        image: page.address.resolving("/img/\(number).jpg")!.string)
    }
    let turn = run % Press.teasers
    return Listing(teasers: Array(teasers[turn...] + teasers[..<turn]))
  }

  func article(_ page: Page) -> Article {
    let number = StableSeed.of(page.address.path)
    return Article(body: .init(text: text(number, words: 300)))
  }
}

enum StableSeed {
  static func of(_ text: String) -> Int {
    text.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
  }
}

/// Seconds of CPU that this process has used.
func cpu() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let options = Options(CommandLine.arguments)
let calendar = Calendar(options.start)
let press = Press(tokens: options.tokens)
let run = Mutex(Int(options.start.wholeSeconds) % 1000)
let hosts = (0..<options.sources).map { "127.1.\($0 / 250).\($0 % 250 + 1)" }
let numbers = Dictionary(uniqueKeysWithValues: hosts.enumerated().map { ($1, $0) })

var dependencies = Dependencies(
  fetch: { request in
    let address = request.url
    let body = "\(numbers[address.host]!) \(run.withLock { $0 })"
    return Response(url: request.url, status: 200, body: Array(body.utf8))
  },
  clock: calendar,
  reader: PageReader(listing: { page, _, _ in press.listing(page) }) { page, _, _ in
    press.article(page)
  },
  runHook: { _, _, _ in HookOutcome(ending: .exited(0)) },
  log: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })

let sources = hosts.enumerated().map { number, host in
  var source = Source(name: "courier-\(number)", url: WebURL("http://\(host)/news/")!)
  source.politeness.honorsRobots = false
  source.politeness.hostPause = .seconds(0)
  return source
}
let configuration = Configuration(
  sources: sources, spoolPath: options.folder + "/spool", statePath: options.folder + "/state",
  formats: [])

for _ in 0..<options.rounds {
  let watcher = Watcher(configuration, dependencies: dependencies)
  let before = cpu()
  let report = try await watcher.once()
  let spent = cpu() - before
  if let fault = report.error { print(fault) }
  if let failure = report.failures.first { print(failure.reason) }
  print(spent * 1000 / Double(options.sources), report.spooled.count)
  calendar.pass(days: options.days)
  run.withLock { $0 += 1 }
}
