import TestSupport
import Testing

@testable import Ledger
@testable import Watch

/// A table of cases: what is known, what is seen, and what follows from it.
@Suite struct IdentityTests {
  static let march14 = TeaserDay(day: 20_526, form: .day)
  static let lede =
    "A delegation of the ferrymen’s guild sent a reply message to the harbour board of Lindmar"

  func teaserKey(
    _ lede: String = Self.lede, _ date: TeaserDay? = Self.march14, link: Int64 = 1
  ) -> TeaserKey {
    TeaserKey(lede: LedeKey(lede), date: date, link: link)
  }

  func known(_ row: ArticleID, _ teaserKey: TeaserKey, owed: Bool = false) -> KnownTeaser {
    KnownTeaser(id: row, teaserKey: teaserKey, isOwed: owed)
  }

  func judge(
    _ teaserKeys: [TeaserKey], knowing known: [KnownTeaser], habit: LinkHabit = .stable
  ) -> [Identity.Verdict] {
    let evidence = teaserKeys.map { teaserKey in
      known.filter {
        $0.teaserKey.link == teaserKey.link || $0.teaserKey.lede.opening == teaserKey.lede.opening
      }
    }
    return Identity.judge(teaserKeys, known: evidence, habit: habit).judgements.map(\.verdict)
  }

  // MARK: - DESIGN 1

  @Test func `Ledes of a day that share sixty characters and then differ belong to two articles`() {
    let a = teaserKey(
      "Bo Rask, secretary of the Weavers’ League of Tarn, sent a reply message to the guild",
      link: 1)
    let b = teaserKey(
      "Bo Rask, secretary of the Weavers' League of Tarn and president of the moot, spoke",
      link: 2)
    #expect(judge([b], knowing: [known(7, a)]) == [.new])
    #expect(judge([b], knowing: [known(7, a)], habit: .changing) == [.new])
  }

