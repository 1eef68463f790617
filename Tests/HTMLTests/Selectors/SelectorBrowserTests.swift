import Foundation
import Testing

@testable import HTML

/// The selectors of `Fixtures/selectors/cases.json` against what Chromium's `querySelectorAll`
/// found for them (`judge.py` there).
@Suite struct `Selectors as Chromium has them` {
  private struct Page: Decodable {
    var count: Int
    var mode: String
    var found: [String: Found]
  }

  /// The places of elements among all elements, or an error.
  private enum Found: Decodable, Equatable {
    case places([Int])
    case error

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let places = try? container.decode([Int].self) {
        self = .places(places)
      } else {
        self = .error
      }
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/selectors")

  /// Where we differ on purpose, with the selector that finds the same in Chromium. Level 4 has
  /// what Chromium lacks: the flag `s`, and strings, lists and extended filtering in `:lang()`.
  /// Chromium takes buttons for optional, which the HTML standard does not.
  private static let equivalents: [String: String] = [
    "[class=TEASER s]": ":not(*)", #"a[rel~="copyright" s]"#: ":not(*)",
    "table[frame=hsides s]": ":not(*)", "[type=text s]": ":not(*)",
    ":lang('de-CH')": ":lang(de)", #":lang("*-CH")"#: ":lang(de)",
    ":lang('*')": ":not(span[lang=''])", ":lang(zh, fr)": ":lang(zh)",
    ":lang('*-Hant')": ":lang(zh)", "p:lang(zh-TW)": "p:lang(zh)",
    ":optional": ":is(input, select, textarea):not(:required)",
  ]
  /// Inside `:is()` we name a fault that a browser passes over.
  private static let refused: Set<String> = [":is(> b)"]

  @Test(arguments: ["news.html", "quirks.html", "forms.html"])
  func `find the same elements or the same error`(name: String) throws {
    let pages = try JSONDecoder().decode(
      [String: Page].self, from: Data(contentsOf: Self.folder.appending(path: "expected.json")))
    let page = try #require(pages[name])
    let html = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    let document = Document(html)
    let all = document.select(try Selector("*"))
    #expect(all.count == page.count)
    #expect((document.quirks == .quirks) == (page.mode == "BackCompat"))
    let place = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.index, $0) })
    for (css, judged) in page.found {
      let equivalent = try Self.equivalents[css].map { try #require(page.found[$0]) }
      let expected = Self.refused.contains(css) ? .error : equivalent ?? judged
      guard let selector = try? Selector(css) else {
        #expect(expected == .error, "\(css)")
        continue
      }
      let found = document.select(selector)
      #expect(.places(found.compactMap { place[$0.index] }) == expected, "\(css)")
      #expect(document.first(selector)?.index == found.first?.index, "first of \(css)")
      agree(selector, all, found)
    }
  }

  /// One element at a time must give what all at once gave.
  private func agree(_ selector: Selector, _ all: [Node], _ found: [Node]) {
    // `:scope` is another element then.
    let css = selector.description
    if css.contains(":scope") || css.contains("&") { return }
    let matched = all.filter { $0.matches(selector) }
    #expect(matched.map(\.index) == found.map(\.index), "each of \(css)")
    let indexes = Set(found.map(\.index))
    for node in all {
      let nearest = ([node] + Array(node.ancestors)).first { indexes.contains($0.index) }
      #expect(node.closest(selector)?.index == nearest?.index, "closest of \(css)")
    }
  }
}
