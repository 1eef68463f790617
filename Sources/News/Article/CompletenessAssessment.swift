/// The assessment whether an extracted text is only the beginning of its article.
struct CompletenessAssessment {
  /// The text of the body.
  let text: String
  /// The prose of the body in characters (see `BlockTree.Block.length`).
  let prose: Int
  let linked: LinkedData.Item
  let teaser: Teaser?

  /// Articles that are not free but longer are usually complete: of 24 pages of the development
  /// corpora that declare so, the two with less prose were stubs, and the others were complete.
  private static let maximumStub = 1200
  /// Longer texts before words of a paywall are usually complete.
  private static let maximumStubBeforeWords = 1500

  /// Returns messages for people; none if the text seems complete.
  ///
  /// - Parameter ending: returns the text around the end of the body.
  func doubts(ending: () -> [UInt8]) -> [String] {
    [paywall(ending), copy, count, shorterThanTeaser].compactMap(\.self)
  }

  private func paywall(_ ending: () -> [UInt8]) -> String? {
    let isStub =
      linked.isFree == false && prose < Self.maximumStub
      || prose < Self.maximumStubBeforeWords && PaywallWords.matches(ending())
    return isStub ? "the text may end at a paywall" : nil
  }

  /// A doubt if JSON-LD has more than twice the text.
  private var copy: String? {
    guard let copy = linked.body, copy.utf8.count >= 1000 else { return nil }
    let length = text.utf8.count
    guard length * 5 < copy.utf8.count * 2,
      length * 5 < MarkupText.withoutTags(copy).utf8.count * 2
    else { return nil }
    return "the text is much shorter than the page's own copy of it"
  }

  /// A doubt if the page states four times the words. Some sites state the number of characters.
  private var count: String? {
    guard let stated = linked.wordCount, stated >= 150, text.utf8.count * 2 < stated * 5 else {
      return nil
    }
    let words = text.split(whereSeparator: \.isWhitespace).count
    guard words * 4 < stated, text.count * 2 < stated else { return nil }
    return "the text has \(words) of the \(stated) words that the page states"
  }

  private var shorterThanTeaser: String? {
    guard let lede = teaser?.lede, lede.utf8.count >= 200,
      text.utf8.count * 10 < lede.utf8.count * 8
    else { return nil }
    return "the text is shorter than its teaser"
  }
}
