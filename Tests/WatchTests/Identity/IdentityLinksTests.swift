import TestSupport
import Testing

@testable import Ledger
@testable import Watch

/// What the links of a listing tell of the source's links, and of an article with many of them.
@Suite struct IdentityLinksTests {
  private func teaserKey(_ i: Int, link: Int64) -> TeaserKey {
    TeaserKey(
      lede: LedeKey("Report \(i) of the ferrymen’s guild to the harbour board of Lindmar"),
      date: TeaserDay(day: 20_526, form: .day), link: link)
  }

  @Test(arguments: [
    (LinkHabit.unknown, 0, 0, LinkHabit.unknown), (.unknown, 1, 1, .stable),
    (.unknown, 0, 1, .changing), (.unknown, 1, 2, .changing), (.stable, 0, 0, .stable),
    (.stable, 0, 2, .stable), (.stable, 1, 2, .stable), (.stable, 0, 3, .changing),
    (.stable, 2, 3, .changing), (.stable, 3, 3, .stable), (.changing, 0, 0, .changing),
    (.changing, 3, 1, .changing), (.changing, 4, 1, .stable), (.changing, 1, 0, .stable),
  ])
  func `Three links that moved make a habit, and four times as many that stayed end it`(
    before: LinkHabit, kept: Int, changed: Int, after: LinkHabit
  ) {
    let indices = 0..<(kept + changed)
    let known = indices.map { i in
      KnownTeaser(
        id: ArticleID(rawValue: Int64(i + 1)), teaserKey: teaserKey(i, link: Int64(i)),
        isOwed: false)
    }
    let listed = indices.map { i in teaserKey(i, link: Int64(i < kept ? i : i + 1000)) }
    let identity = Identity.judge(listed, known: known.map { [$0] }, habit: before)
    #expect(identity.kept == kept && identity.changed == changed)
    #expect(identity.habit(after: before) == after)
  }

  @Test func `An article that was found under three links needs no look under a fourth`() {
    let known = (1...3).map { row in
      KnownTeaser(
        id: ArticleID(rawValue: Int64(row)), teaserKey: teaserKey(1, link: Int64(row)),
        isOwed: false, article: 1)
    }
    func verdict(_ known: [KnownTeaser]) -> Identity.Verdict? {
      Identity.judge([teaserKey(1, link: 9)], known: [known], habit: .stable).judgements.first?
        .verdict
    }
    #expect(verdict(known) == .same(1, moved: false))
    #expect(verdict(Array(known.prefix(2))) == .compare([.known(1), .known(2)]))
    var other = known
    other[2].article = 3
    #expect(verdict(other) == .compare([.known(1), .known(2), .known(3)]))
  }
}
