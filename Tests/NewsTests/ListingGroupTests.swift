import TestSupport
import Testing
import WebURL

@testable import News

/// Which links of a page are its teasers.
struct ListingGroupTests {
  private static let subjects = [
    "The old lock at Varnholm is opened for barges again",
    "Salt marsh near Ede gets a second boardwalk",
    "Night trains to the islands stop from autumn on",
    "School meals will come from the kitchens of the county",
    "A century of weather books is put online by the observatory",
    "The last lamp maker of Krossen hands over his workshop",
    "Tram line seven returns to the market square",
    "Volunteers count eels below the weir of Lund",
  ]

  private func listing(_ body: String, at address: String = "https://paper.example/news") -> Listing
  {
    let page = "<!doctype html><html lang=en><title>News</title><body>\(body)</body></html>"
    return Listing(
      Page(address: WebURL(address)!, bytes: Array(page.utf8)),
      context: ReadingContext(now: 1_773_600_000))
  }

  private func paths(_ listing: Listing) -> [String] { listing.teasers.map(\.link.path) }

  /// The result of an expression for each of the first subjects.
  private func map(_ count: Int = 8, _ item: (_ number: Int, _ subject: String) -> String) -> String
  {
    Self.subjects.prefix(count).enumerated().map { item($0.offset + 1, $0.element) }.joined()
  }

  @Test func `Notices with one headline are all listed`() {
    let list = listing(
      "<ul>"
        + map { number, _ in
          "<li><a href=/notice/\(number)>Public notice</a> <span>\(number) March 2026</span></li>"
        } + "</ul>")
    #expect(paths(list) == (1...8).map { "/notice/\($0)" })
  }

  @Test func `A headline that some of the notices share drops none of them`() {
    let list = listing(
      "<dl>"
        + map { number, subject in
          let text = number.isMultiple(of: 2) ? subject : "Change of the timetable"
          return "<dt>\(number) March 2026</dt><dd><a href=/notice/\(number)>\(text)</a></dd>"
        } + "</dl>")
    #expect(paths(list) == (1...8).map { "/notice/\($0)" })
  }

  @Test func `A label that all cards have is not their link`() {
    let list = listing(
      map { number, subject in
        "<div class=card><h3><a href=/a/\(number)>\(subject)</a></h3><p>What happened since.</p>"
          + "<a href=/more/\(number)>Weiterblättern</a></div>"
      })
    #expect(paths(list) == (1...8).map { "/a/\($0)" })
  }

  @Test func `A record over two rows is one teaser`() {
    let list = listing(
      "<table>"
        + map { number, subject in
          "<tr class=top><td>\(number).</td><td><a href=https://s\(number).example/a>\(subject)</a></td></tr>"
            + "<tr><td></td><td>\(number * 7) points by <a href=/user/\(number)>u\(number)</a> "
            + "<a href=/item/\(number)>\(number) comments</a></td></tr>"
        } + "</table>")
    #expect(list.teasers.map(\.link.host) == (1...8).map { "s\($0).example" })
  }

  @Test func `Dated records are listed and not the links of their tables`() {
    let list = listing(
      map(5) { number, _ in
        let talks = map(4) { talk, subject in
          "<tr><td><a href=/m/\(number)/talk-\(talk)>\(subject), part \(number)</a></td></tr>"
        }
        return
          "<div class=meeting><h3><a href=/m/\(number)/>Meeting \(number) of the circle</a></h3>"
          + "<table>\(talks)</table><span>\(number) March 2026</span></div>"
      })
    #expect(paths(list) == (1...5).map { "/m/\($0)/" })
  }

  @Test func `Rows of documents are listed by one document each`() {
    let list = listing(
      "<table>"
        + map { number, _ in
          "<tr><td>Harbour board, \(number) March 2026</td><td><a href=/live>Watch the live broadcast</a>"
            + "</td><td><a href=/doc/agenda-\(number).pdf>Agenda</a></td></tr>"
        } + "</table>")
    #expect(paths(list) == (1...8).map { "/doc/agenda-\($0).pdf" })
  }

