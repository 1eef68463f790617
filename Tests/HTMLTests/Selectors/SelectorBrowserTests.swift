import Foundation
import Testing

@testable import HTML

/// The selectors of `Fixtures/selectors/cases.json` and the elements that `querySelectorAll` of
/// Chromium finds (see `record_expected.py` there).
@Suite struct `Selectors in comparison with Chromium` {
  private struct Page: Decodable {
    var count: Int
    var mode: String
    var found: [String: Found]
  }

  /// The indexes of the found elements among all elements, or an error.
  private enum Found: Decodable, Equatable {
    case indexes([Int])
    case error

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let indexes = try? container.decode([Int].self) {
        self = .indexes(indexes)
      } else {
        self = .error
      }
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/selectors")

  /// The intended differences, with a selector that finds the same elements in Chromium. Selectors
  /// Level 4 defines what Chromium lacks: the flag `s`, and strings, lists and extended filtering in
  /// `:lang()`. Chromium treats buttons as optional, unlike the HTML standard.
  private static let equivalents: [String: String] = [
    "[class=TEASER s]": ":not(*)", #"a[rel~="copyright" s]"#: ":not(*)",
    "table[frame=hsides s]": ":not(*)", "[type=text s]": ":not(*)",
    ":lang('de-CH')": ":lang(de)", #":lang("*-CH")"#: ":lang(de)",
    ":lang('*')": ":not(span[lang=''])", ":lang(zh, fr)": ":lang(zh)",
    ":lang('*-Hant')": ":lang(zh)", "p:lang(zh-TW)": "p:lang(zh)",
    ":optional": ":is(input, select, textarea):not(:required)",
  ]
  /// The selectors whose errors inside `:is()` browsers ignore.
  private static let forgiven: Set<String> = [":is(> b)"]

  @Test(arguments: ["news.html", "quirks.html", "forms.html"])
  func `Each selector finds the same elements or is an error in both`(name: String) throws {
    let pages = try JSONDecoder().decode(
      [String: Page].self, from: Data(contentsOf: Self.folder.appending(path: "expected.json")))
    let page = try #require(pages[name])
    let html = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    let document = Document(html)
    let all = document.select(try Selector("*"))
    #expect(all.count == page.count)
    #expect((document.quirks == .quirks) == (page.mode == "BackCompat"))
    let positions = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.index, $0) })
    for (css, recorded) in page.found {
      let equivalent = try Self.equivalents[css].map { try #require(page.found[$0]) }
      let expected = Self.forgiven.contains(css) ? .error : equivalent ?? recorded
      guard let selector = try? Selector(css) else {
        #expect(expected == .error, "\(css)")
        continue
      }
      let found = document.select(selector)
      #expect(.indexes(found.compactMap { positions[$0.index] }) == expected, "\(css)")
      #expect(document.first(selector)?.index == found.first?.index, "first of \(css)")
      expectAgreement(selector, all, found)
    }
  }

  /// Checks that matching single elements has the same result as the query.
  private func expectAgreement(_ selector: Selector, _ all: [Node], _ found: [Node]) {
    // `:scope` is a different element for single elements.
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
