import Basics
import Foundation
import Ledger
import Settings
import Testing

@testable import ledewatch

@Suite struct ArchiveOptionsTests {
  private let now = Timestamp(secondsSinceEpoch: 1_773_483_300)

  private func filter(_ arguments: String...) throws -> (since: Timestamp?, until: Timestamp?) {
    let options = try ArchiveTimeOptions.parse(arguments)
    let filter = try options.filter(
      sources: [], Configuration(spoolPath: "/s", statePath: "/t"), now: now)
    return (filter.since, filter.until)
  }

  @Test func `A day begins at midnight and ends at the next one`() throws {
    let day = try filter("--since", "2026-03-14", "--until", "2026-03-14")
    let (since, until) = (try #require(day.since), try #require(day.until))
    #expect((82_800...90_000).contains((until - since).seconds))
    #expect(since <= now && now < until)
  }

  @Test func `Times and lengths of time are understood`() throws {
    #expect(try filter("--since", "7d").since == now - .seconds(7 * 86_400))
    #expect(try filter("--until", "2026-03-14T10:15:00Z").until == now)
    for text in ["18:30", "tomorrow", "7", "2026-13-01", ""] {
      #expect(throws: CommandError.self) { try filter("--since", text) }
    }
  }

  @Test func `An empty archive is told from one without the wanted articles`() {
    var filter = ArchiveFilter()
    #expect(filter.emptyResult == "the archive has no articles")
    filter.event = .new
    #expect(filter.emptyResult == "no archived article matches")
  }

  @Test func `A source that is not configured is named if nothing matches`() {
    var configuration = Configuration(sources: [], spoolPath: "/s", statePath: "/t")
    configuration.sources = [Source(name: "quay", url: "https://quay.example/")]
    var filter = ArchiveFilter()
    filter.sources = ["quay"]
    #expect(filter.emptyResult(in: configuration) == "no archived article matches")
    filter.sources = ["quay", "pier"]
    #expect(
      filter.emptyResult(in: configuration)
        == "no archived article matches; there is no source named “pier”; the only source is quay")
  }
}
