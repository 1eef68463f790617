import Dates
import FlyingFox
import Foundation
import News

/// A small newspaper on loopback with a difficult listing: each teaser consists of an image whose
/// alternative text is the lede, a date, and the lede as the link. Article pages have neither headline nor
/// date and end with the same list. It can be given a new design, with other markup and other links.
actor Newspaper {
  private struct Story {
    var day: Day
    var paragraphs: [String]
    var isWithdrawn = false
  }

  private var stories: [Story] = []
  private var isRedesigned = false
  /// The number of requests so far.
  private(set) var requestCount = 0

  // MARK: - Editing

  /// Publishes the next story on a day.
  func publish(on day: Day) {
    guard stories.count < Stories.all.count else { return }
    stories.append(Story(day: day, paragraphs: Stories.all[stories.count]))
  }

  var storyCount: Int { stories.count }

  /// Replaces a part of a story.
  func edit(_ number: Int, _ part: String, to replacement: String) {
    stories[number].paragraphs = stories[number].paragraphs.map {
      $0.replacingOccurrences(of: part, with: replacement)
    }
  }

  func withdraw(_ number: Int) { stories[number].isWithdrawn = true }

  func redesign() { isRedesigned = true }

  // MARK: - Pages

  func page(_ path: String) -> HTTPResponse {
    requestCount += 1
    if path == "/" {
      return html(
        isRedesigned ? newList(cut: 160) : oldList(cut: 130), title: "The Tarnwick Lantern")
    }
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 2, ["read", "stories"].contains(parts[0]),
      let number = stories.indices.first(where: { token(of: $0) == parts[1] }),
      !stories[number].isWithdrawn
    else {
      return HTTPResponse(statusCode: .notFound)
    }
    if isRedesigned != (parts[0] == "stories") {
      return HTTPResponse(
        statusCode: .movedPermanently, headers: HTTPHeaders([.location: link(to: number)]))
    }
    let text = stories[number].paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
    return html(
      isRedesigned
        ? "<div id=\"story\"><div class=\"text\">\(text)</div></div>"
        : "<article>\(text)</article><section>\(oldList(cut: 130))</section>")
  }

  private func token(of number: Int) -> String { String((number + 7) * 104_729, radix: 36) }

  private func link(to number: Int) -> String {
    (isRedesigned ? "/stories/" : "/read/") + token(of: number)
  }

  /// The stories that are listed, newest first.
  private var listed: [Int] { stories.indices.reversed().filter { !stories[$0].isWithdrawn } }

  private func oldList(cut length: Int) -> String {
    let teasers = listed.map { number in
      let (lede, link) = (stories[number].paragraphs[0].prefix(length), link(to: number))
      let day = stories[number].day.components
      return """
        <div class="teaser"><a href="\(link)"><img src="/images/\(number).jpg" alt="\(lede)"></a>\
        <p class="date">\(Newspaper.months[day.month - 1]) \(day.day), \(day.year)</p>\
        <p class="lede"><a href="\(link)">\(lede)</a></p></div>
        """
    }
    return "<div class=\"teasers\">\(teasers.joined(separator: "\n"))</div>"
  }

  private func newList(cut length: Int) -> String {
    let items = listed.map { number in
      let day = stories[number].day.components
      return """
        <li class="news-item"><time>\(day.day) \(Newspaper.months[day.month - 1]) \(day.year)</time>
        <a class="news-link" href="\(link(to: number))">\(stories[number].paragraphs[0].prefix(length))</a></li>
        """
    }
    return "<ol id=\"latest\">\(items.joined(separator: "\n"))</ol>"
  }

  private func html(_ content: String, title: String? = nil) -> HTTPResponse {
    let page = """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
      \(title.map { "<title>\($0)</title>" } ?? "")</head><body><header><a href="/">The Tarnwick Lantern</a><nav><a href="/town">Town</a>
      <a href="/harbour">Harbour</a><a href="/valley">Valley</a></nav></header>
      <main>\(content)</main><footer>The Tarnwick Lantern, printed nowhere.</footer></body></html>
      """
    return HTTPResponse(
      statusCode: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: Data(page.utf8))
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
