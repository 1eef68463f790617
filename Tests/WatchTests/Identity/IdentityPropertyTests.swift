import News
import TestSupport
import Testing

@testable import Ledger
@testable import Watch

/// Listings at random, of ledes that are hard to tell apart: whatever is done to a listing that
/// adds nothing to it, nothing of it is new.
@Suite struct IdentityPropertyTests {
  @Test(arguments: 0..<100)
  func `Another order, duplicates, other cuts and missing teasers yield nothing new`(seed: Int) {
    var press = Press(seed: seed)
    let stories = press.stories(24)
    let rows = stories.enumerated().map { i, story in
      KnownTeaser(
        id: ArticleID(rawValue: Int64(i)), teaserKey: story.teaserKey(link: Int64(i)), isOwed: false
      )
    }
    for tokens in [false, true] {
      let cut = 60 + press.upTo(140)
      var listed: [TeaserKey] = []
      for (i, story) in stories.enumerated() where press.upTo(4) > 0 {
        let seen = story.teaserKey(link: Int64(tokens ? 1000 + i : i), cut: cut)
        listed += press.upTo(3) == 0 ? [seen, seen] : [seen]
      }
      listed.shuffle(using: &press.random)
      let known = listed.map { teaserKey in
        rows.filter {
          $0.teaserKey.link == teaserKey.link || $0.teaserKey.lede.opening == teaserKey.lede.opening
        }
      }
      let verdicts = Identity.judge(listed, known: known, habit: tokens ? .changing : .stable)
        .judgements.map(\.verdict)
      for verdict in verdicts {
        switch IdentityCase.Outcome(verdict) {
        case .same, .repeated: break
        default: Issue.record("cut at \(cut), tokens \(tokens): \(verdict)")
        }
      }
    }
  }

  @Test(arguments: 0..<10)
  func `Rounds spool each article once, however the listing varies`(seed: Int) async throws {
    var press = Press(seed: seed)
    let world = FakeWorld()
    let tokens = seed % 2 == 0
    var stories = press.stories(12).enumerated().map { i, story in
      FakeSite.Story(
        path: "/a/s\(i)", lede: story.lede, date: "2026-03-\(story.day - 20_512)",
        text: (0..<40).map { "s\(i)word\($0)" }.joined(separator: " "))
    }
    for load in 0..<5 {
      // From the second on, now and then an article is added: that one is new.
      let added = load > 1 && press.upTo(2) == 0 ? 1 : 0
      for _ in 0..<added {
        let story = press.stories(1)[0]
        stories.append(
          FakeSite.Story(
            path: "/a/n\(load)", lede: "No. \(load): \(story.lede)", date: "2026-03-14",
            text: (0..<40).map { "n\(load)word\($0)" }.joined(separator: " ")))
      }
      let cut = 60 + press.upTo(140)
      let listed = stories.shuffled(using: &press.random).map { story in
        var story = story
        story.lede = String(story.lede.prefix(cut))
        return story
      }
      // A double has a token of its own, where links have tokens.
      let doubles = listed.filter { _ in press.upTo(6) == 0 }.map { story in
        var story = story
        if tokens { story.path += "?double" }
        return story
      }
      world.site.change { state in
        state.stories = listed + doubles
        state.suffix = tokens ? "?t=\(load)" : ""
      }
      let report = try await world.once(FakeWorld.onlySpooling)
      #expect(report.spooled.count == (load == 0 ? 12 : added), "load \(load)")
      #expect(report.failures.isEmpty)
    }
  }
}

/// Writes stories of which many begin alike, up to seven of a day.
struct Press {
  struct Story {
    var lede: String
    var day: Int

    func teaserKey(link: Int64, cut: Int = 500) -> TeaserKey {
      TeaserKey(
        lede: LedeKey(String(lede.prefix(cut))), date: TeaserDay(day: day, form: .day), link: link)
    }
  }

  var random: Shuffler

  init(seed: Int) {
    random = Shuffler(seed: UInt64(seed))
    for _ in 0..<8 { _ = random.next() }
  }

  mutating func upTo(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private static let words =
    ("harbour board weavers’ league guild ferrymen “old” mill – bridge river town council said on "
    + "March 8 that its work begun in spring 2025 was done, the 25th of its kind.Divided into parts, "
    + "it is to be opened by the mayor at a solemn meeting of all who sent a reply message").split(
      separator: " "
    ).map(String.init)

  private mutating func text(_ count: Int) -> String {
    var text = ""
    while text.count < count {
      text += (text.isEmpty ? "" : " ") + Press.words[upTo(Press.words.count)]
    }
    return text
  }

  mutating func stories(_ count: Int) -> [Story] {
    var stories: [Story] = []
    while stories.count < count {
      let stem = text(40 + upTo(100))
      for i in 0..<(1 + upTo(7)) where stories.count < count {
        stories.append(
          Story(lede: "\(stem) no. \(i) \(text(20 + upTo(100)))", day: 20_524 + upTo(3)))
      }
    }
    return stories
  }
}
