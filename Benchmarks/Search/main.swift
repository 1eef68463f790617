// What `Benchmarks/bench search` measures: an archive of made-up articles in English, Korean, Chinese and
// Thai, and the CPU of finding the newest 20 that contain a word.
import Basics
import Foundation
import Glibc
import Ledger
import Logging

struct Options {
  var folder: String
  var articles: Int

  init(_ arguments: [String]) {
    guard arguments.count == 3, let articles = Int(arguments[2]), articles > 0 else {
      print("usage: search-benchmark FOLDER ARTICLES")
      exit(64)
    }
    folder = arguments[1]
    self.articles = articles
  }
}

struct Randomness: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let value = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    return value ^ value >> 32
  }

  mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }
}

/// A vocabulary whose words are used as often as their rank tells (Zipf's law).
struct Language {
  var name: String
  var words: [String]
  var separator: String
  private var sums: [Double] = []

  static let size = 20_000

  init(_ name: String, separator: String, lengths: ClosedRange<Int>, _ parts: [String]) {
    self.name = name
    self.separator = separator
    var randomness = Randomness(state: UInt64(name.utf8.reduce(7) { $0 * 31 + Int($1) }))
    var words: Set<String> = []
    self.words = []
    while self.words.count < Language.size {
      let word = (0..<Int.random(in: lengths, using: &randomness)).map { _ in
        // Frequent parts are frequent in words, too.
        let place = randomness.fraction() * randomness.fraction()
        return parts[Int(place * Double(parts.count))]
      }.joined()
      if words.insert(word).inserted { self.words.append(word) }
    }
    var sum = 0.0
    sums = (1...Language.size).map { rank in
      sum += 1 / Double(rank)
      return sum
    }
  }

  func word(_ randomness: inout Randomness) -> String {
    let value = randomness.fraction() * sums[sums.count - 1]
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < value { low = middle + 1 } else { high = middle }
    }
    return words[low]
  }

  func text(_ count: Int, _ randomness: inout Randomness) -> String {
    (0..<count).map { _ in word(&randomness) }.joined(separator: separator)
  }
}

func characters(_ range: ClosedRange<UInt32>, _ count: Int) -> [String] {
  range.prefix(count).compactMap { Unicode.Scalar($0).map { String($0) } }
}

let consonants = Array("bcdfghjklmnprstvwz").map { String($0) }
let vowels = ["a", "e", "i", "o", "u", "ea", "ou"]
let languages = [
  Language(
    "en", separator: " ", lengths: 1...4,
    consonants.flatMap { consonant in vowels.map { consonant + $0 } }),
  Language("ko", separator: " ", lengths: 2...4, characters(0xAC00...0xD7A3, 900)),
  Language("zh", separator: "", lengths: 1...3, characters(0x4E00...0x9FFF, 3000)),
  Language("th", separator: "", lengths: 2...4, characters(0x0E01...0x0E2E, 46)),
]

/// Seconds of CPU that the process has used.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func record(_ text: String, id: String) -> [UInt8] {
  Array(
    """
    {"id": "\(id)", "url": "https://news.example/\(id)", "content_text": "\(text)", \
    "content_html": "<p>\(text)</p>", "_ledewatch": {"version": 2, "event": "new"}}
    """.utf8)
}

func text(of record: [UInt8]) -> String {
  struct Record: Decodable { var content_text: String }
  return (try? JSONDecoder().decode(Record.self, from: Data(record)))?.content_text ?? ""
}

func fill(_ archive: ArticleArchive, _ count: Int) async {
  var randomness = Randomness(state: 1)
  for number in 0..<count {
    let language = languages[number % languages.count]
    let id = "a\(number)"
    var article = ArchivedArticle(
      id: id, revision: 1, event: .new, source: "source-\(number % 500)",
      entry: "20260314T101500Z-source-\(number % 500)-\(id)-r1",
      firstSeen: Timestamp(secondsSinceEpoch: 1_773_483_300 + Double(number)),
      archived: Timestamp(secondsSinceEpoch: 1_773_483_300 + Double(number)))
    article.headline = language.text(8, &randomness)
    article.url = "https://news.example/\(id)"
    let words = language.text(200, &randomness)
    await archive.add(article, record: record(words, id: id))
  }
}

/// Prints what a search costs.
func measure(_ archive: ReadOnlyArchive, _ name: String, _ word: String, _ total: Int) async throws
{
  var filter = ArchiveFilter()
  filter.query = try SearchQuery(word)
  let count = try await archive.count(filter)
  var times: [Double] = []
  for _ in 0..<5 {
    let start = processorTime()
    _ = try await archive.newest(filter, limit: 20)
    times.append((processorTime() - start) * 1000)
  }
  print(
    "search \(name) \(word) share_percent \(Double(count) * 100 / Double(total)) "
      + "first_ms \(times[0]) median_ms \(times.sorted()[2])")
}

let options = Options(CommandLine.arguments)
let path = options.folder + "/archive.sqlite"
let archive = ArticleArchive(path, log: Logger(label: "bench")) { text(of: $0) }
let start = processorTime()
await fill(archive, options.articles)
await archive.close()
print("add_ms \((processorTime() - start) * 1000 / Double(options.articles))")

let reading = try ReadOnlyArchive(path)
for language in languages {
  // Words of different frequency; those in more than one percent of the articles are shown, too.
  for rank in [30, 100, 300, 1000, 5000] {
    let pair = language.words[rank...].first { language.name == "en" || $0.count == 2 }
    if let pair {
      try await measure(reading, "\(language.name)-rank-\(rank)", pair, options.articles)
    }
  }
  let long = language.words[300...].first { $0.count == 3 }
  if let long { try await measure(reading, "\(language.name)-three", long, options.articles) }
  let one = language.words[300...].first.map { String($0.prefix(1)) }
  if let one {
    try await measure(
      reading, "\(language.name)-one", language.name == "en" ? one + "*" : one, options.articles)
  }
}
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
print("peak_mb \(Double(usage.ru_maxrss) / 1024)")
