import Testing

@testable import News

@Suite struct SiteNameTests {
  @Test func `The site's name is removed from a title`() {
    func strip(_ title: String) -> String {
      SiteName.strip(
        title, sites: ["The Harbour Post", "harbour-post.example"],
        shown: [TextSimilarity.words("Ferry stays")])
    }
    #expect(
      strip("Old ferry gets another year – The Harbour Post") == "Old ferry gets another year")
    #expect(strip("The Harbour Post | Old ferry gets a year") == "Old ferry gets a year")
    #expect(strip("Ferry stays - Islands - News") == "Ferry stays")
    #expect(strip("War and peace - a love story") == "War and peace - a love story")
  }

  @Test func `A section that is joined to a title is removed with the site's name`() {
    #expect(
      SiteName.strip("낡은 여객선 일 년 더 운항-정치ㅣ항구신문", sites: ["항구신문"], shown: [])
        == "낡은 여객선 일 년 더 운항")
  }

  @Test func `A full-width bar and double hyphens precede the site's name too`() {
    #expect(
      SiteName.strip("渡輪將再航行一年｜ 港灣新聞網PNN", sites: ["港灣新聞網"], shown: []) == "渡輪將再航行一年")
    #expect(SiteName.strip("Ferry stays --Gazette", sites: ["Gazette"], shown: []) == "Ferry stays")
    #expect(SiteName.withoutEnd("Ferry stays – Gazette", sites: ["Gazette"]) == "Ferry stays")
  }
}