  @Test
  func
    `A lede that is cut at 96 and at 130 characters, with another apostrophe, belongs to one article`()
  {
    let text =
      "The provincial school of music opened a hall for the Weavers’ League on the bank of the river "
      + "Tam at a solemn meeting that many attended, for their attitude"
    let long = teaserKey(String(text.prefix(130)), link: 1)
    let short = teaserKey(
      String(text.prefix(96)).split(separator: "’").joined(separator: "'"), link: 9)
    for (before, after) in [(long, short), (short, long)] {
      #expect(
        judge([after], knowing: [known(7, before)], habit: .changing)
          == [.same(7, moved: false)])
    }
  }

  @Test func `Similar ledes with different dates on different days belong to two articles`() {
    let a = teaserKey(
      "The press secretary on March 8 denounced the attitude of the harbour board",
      TeaserDay(day: 20_526, form: .day), link: 1)
    let b = teaserKey(
      "The press secretary on March 6 gave a warning as to the plans of the board",
      TeaserDay(day: 20_524, form: .day), link: 2)
    #expect(judge([b], knowing: [known(7, a)]) == [.new])
  }

  // MARK: - The same

  @Test func `A teaser with a known lede, day and link is the same article without a comparison`() {
    #expect(judge([teaserKey()], knowing: [known(7, teaserKey())]) == [.same(7, moved: false)])
  }

  @Test func `A different token in every link does not make new articles`() {
    let before = known(7, teaserKey(link: 1))
    #expect(
      judge([teaserKey(link: 99)], knowing: [before], habit: .changing) == [.same(7, moved: false)])
  }

  @Test func `An owed article gets its newest link`() {
    let before = known(7, teaserKey(link: 1), owed: true)
    #expect(
      judge([teaserKey(link: 99)], knowing: [before], habit: .changing) == [.same(7, moved: true)])
  }

  @Test
  func `A relative date may differ by a day, and a corrected printed date leads to a comparison`() {
    let relative = TeaserDay(day: 20_527, form: .relative)
    let printed = TeaserDay(day: 20_527, form: .day)
    let before = known(7, teaserKey(link: 1))
    #expect(
      judge([teaserKey(Self.lede, relative, link: 5)], knowing: [before], habit: .changing)
        == [.same(7, moved: false)])
    #expect(
      judge([teaserKey(Self.lede, printed, link: 5)], knowing: [before], habit: .changing)
        == [.compare([.known(7)])])
  }

  @Test func `A teaser that is listed twice with the same link counts once`() {
    #expect(judge([teaserKey(), teaserKey()], knowing: []) == [.new, .repeated(0)])
  }

  // MARK: - New

  @Test func `A weekly column with the same words is new each week`() {
    let next = TeaserDay(day: 20_533, form: .day)
    #expect(
      judge([teaserKey(Self.lede, next, link: 2)], knowing: [known(7, teaserKey())]) == [.new])
  }

  // MARK: - Comparisons

  @Test func `Two links with the same lede and day on one listing lead to a comparison`() {
    let both = [teaserKey(link: 1), teaserKey(link: 2)]
    #expect(judge(both, knowing: []) == [.new, .compare([.teaser(0)])])
    #expect(
      judge(both, knowing: [known(7, teaserKey(link: 1))])
        == [.same(7, moved: false), .compare([.known(7)])])
    #expect(
      judge(both, knowing: [known(7, teaserKey(link: 99))], habit: .changing)
        == [.compare([.known(7)]), .compare([.known(7), .teaser(0)])])
  }

  @Test func `Two known articles with the same lede and day match two teasers with any links`() {
    let rows = [known(7, teaserKey(link: 1)), known(8, teaserKey(link: 2))]
    let seen = [teaserKey(link: 50), teaserKey(link: 51)]
    #expect(
      judge(seen, knowing: rows, habit: .changing)
        == [.same(7, moved: false), .same(8, moved: false)])
    #expect(
      judge(seen + [teaserKey(link: 52)], knowing: rows, habit: .changing).last
        == .compare([.known(7), .known(8), .teaser(0), .teaser(1)]))
  }

  @Test func `A known lede with another link leads to a comparison if links are stable`() {
    #expect(
      judge([teaserKey(link: 2)], knowing: [known(7, teaserKey())]) == [.compare([.known(7)])])
  }

  @Test func `A known link with another lede or day leads to a comparison`() {
    let other = teaserKey("The ferry to Korvo does not sail while the ice lasts, the board said")
    #expect(judge([other], knowing: [known(7, teaserKey())]) == [.compare([.known(7)])])
    let redated = teaserKey(Self.lede, TeaserDay(day: 20_527, form: .day))
    #expect(judge([redated], knowing: [known(7, teaserKey())]) == [.compare([.known(7)])])
  }

  @Test func `An undated teaser with a known lede is compared once and then known`() {
    let bare = teaserKey(Self.lede, nil, link: 5)
    let dated = known(7, teaserKey(link: 1))
    #expect(judge([bare], knowing: [dated], habit: .changing) == [.compare([.known(7)])])
    let looked = known(8, bare)
    let again = teaserKey(Self.lede, nil, link: 6)
    #expect(judge([again], knowing: [dated, looked], habit: .changing) == [.same(8, moved: false)])
  }

  @Test func `A missing date does not contradict a known link`() {
    #expect(
      judge([teaserKey(Self.lede, nil)], knowing: [known(7, teaserKey())])
        == [.same(7, moved: false)])
  }

  // MARK: - Links

  @Test func `Links count as stable until all of them change`() {
    let ledes = (0..<6).map { "No. \($0): the committee for the \($0)th assembly has met again" }
    let rows = ledes.enumerated().map { i, lede in
      known(ArticleID(rawValue: Int64(i)), teaserKey(lede, link: Int64(i)))
    }
    func habit(_ links: (Int64) -> Int64, after before: LinkHabit) -> LinkHabit {
      let seen = ledes.enumerated().map { i, lede in teaserKey(lede, link: links(Int64(i))) }
      return Identity.judge(seen, known: rows.map { [$0] }, habit: before).habit(after: before)
    }
    #expect(habit({ $0 }, after: .unknown) == .stable)
    #expect(habit({ $0 + 100 }, after: .unknown) == .changing)
    #expect(habit({ $0 + 100 }, after: .stable) == .changing)
    #expect(habit({ $0 }, after: .changing) == .stable)
    #expect(habit({ $0 == 0 ? 100 : $0 }, after: .stable) == .stable)
  }

  @Test func `The first known listing determines whether links are stable`() {
    let ledes = (0..<5).map { "No. \($0): the committee for the \($0)th assembly has met again" }
    var seen = ledes.enumerated().map { i, lede in teaserKey(lede, link: Int64(i)) }
    let rows = seen.enumerated().map { i, teaserKey in
      known(ArticleID(rawValue: Int64(i)), teaserKey)
    }
    seen[4].link = 77
    #expect(judge(seen, knowing: rows, habit: .unknown).last == .compare([.known(4)]))
    for i in seen.indices { seen[i].link = Int64(100 + i) }
    #expect(judge(seen, knowing: rows, habit: .unknown).last == .same(4, moved: false))
  }

  @Test func `A change of all links at once does not make new articles`() {
    let ledes = (0..<5).map { "No. \($0): the committee for the \($0)th assembly has met again" }
    let before = ledes.enumerated().map { i, lede in teaserKey(lede, link: Int64(i)) }
    let rows = before.enumerated().map { i, teaserKey in
      known(ArticleID(rawValue: Int64(i)), teaserKey)
    }
    let after = ledes.enumerated().map { i, lede in teaserKey(lede, link: Int64(100 + i)) }
    #expect(
      judge(after, knowing: rows, habit: .stable)
        == (0..<5).map { .same(ArticleID(rawValue: Int64($0)), moved: false) })
  }
}
