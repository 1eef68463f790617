import Foundation
import Testing
import WebURL

@testable import News

/// Every vector of `Fixtures/sanitizer` in several places of an article, judged by a parser:
/// `Tests/Tools/sanitizer_in_browser.py` lets a browser judge the same vectors.
@Suite struct SanitizerVectorTests {
  struct Vector: Decodable {
    let kind: String
    let html: String
  }

  static let vectors: [Vector] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/sanitizer/vectors.json")
    return try! JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
  }()

  static let kinds = Set(vectors.map(\.kind)).sorted()

  /// The places: between paragraphs, in a paragraph, in a cell, in an item, in a caption, in a link, as
  /// the content of all of the body.
  private static let places: [(before: String, after: String)] = [
    ("<p>\(Example.paragraphs[0])</p>", "<p>\(Example.paragraphs[1])</p>"),
    ("<p>\(Example.paragraphs[0]) ", " \(Example.paragraphs[1])</p>"),
    (
      "<p>\(Example.paragraphs[0])</p><table><tr><td>\(Example.paragraphs[1])",
      "</table><p>\(Example.paragraphs[2])</p>"
    ),
    ("<ul><li>\(Example.paragraphs[0])<li>", "<li>\(Example.paragraphs[1])</ul>"),
    ("<p>\(Example.paragraphs[0])</p><figure><figcaption>", "</figure><p>\(Example.paragraphs[1])"),
    ("<p>\(Example.paragraphs[0])</p><p><a href=/a>", "</a> \(Example.paragraphs[1])"),
  ]

  @Test func `There are vectors of every kind`() {
    #expect(Self.vectors.count >= 150 && Self.kinds.count >= 10)
    #expect(Self.vectors.count == Set(Self.vectors.map(\.html)).count)
  }

  @Test(arguments: kinds)
  func `The HTML of a vector holds only what is allowed, and a parser keeps it`(kind: String) {
    for vector in Self.vectors where vector.kind == kind {
      for (index, place) in Self.places.enumerated() {
        for images in RemoteImages.allCases {
          let page = Example.page(
            "<article><h1>Ferry</h1>" + place.before + vector.html + place.after + "</article>")
          var context = Example.context
          context.remoteImages = images
          if index == 0 {
            context.article.selectors[.body] = try? PageSelector("body")
          }
          let html = Article(page, context: context).html
          let violations = SafeMarkup.violations(in: html)
          #expect(violations.isEmpty, "\(vector.html) in place \(index): \(html)")
        }
      }
    }
  }

  @Test func `No image of a vector is in a private network or has another scheme`() {
    let publicHosts: Set = ["evil.example", "example.org", "a.example"]
    for vector in Self.vectors {
      let html = Example.article(between: [vector.html, ""]).html
      for source in html.matches(of: /<img src="([^"]*)"/).map({ String($0.output.1) }) {
        let host = WebURL(source.replacing("&amp;", with: "&"))?.host
        #expect(host.map(publicHosts.contains) == true, "\(vector.html): \(source)")
      }
    }
  }
}
