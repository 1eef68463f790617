import Testing

@testable import News

@Suite struct DatelineTests {
  @Test func `Datelines are found, and sentences with dashes are no datelines`() {
    #expect(
      Dateline.find(in: "PYONGYANG, March 14 (KCNA) -- The board met.")
        == "PYONGYANG, March 14 (KCNA)")
    #expect(Dateline.find(in: "Lindmar (dpa) - Der alte Kahn fährt weiter.") == "Lindmar (dpa)")
    #expect(Dateline.find(in: "(서울=연합뉴스) 항만위원회는") == "서울=연합뉴스")
    #expect(Dateline.find(in: "【リンドマル＝港新聞】古い渡し船") == "リンドマル＝港新聞")
    #expect(Dateline.find(in: "The board - all nine of it - met.") == nil)
  }
}
