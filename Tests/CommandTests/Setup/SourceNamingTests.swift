import Settings
import TestSupport
import Testing
import WebURL

@testable import ledewatch

@Suite struct SourceNamingTests {
  @Test(arguments: [
    ("https://www.kcna.kp/en/news", "kcna"), ("https://news.bbc.co.uk/", "bbc"),
    ("https://gazette.example/news", "gazette"), ("http://127.0.0.1:8080/x", "127-0-0-1"),
    ("http://localhost/x", "localhost"), ("http://[::1]/", "1"),
    ("https://xn--bcher-kva.example/", "xn-bcher-kva"), ("https://co.uk/", "co"),
    ("https://-.example/", "source"),
  ])
  func `The name is that of the site`(url: String, name: String) throws {
    let url = try #require(WebURL(url))
    #expect(SourceNaming.name(for: url, taken: []) == name)
    #expect(Source.isName(name))
  }

  @Test func `A taken name is completed by the page, and then by a number`() {
    let url: WebURL = "https://www.gazette.example/en/world/africa.html"
    #expect(SourceNaming.name(for: url, taken: ["gazette"]) == "gazette-africa")
    #expect(
      SourceNaming.name(for: url, taken: ["gazette", "gazette-africa"]) == "gazette-world-africa")
    let taken: Set = ["gazette", "gazette-africa", "gazette-world-africa", "gazette-2"]
    #expect(SourceNaming.name(for: url, taken: taken) == "gazette-3")
  }

  @Test func `A long path makes no name that is refused`() throws {
    let url = try #require(
      WebURL("https://gazette.example/" + String(repeating: "section-", count: 30)))
    let name = SourceNaming.name(for: url, taken: ["gazette", "gazette-section"])
    #expect(Source.isName(name))
  }
}
