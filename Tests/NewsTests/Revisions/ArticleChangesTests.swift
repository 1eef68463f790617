import TestSupport
import Testing

@testable import News

@Suite struct ArticleChangesTests {
  static let story = """
    The harbour board of Lindmar met on Monday and heard what the pilots had to say about the ice.
    Twelve ships wait in the roads, and 15 more are on their way from the north, the board said.
    The ferry to Korvo does not sail before the weekend.
    """

  private func changes(
    _ new: String, toleratedWords: Int = 1, headline: (String, String)? = nil
  ) -> ArticleChanges? {
    changes(Self.story, new, toleratedWords: toleratedWords, headline: headline)
  }

  private func changes(
    _ old: String, _ new: String, toleratedWords: Int = 1, headline: (String, String)? = nil
  ) -> ArticleChanges? {
    ArticleChanges.between(
      RevisionText(headline: headline?.0, text: old),
      RevisionText(headline: headline?.1, text: new),
      toleratedWords: toleratedWords)
  }

  private func edited(_ a: String, _ b: String) -> String { Self.story.replacing(a, with: b) }

  @Test func `Typography, case, spacing and the forms of letters are no change`() {
    let dressed = Self.story.uppercased().replacing("  ", with: " ").replacing(",", with: " –")
    #expect(changes(dressed) == nil)
    #expect(changes("It’s a “test”, he said.", "It's a \"test\" he said…") == nil)
    #expect(changes("ＡＢＣ １２", "abc 12", toleratedWords: 0) == nil)
  }

  @Test func `One word may differ, two are a revision, a number always is`() {
    #expect(changes(edited("Monday", "Tuesday")) == nil)
    #expect(changes(edited("Monday", "Tuesday"), toleratedWords: 0)?.words == 1)
    #expect(changes(edited("on Monday", "at noon"))?.words == 2)
    let number = changes(edited("15 more", "17 more"))
    #expect(number?.names == ["text"])
    #expect(number?.text.contains("[-15-] {+17+} more") == true, "\(number?.text ?? "")")
  }

  @Test func `Counters and lines that are no sentences are no change`() {
    #expect(changes(Self.story + "\nRead 1,204 times", Self.story + "\nRead 2,377 times") == nil)
    #expect(changes(Self.story + "\n12 comments.", Self.story + "\n48 comments.") == nil)
    #expect(changes(Self.story + "\nUpdated 5 minutes ago") == nil)
    #expect(changes(Self.story + "\nShare this with your friends") == nil)
  }

  @Test func `In a table of results each line counts`() {
    let results = (1...8).map { "Runner no. \($0) of Tarn  \($0 * 7) points" }
    var other = results
    other[3] = "Runner no. 4 of Tarn  99 points"
    #expect(
      changes(results.joined(separator: "\n"), other.joined(separator: "\n"))?.names == ["text"])
  }

  @Test func `Removed and added paragraphs are marked whole, and unchanged ones are left out`()
    throws
  {
    let gone = Self.story.split(separator: "\n").dropLast().joined(separator: "\n")
    let found = try #require(changes(gone))
    #expect(found.text.contains("  …\n"))
    #expect(found.text.contains("[-The ferry to Korvo does not sail before the weekend.-]"))
    let back = try #require(changes(gone, Self.story))
    #expect(back.text.contains("{+The ferry to Korvo does not sail before the weekend.+}"))
    #expect(!back.text.contains("Twelve"))
  }

  @Test func `A new headline is a revision unless only the name of the site was appended`() {
    let found = changes(Self.story, headline: ("Ice in the roads", "Ships wait for the ice"))
    #expect(found?.names == ["headline"])
    #expect(changes(Self.story, headline: ("Ice", "Ice | The Lindmar Gazette")) == nil)
  }

  @Test func `Byline and date are named but make no revision alone`() {
    let old = RevisionText(authors: ["Ann Lee"], day: 20_526, text: Self.story)
    var new = RevisionText(authors: ["Bo Rask"], day: 20_527, text: Self.story)
    #expect(ArticleChanges.between(old, new, toleratedWords: 1) == nil)
    new.text = edited("Twelve", "Some thirty")
    let found = ArticleChanges.between(old, new, toleratedWords: 1)
    #expect(found?.names == ["byline", "date", "text"])
    #expect(found?.text.contains("date: [-2026-03-14-]{+2026-03-15+}") == true)
  }

  @Test func `Chinese and Japanese are compared by characters`() {
    let found = changes("国务院今天举行新闻发布会介绍情况。", "国务院昨天举行新闻发布会介绍情况。", toleratedWords: 0)
    #expect(found?.words == 1)
    #expect(found?.text.contains("[-今-]{+昨+}") == true, "\(found?.text ?? "")")
  }

  @Test func `Texts without a common word are compared in bounded time`() {
    let a = (0..<10_000).map { "a\($0)" }.joined(separator: " ")
    let b = (0..<10_000).map { "b\($0)" }.joined(separator: " ")
    let found = changes(a, b)
    #expect(found?.words == 10_000)
  }

  @Test func `Control characters are removed`() {
    let found = changes("It was so, they said.", "It was \u{1b}[31mnot so at all, they said.")
    #expect(found?.text.contains("\u{1b}") == false)
  }

  @Test(arguments: 0..<50)
  func `Similar sequences have a minimal edit script`(seed: Int) {
    var random = Shuffler(seed: UInt64(seed + 1))
    let a = (0..<60).map { _ in random.next() % 6 }
    var b = a
    for _ in 0..<8 { b.remove(at: Int(random.next() % UInt64(b.count))) }
    for _ in 0..<8 { b.insert(random.next() % 6, at: Int(random.next() % UInt64(b.count))) }
    let hunks = Differences.between(a, b)
    var rebuilt: [UInt64] = []
    var next = 0
    for hunk in hunks {
      rebuilt += a[next..<hunk.old.lowerBound]
      rebuilt += b[hunk.new]
      next = hunk.old.upperBound
    }
    #expect(rebuilt + a[next...] == b)
    #expect(hunks.reduce(0) { $0 + $1.old.count } <= 8)
  }
}
