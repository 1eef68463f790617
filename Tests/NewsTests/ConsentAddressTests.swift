import Testing
import WebURL

@testable import News

@Suite struct ConsentAddressTests {
  @Test(arguments: [
    "https://consent.paper.example/?return=x", "https://paper.example/consent",
    "https://paper.example/en/cookie-wall?back=%2F", "https://paper.example/cookie_consent.html",
    "https://paper.example/privacy-gate", "https://login.paper.example/einwilligung/",
    "https://cookiewall.paper.example/",
  ])
  func `An address of such words asks for consent`(address: String) throws {
    #expect(try #require(WebURL(address)).namesConsent)
  }

  @Test(arguments: [
    "https://paper.example/", "https://paper.example/2026/consent-rules-for-hospitals.html",
    "https://paper.example/cookies", "https://paper.example/privacy.html",
    "https://cookie-news.example/wall/posters", "https://paper.example/?page=consent",
    "https://paper.example/the-cookie-wall-falls", "https://paper.example/-",
  ])
  func `Other addresses do not`(address: String) throws {
    #expect(try #require(WebURL(address)).namesConsent == false)
  }
}
