import Settings
import Testing
import WebURL

@testable import Importing

@Suite struct SourceNamesTests {
  private let url = WebURL("https://www.quay.example/en/news")!

  @Test(arguments: [
    ("The Quay", "the-quay"), ("Zürich & Straße", "zurich-strasse"),
    ("Новости", "quay-example-en-news"),
    ("", "quay-example-en-news"), ("...", "quay-example-en-news"), ("--x", "x"),
    (String(repeating: "ab ", count: 50), "ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab"),
    ("../../etc/passwd\u{1B}[0m", "etc-passwd-0m"),
  ])
  func `A name is made of the title, or else of the address`(title: String, name: String) {
    var names = SourceNames(taken: [])
    #expect(names.name(title: title, url: url) == name)
    #expect(Source.isName(name))
  }

  @Test func `The letters of another script in an encoded path are left out`() {
    var names = SourceNames(taken: [])
    let url = WebURL("https://quay.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8%2Fx")!
    #expect(names.name(title: "", url: url) == "quay-example-x")
  }

  @Test func `Names are unique, also among those of the configuration`() {
    var names = SourceNames(taken: ["quay", "quay-3"])
    #expect(
      (0..<3).map { _ in names.name(title: "Quay", url: url) } == ["quay-2", "quay-4", "quay-5"])
  }
}
