import HTML

/// The headline of an article, by a vote of everything that claims to be it.
///
/// What the page shows is worth more than what it tells machines; what several places agree on is
/// worth more than either.
struct Headline {
  /// Nil where nothing claims to be one.
  private(set) var text: String?
  /// The element of the outline that shows it.
  private(set) var element: Int?

  private struct Candidate {
    var text: String
    var words: [UInt64]
    var element: Int?
    /// What its place is worth apart from agreement.
    var prior: Double
    /// The weight of its vote for others.
    var voice: Double
  }

  init(_ outline: Outline, facts: PageFacts, teaser: Teaser?) {
    let sites = facts.siteNames
    var candidates: [Candidate] = []
    func add(_ text: String?, element: Int? = nil, prior: Double, voice: Double) {
      guard let text, !text.isEmpty, candidates.count < 40 else { return }
      let words = Words.split(text)
      guard !words.isEmpty, words.count < 80 else { return }
      candidates.append(
        Candidate(text: text, words: words, element: element, prior: prior, voice: voice))
    }
    let siteWords = sites.map { Words.split($0) }
    var order = 0
    for (index, element) in outline.elements.enumerated() {
      guard let prior = Self.prior(element), !element.blocks.isEmpty, element.blocks.count <= 6
      else { continue }
      guard element.blocks.reduce(0, { $0 + outline.blocks[$1].bytes.count }) < 600 else { continue }
      let text = element.blocks.map(outline.string(of:)).joined(separator: " ")
      if siteWords.contains(Words.split(text)) { continue }
      let place = Self.isMasthead(index, outline) ? 0.2 : 1
      add(
        text, element: index, prior: prior * place - min(Double(order), 20) * 0.02,
        voice: 0.4 * prior * place)
      order += 1
      if order > 24 { break }
    }
    let shown = candidates.map(\.words)
    func stripped(_ text: String?) -> String? {
      text.map { SiteName.strip($0, sites: sites, shown: shown) }
    }
    for headline in facts.linked.article.headlines.prefix(1) {
      add(stripped(headline), prior: 0.25, voice: 1)
    }
    add(stripped(facts.first("og:title")), prior: 0.2, voice: 1)
    add(stripped(facts.first("twitter:title")), prior: 0.05, voice: 0.5)
    add(
      stripped(facts.first("headline", "dc.title", "dcterms.title", "title")), prior: 0, voice: 0.4)
    add(stripped(facts.title), prior: 0.1, voice: 0.8)
    add(teaser?.headline, prior: 0.1, voice: 1)
    choose(candidates)
  }

  private static func prior(_ element: Outline.Element) -> Double? {
    let named = element.hints.contains(.headline) ? 0.3 : 0
    switch element.name {
    case .h1: return 1 + named
    case .h2: return 0.35 + named
    case .h3: return 0.15 + named
    default: return element.hints.contains(.headline) ? 0.3 : nil
    }
  }

  /// Whether a heading is the name over the page: in a header that also holds its navigation.
  private static func isMasthead(_ index: Int, _ outline: Outline) -> Bool {
    var up = outline.elements[index].parent
    for _ in 0..<5 where up > 0 {
      let element = outline.elements[up]
      if element.name == .header || element.hints.contains(.navigation) {
        return (up..<element.endElement).contains { outline.elements[$0].name == .nav }
      }
      up = element.parent
    }
    return false
  }

  private mutating func choose(_ candidates: [Candidate]) {
    // A weak claim that nothing agrees with is none.
    var best = 0.3
    for (index, candidate) in candidates.enumerated() {
      var score = candidate.prior
      for (other, voter) in candidates.enumerated() where other != index && voter.voice >= 0.08 {
        let likeness = Words.likeness(candidate.words, voter.words)
        if likeness > 0.3 { score += voter.voice * likeness * likeness }
      }
      // One word is more often a section than a headline.
      if candidate.words.count == 1 { score *= 0.6 }
      if score > best {
        best = score
        text = candidate.text
        element = candidate.element
      }
    }
    guard element == nil, let text else { return }
    let words = Words.split(text)
    var nearest = 0.5
    for candidate in candidates where candidate.element != nil {
      let likeness = Words.likeness(candidate.words, words)
      if likeness > nearest {
        nearest = likeness
        element = candidate.element
      }
    }
  }
}

/// Takes a site's name off the ends of a headline.
enum SiteName {
  private static let separators: [String] = [
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " › ", " ‹ ", " « ", " / ", " > ",
    ": ",
    " ~ ", " ㅣ ", "ㅣ", "|",
  ]

  /// - Parameters:
  ///   - sites: names of the site or its publisher.
  ///   - shown: headings on the page, as words; what equals one is the headline.
  static func strip(_ title: String, sites: [String], shown: [[UInt64]]) -> String {
    let whole = Words.split(title)
    if shown.contains(whole) { return title }
    let names = sites.map { Words.split($0) }
    var parts = [title]
    var best = title
    for separator in separators {
      let pieces = title.split(separator: separator, omittingEmptySubsequences: true)
      guard pieces.count > 1 else { continue }
      parts += pieces.map(String.init)
      // A beginning or an end that the page shows as a heading is the headline.
      for cut in 1..<pieces.count {
        let head = pieces[..<cut].joined(separator: separator)
        let tail = pieces[cut...].joined(separator: separator)
        if shown.contains(Words.split(head)) { return head }
        if shown.contains(Words.split(tail)) { return tail }
      }
      guard separator != ": " else { continue }
      if let last = pieces.last, names.contains(Words.split(String(last))) {
        best = pieces.dropLast().joined(separator: separator)
        return strip(best, sites: sites, shown: shown)
      }
      if let first = pieces.first, names.contains(Words.split(String(first))) {
        best = pieces.dropFirst().joined(separator: separator)
        return strip(best, sites: sites, shown: shown)
      }
    }
    return best
  }
}

/// Words of short texts, to compare by: their hashes, as `WordHashes` makes them.
enum Words {
  static func split(_ text: some StringProtocol) -> [UInt64] {
    var text = String(text)
    return text.withUTF8 { Array(WordHashes($0).prefix(400)) }
  }

  /// 1 for equal texts, 0 for texts without a common word (Dice's coefficient of the words).
  static func likeness(_ a: [UInt64], _ b: [UInt64]) -> Double {
    if a == b { return a.isEmpty ? 0 : 1 }
    let (few, many) = a.count < b.count ? (a, b) : (b, a)
    // Words in common are at most the fewer ones.
    guard !few.isEmpty, few.count * 6 > many.count else { return 0 }
    var left = many
    var common = 0
    for word in few {
      if let place = left.firstIndex(of: word) {
        left.swapAt(place, left.count - 1)
        left.removeLast()
        common += 1
      }
    }
    return 2 * Double(common) / Double(a.count + b.count) * 0.98
  }
}
