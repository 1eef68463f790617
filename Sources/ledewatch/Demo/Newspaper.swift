import Dates
import FlyingFox
import Foundation
import News

/// A small newspaper on loopback with a difficult listing: each teaser consists of an image whose
/// alternative text is the lede, a date, and the lede as the link. Links are tokens that differ on each
/// load. Article pages have neither headline nor date and end with the same list.
actor Newspaper {
  private struct Story {
    var date: String
    var paragraphs: [String]

    var lede: String { String(paragraphs[0].prefix(130)) }
  }

  private var stories: [Story] = []
  private var links: [String: Int] = [:]
  private var loads = 0

  /// Publishes the next story with the day of `now`, in seconds since 1970.
  func publish(now: Int64) {
    guard stories.count < Stories.all.count else { return }
    let day = Day(number: Int(now / 86_400)).components
    let date = "\(Newspaper.months[day.month - 1]) \(day.day), \(day.year)"
    stories.append(Story(date: date, paragraphs: Stories.all[stories.count]))
  }

  var published: Int { stories.count }

  func page(_ path: String) -> HTTPResponse {
    if path == "/" { return html(frame("<main>\(list())</main>")) }
    let token = path.split(separator: "/").last.map(String.init) ?? ""
    guard path.hasPrefix("/read/"), let number = links[token] else {
      return HTTPResponse(statusCode: .notFound)
    }
    let body = stories[number].paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
    return html(
      frame("<main><article>\(body)</article><section><h3>More</h3>\(list())</section></main>"))
  }

  private func list() -> String {
    loads += 1
    let teasers = stories.indices.reversed().map { number in
      let token = "\(String(loads, radix: 36))x\(String((number + 7) * 104_729, radix: 36))"
      links[token] = number
      let story = stories[number]
      return """
        <div class="teaser"><a href="/read/\(token)"><img src="/images/\(number).jpg" \
        alt="\(story.lede)"></a><p class="date">\(story.date)</p>\
        <p class="lede"><a href="/read/\(token)">\(story.lede)</a></p></div>
        """
    }
    return "<div class=\"teasers\">\(teasers.joined(separator: "\n"))</div>"
  }

  private func frame(_ inner: String) -> String {
    """
    <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Tarnwick Lantern</title>
    </head><body><header><a href="/">The Tarnwick Lantern</a><nav><a href="/town">Town</a>
    <a href="/harbour">Harbour</a><a href="/valley">Valley</a></nav></header>
    \(inner)<footer>The Tarnwick Lantern, printed nowhere.</footer></body></html>
    """
  }

  private func html(_ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: Data(text.utf8))
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
