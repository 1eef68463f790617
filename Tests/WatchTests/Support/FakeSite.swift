import Basics
import Dates
import News
import Synchronization
import Web
import WebURL

@testable import Watch

/// A fake news site with a listing, articles, and replies that tests replace.
final class FakeSite: Sendable {
  struct Story: Sendable {
    var path: String
    var lede: String
    var date: String?
    var text: String
    var headline: String?
    var isListed = true
    /// Whether the article exists; if not, its address answers 404.
    var isThere = true
  }

  struct State: Sendable {
    var stories: [Story] = []
    var answers: [String: @Sendable (Request) throws -> Response] = [:]
    var requests: [String] = []
    var pageSize = 1000
    var version = 0
    /// The prefix of each link, for articles on another host.
    var origin = ""
    /// The suffix of each link.
    var suffix = ""
    /// The place of the teasers in the page.
    var place: String?
    var lastRequest: Request?
  }

  let state: Mutex<State>

  init(_ state: State = State()) { self.state = Mutex(state) }

  /// Publishes a story at the top of the listing, with a unique text.
  @discardableResult
  func publish(
    _ name: String, lede: String? = nil, date: String? = "2026-03-14", text: String? = nil
  ) -> Story {
    let opening =
      lede ?? "No. \(name): the harbour board of Lindmar has met again and talked about the tide"
    let body = (0..<40).map { "\(name)word\($0)" }.joined(separator: " ")
    let story = Story(
      path: "/a/\(name)", lede: opening, date: date, text: text ?? "\(opening). \(body)")
    state.withLock {
      $0.stories.insert(story, at: 0)
      $0.version += 1
    }
    return story
  }

  func change(_ body: (inout State) -> Void) {
    state.withLock {
      body(&$0)
      $0.version += 1
    }
  }

  /// Replaces the reply for a path until `restore`.
  func answer(_ path: String, _ reply: @escaping @Sendable (Request) throws -> Response) {
    state.withLock { $0.answers[path] = reply }
  }

  func answer(_ path: String, status: Int, headers: [(name: String, value: String)] = []) {
    answer(path) { Response(url: $0.url, status: status, headers: headers, body: [0x78]) }
  }

  func restore() { state.withLock { $0.answers = [:] } }

  /// Returns the number of requests for each path since the last call.
  func takeRequests() -> [String: Int] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
  }

  func answer(_ request: Request) throws -> Response {
    let path = "/" + request.url.string.split(separator: "/", maxSplits: 2).dropFirst(2).joined()
    let special = state.withLock { state in
      state.requests.append(path)
      state.lastRequest = request
      return state.answers[path]
    }
    if let special { return try special(request) }
    return state.withLock { state in
      if path == "/" || path.hasPrefix("/?page=") { return state.listing(request, path) }
      let name = path.split(whereSeparator: { $0 == "?" || $0 == ";" })[0].removingPercentEncoding
      let found = state.stories.first { $0.path.removingPercentEncoding == name }
      guard let story = found, story.isThere else {
        return Response(url: request.url, status: 404, body: [0x78])
      }
      let page = "A\n\(story.headline.map { "H|\($0)\n" } ?? "")\(story.text)"
      let headers = [(name: "etag", value: "\"\(StableHash.of(page))\"")]
      if request.validators?.etag == headers[0].value {
        return Response(url: request.url, status: 304, headers: headers)
      }
      return Response(
        url: request.url, status: 200, headers: headers, body: Array(page.utf8))
    }
  }

  /// Returns the regular reply of the first listing page.
  func listing(_ request: Request) throws -> Response {
    state.withLock { $0.listing(request, "/") }
  }

  /// The parser of the pages of this site.
  static let reader = PageReader { page, _, _ in
    let lines = String(decoding: page.bytes, as: UTF8.self).split(separator: "\n")
    var listing = Listing()
    for line in lines {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      if parts[0] == "T", parts.count == 4, let link = page.address.resolving(parts[1]) {
        let date = Day(iso: parts[2]).map { PageDate(day: $0) }
        listing.teasers.append(Teaser(link: link, lede: parts[3], date: date))
      } else if parts[0] == "P" {
        listing.place = parts[1]
      } else if parts[0] == "N" {
        listing.nextPage = page.address.resolving(parts[1])
      } else if parts[0] == "R" {
        listing.ruleErrors.append(parts[1])
      }
    }
    if listing.teasers.isEmpty { listing.emptyReason = "no teasers" }
    return listing
  } article: { page, _, _ in
    article(page)
  } appendPage: { article, page, _ in
    let next = FakeSite.article(page)
    guard next.extraction.verdict != .failed else { return next.extraction }
    article.text += "\n" + next.text
    article.pages += next.pages
    article.nextPage = next.nextPage
    return next.extraction
  }

  /// Parses an article: `A`, then the text. A line `N|/path` links to the next page, and `M|…` names
  /// a selector that matched nothing. `I|/path` is an image in the text.
  private static func article(_ page: Page) -> Article {
    let text = String(decoding: page.bytes, as: UTF8.self)
    guard text.hasPrefix("A\n") else {
      return Article(extraction: Extraction(verdict: .failed, reason: "an error page"))
    }
    var article = Article()
    article.pages = [page.address]
    var lines: [Substring] = []
    for line in text.dropFirst(2).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("H|") {
        article.headline = String(line.dropFirst(2))
      } else if line.hasPrefix("N|") {
        article.nextPage = page.address.resolving(line.dropFirst(2))
      } else if line.hasPrefix("I|"), let image = page.address.resolving(line.dropFirst(2)) {
        article.html += "<p><img src=\"\(image)\" alt=\"A view\"></p>"
      } else if line.hasPrefix("M|") {
        article.selectorErrors.append(String(line.dropFirst(2)))
      } else {
        lines.append(line)
      }
    }
    article.text = lines.joined(separator: "\n")
    return article
  }
}

extension FakeSite.State {
  fileprivate func listing(_ request: Request, _ path: String) -> Response {
    let number = path == "/" ? 1 : Int(path.dropFirst("/?page=".count)) ?? 1
    let tag = "\"\(version)-\(number)-\(suffix)\""
    let headers = [(name: "etag", value: tag)]
    if request.validators?.etag == tag {
      return Response(url: request.url, status: 304, headers: headers)
    }
    let rest = stories.filter(\.isListed).dropFirst((number - 1) * pageSize)
    var lines = rest.prefix(pageSize).map {
      "T|\(origin)\($0.path)\(suffix)|\($0.date ?? "-")|\($0.lede)"
    }
    if rest.count > pageSize { lines.append("N|/?page=\(number + 1)") }
    if lines.isEmpty { lines = ["nothing"] }
    if let place { lines.append("P|\(place)") }
    let body = Array(lines.joined(separator: "\n").utf8)
    return Response(url: request.url, status: 200, headers: headers, body: body)
  }
}
