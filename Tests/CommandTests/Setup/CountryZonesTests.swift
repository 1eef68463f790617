import Testing

@testable import ledewatch

@Suite struct CountryZonesTests {
  private let zones = CountryZones(
    table: """
      # code	coordinates	TZ	comments
      KP	+3901+12545	Asia/Pyongyang
      DE	+5230+01322	Europe/Berlin	most of Germany
      DE	+4742+00841	Europe/Busingen	Busingen
      ES	+4024-00341	Europe/Madrid	Spain (mainland)
      ES	+2806-01524	Atlantic/Canary	Canary Islands
      GB	+513030-0000731	Europe/London
      IO	-0720+07225	Indian/Chagos
      broken line
      """)
  private let now: Int64 = 1_774_008_000

  private func zone(
    _ host: String, language: String? = nil, offset: Int? = nil
  ) -> CountryZones.Proposal? {
    zones.proposal(
      host: host, language: language, offset: offset.map { ($0, 1_774_008_000) }, now: now)
  }

  @Test func `A country with one zone has it`() {
    #expect(zone("kcna.kp") == .init(zone: "Asia/Pyongyang", reason: "the zone of .kp"))
    #expect(zone("gazette.co.uk")?.zone == "Europe/London")
  }

  @Test func `Zones that agree all year count as one`() {
    #expect(zone("zeitung.de")?.zone == "Europe/Berlin")
    #expect(zone("diario.es") == nil)
  }

  @Test func `An offset of the page decides between zones`() {
    #expect(zone("diario.es", offset: 3_600)?.zone == "Europe/Madrid")
    #expect(zone("diario.es", offset: 0)?.zone == "Atlantic/Canary")
    #expect(zone("zeitung.de", offset: 9 * 3_600) == nil)
  }

  @Test func `Domains that sites of other countries use say nothing`() {
    #expect(zone("project.io") == nil)
    #expect(zone("news.example") == nil)
    #expect(zone("127.0.0.1") == nil)
  }

  @Test func `The region of a language tag stands for a country`() {
    #expect(
      zone("news.com", language: "ko-KP")
        == .init(zone: "Asia/Pyongyang", reason: "the zone of the language ko-KP"))
    #expect(zone("news.com", language: "de") == nil)
  }

  @Test func `The table of this machine has zones, unless there is none`() {
    let proposal = CountryZones.system.proposal(
      host: "a.kr", language: nil, offset: nil, now: now)
    #expect(proposal == nil || proposal?.zone == "Asia/Seoul")
  }
}
