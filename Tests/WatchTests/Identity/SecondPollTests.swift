import Foundation
import Testing

@testable import Watch

/// The real listing pages of the corpus, polled again with a third of their teasers replaced, in
/// another order, and with other cuts.
///
/// The first 24 teasers of each fifth page are polled in one of four ways; where LEDEWATCH_POLLS is
/// set, each whole page in all of them, so many times. LEDEWATCH_POLLS_ONLY takes only the pages of
/// whose names it is a part.
@Suite struct SecondPollTests {
  @Test func `On real pages, no new teaser counts as known and almost no known one as new`()
    async throws
  {
    guard let folder = SharedCorpus.folder("listings") else { return }
    let environment = ProcessInfo.processInfo.environment
    let times = environment["LEDEWATCH_POLLS"].flatMap { Int($0) }
    let only = environment["LEDEWATCH_POLLS_ONLY"]
    let pages = try RealPage.all(
      in: folder, step: times == nil ? 5 : 1, only: only, maximum: times == nil ? 24 : .max)
    let sites = Dictionary(grouping: pages, by: \.host)
    #expect(only != nil || pages.count >= (times == nil ? 35 : 180))
    var way = 0
    for links in SecondPoll.Links.allCases {
      for news in SecondPoll.News.allCases {
        let own = times == nil ? pages.indices.filter { $0 % 4 == way } : Array(pages.indices)
        let score = try await withThrowingTaskGroup { group in
          for i in own {
            let others = sites[pages[i].host, default: []].filter { $0.id != pages[i].id }
              .flatMap(\.teasers)
            for seed in 0..<(times ?? 1) {
              group.addTask {
                try await SecondPoll.play(
                  pages[i], others: others, links: links, news: news, seed: UInt64(seed))
              }
            }
          }
          return try await group.reduce(PollScore(), +)
        }
        print("\(links.rawValue) links, news \(news.rawValue): \(score)")
        for fault in score.faults.prefix(40) { print("  \(fault)") }
        #expect(score.wronglyKnown == score.cutAlike)
        #expect(score.wronglyNew * 1000 < max(1000, score.known))
        way += 1
      }
    }
  }
}
