import Foundation
import Testing

@testable import Settings

@Suite struct TimeZoneNameTests {
  @Test func `Each name of the time zone database without a place is accepted`() {
    for name in TimeZone.namesWithoutPlace {
      #expect(TimeZone(databaseName: name) != nil, "\(name)")
    }
  }

  @Test(arguments: [
    ("EST", -18_000), ("CET", 3600), ("GMT", 0), ("Etc/GMT+3", -10_800), ("Asia/Calcutta", 19_800),
    ("America/Ciudad_Juarez", -25_200),
  ])
  func `Names and aliases have the offset of the database`(name: String, offset: Int) throws {
    let zone = try #require(TimeZone(databaseName: name))
    #expect(zone.secondsFromGMT(for: Date(timeIntervalSince1970: 1_767_225_600)) == offset)
  }

  @Test(arguments: ["PST", "IST", "MSK", "GMT+3", "Europe/Nowhere", "", "europe/berlin", "/"])
  func `Abbreviations, offsets and unknown places are no names`(name: String) {
    #expect(TimeZone(databaseName: name) == nil)
  }
}