  @Test func `A link for sharing does not replace the headline that leads to another site`() {
    let list = listing(
      map { number, _ in
        "<div class=link><a href=https://site\(number).example/>Tool \(number)</a><span>\(number) March "
          + "2026</span><a href=https://pin.example/create?url=https%3A%2F%2Fsite\(number).example>"
          + "Send this link to friends</a></div>"
      })
    #expect(list.teasers.map(\.link.host) == (1...8).map { "site\($0).example" })
  }

  @Test func `Undated links before and after a dated list are not part of it`() {
    let list = listing(
      "<div class=head><p><a href=/help/forms>Forms for the applicants of the board</a></p></div>"
        + "<div class=list>"
        + map { number, subject in
          "<p><a href=/a/\(number).pdf>\(subject)</a> \(number) March 2026</p>"
        } + "</div><div class=foot><p><a href=/map/>Where the board can be found</a></p></div>")
    #expect(paths(list) == (1...8).map { "/a/\($0).pdf" })
  }

  @Test func `A declarative shadow root is shown, and a template is not`() {
    let items = "<ul>" + map { "<li><h3><a href=/a/\($0)>\($1)</a></h3>" } + "</ul>"
    #expect(
      paths(listing("<x-list><template shadowrootmode=open>\(items)</template></x-list>")).count
        == 8)
    #expect(paths(listing("<template id=list>\(items)</template>")) == [])
  }

  @Test(arguments: ["hidden", "style='display: none'"])
  func `A hidden list loses to a visible one of its like only`(attribute: String) {
    let hidden =
      "<div class=wide \(attribute)><ul>"
      + map { number, subject in
        "<li><h3><a href=/a/1\(number)>\(subject) (wide)</a></h3><i>\(number) March 2026</i>"
      } + "</ul></div>"
    let visible =
      "<div class=narrow>"
      + map { number, subject in
        "<p><a href=/a/\(number)>\(subject)</a></p>"
      } + "</div>"
    #expect(paths(listing(hidden + visible)) == (1...8).map { "/a/\($0)" })
    #expect(paths(listing(hidden)) == (1...8).map { "/a/1\($0)" })
  }

  @Test func `A list for readers without scripts is shown`() {
    let items = "<ul>" + map { "<li><h3><a href=/a/\($0)>\($1)</a></h3>" } + "</ul>"
    #expect(paths(listing("<noscript>\(items)</noscript>")).count == 8)
  }

  @Test func `An archive that declares itself as an article is a listing`() {
    let text =
      "The archive holds all that the paper has printed since it was founded by two printers. "
    let page = """
      <!doctype html><html lang=en><head><title>Archive</title><meta property=og:type content=article>
      </head><body><p>\(text)\(text)\(text)\(text)</p>\(map { number, subject in
        "<div class=row><a href=/a/\(number)>\(subject)</a> <i>\(number) March 2026</i></div>"
      })</body></html>
      """
    let list = Listing(
      Page(address: "https://paper.example/archive/", bytes: Array(page.utf8)),
      context: ReadingContext(now: 1_773_600_000))
    #expect(list.teasers.count == 8)
  }

  @Test func `An article with further stories is no listing, and the reason says why`() {
    let text =
      "<p>" + String(repeating: "The board heard all residents before it decided. ", count: 9)
      + "</p>"
    let article =
      "<h1>The board has decided on the northern quay after all</h1>" + text + text + text
    let links = "<ul>" + map { "<li><a href=/2026/03/story-\($0)>\($1)</a></li>" } + "</ul>"
    let list = listing(
      article + links,
      at: "https://paper.example/2026/03/the-board-has-decided-on-the-northern-quay")
    #expect(list.teasers.isEmpty)
    #expect(
      list.emptyReason
        == "the page is probably an article, because it has an address like an article's and has much running text"
    )
  }

  @Test func `The features of candidates are named and complete`() throws {
    let page = "<body>" + map { "<p><a href=/a/\($0)>\($1)</a></p>" }
    let candidates = ListingCandidates(
      Page(address: "https://paper.example/news", bytes: Array(page.utf8)),
      context: ReadingContext(now: 1_773_600_000))
    let best = try #require(candidates.groups.first)
    #expect(best.links.count == 8)
    #expect(best.features.count == ListingCandidates.featureNames.count)
    #expect(best.verdict.count == ListingCandidates.verdictNames.count)
    #expect(ListingFeatures.weights.count == ListingFeature.allCases.count)
    #expect(ListingCandidates.verdictNames.contains("proseShare"))
  }
}
