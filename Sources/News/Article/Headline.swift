import HTML
import WebURL

/// The headline of an article, by a vote of everything that claims to be it.
///
/// What the page shows is worth more than what it tells machines; what several places agree on is
/// worth more than either.
struct Headline {
  /// Nil where nothing claims to be one.
  private(set) var text: String?
  /// The element of the outline that shows it.
  private(set) var element: Int?

  /// Nothing but the page's title claims to be the headline.
  private var isTitleOnly = false

  /// The headline over a story. A short title that nothing on the page agrees with, and that has no
  /// word of the story, names the site.
  func told(over story: String) -> String? {
    guard isTitleOnly, let text else { return text }
    let words = Words.split(text)
    let there = Set(Words.split(story.prefix(2500)))
    let share = words.count { there.contains($0) } * 2
    return words.count > 8 || share > words.count ? text : nil
  }

  private struct Candidate {
    var text: String
    var words: [UInt64]
    var element: Int?
    /// What its place is worth apart from agreement.
    var prior: Double
    /// The weight of its vote for others.
    var voice: Double
  }

  /// Of a page that has none.
  init() {}

  /// What a person's selector found.
  init(selected text: String, element: Int?) {
    self.text = text
    self.element = element
  }

  init(_ outline: Outline, facts: PageFacts, address: WebURL, teaser: Teaser?) {
    let sites = facts.siteNames + SiteName.names(in: address.host)
    var candidates: [Candidate] = []
    func add(_ text: String?, element: Int? = nil, prior: Double, voice: Double) {
      guard let text, !text.isEmpty, candidates.count < 40 else { return }
      let words = Words.split(text)
      guard !words.isEmpty, words.count < 80 else { return }
      candidates.append(
        Candidate(text: text, words: words, element: element, prior: prior, voice: voice))
    }
    let siteWords = sites.map { Words.split($0) }
    var mastheads: [[UInt64]] = []
    var order = 0
    for (index, element) in outline.elements.enumerated() {
      guard let prior = Self.prior(element), !element.blocks.isEmpty, element.blocks.count <= 6
      else { continue }
      guard element.blocks.reduce(0, { $0 + outline.blocks[$1].bytes.count }) < 600 else {
        continue
      }
      let text = element.blocks.map(outline.string(of:)).joined(separator: " ")
      if siteWords.contains(Words.split(text)) { continue }
      if Self.isMasthead(index, outline), !Self.isTold(text, facts) {
        mastheads.append(Words.split(text))
        continue
      }
      add(
        text, element: index, prior: prior - min(Double(order), 20) * 0.02, voice: 0.4 * prior)
      order += 1
      if order > 24 { break }
    }
    let shown = candidates.map(\.words)
    func stripped(_ text: String?) -> String? {
      guard let text, text.utf8.count <= SiteName.longest else { return nil }
      return SiteName.strip(text, sites: sites, shown: shown)
    }
    for headline in facts.linked.article.headlines.prefix(1) {
      add(stripped(headline), prior: 0.25, voice: 1)
    }
    add(stripped(facts.first("og:title")), prior: 0.2, voice: 1)
    add(stripped(facts.first("twitter:title")), prior: 0.05, voice: 0.5)
    add(
      stripped(facts.first("headline", "dc.title", "dcterms.title", "title")), prior: 0, voice: 0.4)
    // A title that is the name over the page tells nothing of the story.
    if let title = stripped(facts.title), !mastheads.contains(Words.split(title)) {
      add(title, prior: 0.1, voice: 0.8)
    }
    add(teaser?.headline, prior: 0.1, voice: 1)
    choose(candidates)
    settle(candidates)
    isTitleOnly = candidates.allSatisfy { $0.element == nil && $0.voice < 1 }
    if isTitleOnly { findInTitle(outline) }
  }

  /// A line of the page that is a part of its title is the headline; the rest names the site.
  private mutating func findInTitle(_ outline: Outline) {
    guard let text else { return }
    let title = Words.split(text)
    for i in outline.blocks.indices.prefix(200) {
      let block = outline.blocks[i]
      guard block.linkLength == 0, (6...200).contains(block.bytes.count) else { continue }
      let words = outline.withBytes(of: i) { Array(WordHashes($0).prefix(60)) }
      guard words.count >= 2, words.count < title.count,
        title.starts(with: words) || title.suffix(words.count).elementsEqual(words)
      else { continue }
      self.text = outline.string(of: i)
      isTitleOnly = false
      return
    }
  }

  /// What the page tells machines in several places, word for word, stands against a heading that
  /// says it differently; and a heading that only adds a kicker before it gives that up.
  private mutating func settle(_ candidates: [Candidate]) {
    guard let text else { return }
    let words = Words.split(text)
    let told = candidates.filter { $0.element == nil && $0.words.count >= 3 }
    guard let shown = element else {
      // Without a heading the shortest of what begins alike is the headline: others add a section.
      let bare = told.filter { words.starts(with: $0.words) && $0.voice >= 1 }
      if let shortest = bare.min(by: { $0.words.count < $1.words.count }) {
        self.text = shortest.text
      }
      return
    }
    if let bare = Self.withoutKicker(text, told: told.map(\.words)) {
      self.text = bare
      return
    }
    // What is shown and told word for word in JSON-LD stays.
    let isConfirmed = told.contains { $0.voice >= 1 && $0.words == words }
    for candidate in told where candidate.words != words {
      let agreeing = told.count { $0.words.starts(with: candidate.words) }
      let standing = 2 + told.count { $0.words == words }
      let isTail =
        words.count > candidate.words.count
        && words.suffix(candidate.words.count)
          .elementsEqual(candidate.words)
        && words.count - candidate.words.count <= 6
      let isLike = Words.likeness(words, candidate.words) >= 0.5
      if isTail && candidate.voice >= 1
        || !isConfirmed && agreeing >= 3 && agreeing > standing && isLike
      {
        self.text = candidate.text
        element = shown
        return
      }
    }
  }

  /// What a headline and another telling of it have in common at their ends, where each has words of
  /// its own before it: "Islands - The ferry stays", "Traffic: The ferry stays".
  private static func withoutKicker(_ text: String, told: [[UInt64]]) -> String? {
    let words = Words.split(text)
    for separator in [": ", " - ", " – ", " — ", " | ", " · "] {
      guard text.utf8.holds(separator.utf8), let place = text.firstRange(of: separator) else {
        continue
      }
      let tail = text[place.upperBound...]
      let bare = Words.split(tail)
      guard bare.count >= 4, bare.count * 2 >= words.count else { continue }
      let kicker = Set(words.dropLast(bare.count))
      let isCommon = told.contains { other in
        let head = other.dropLast(bare.count)
        return head.count >= 3 && kicker.count >= 3 && kicker.isDisjoint(with: head)
          && other.suffix(bare.count).elementsEqual(bare)
      }
      if isCommon { return String(tail) }
    }
    return nil
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

  /// Whether the page tells machines a headline like this one.
  private static func isTold(_ text: String, _ facts: PageFacts) -> Bool {
    let words = Words.split(text)
    let told =
      facts.linked.article.headlines.prefix(1) + (facts.meta["og:title"] ?? []).prefix(1)
      + (facts.meta["twitter:title"] ?? []).prefix(1)
    if told.contains(where: { Words.likeness(words, Words.split($0)) > 0.5 }) { return true }
    guard told.isEmpty, let title = facts.title.map({ Words.split($0) }) else { return false }
    return title.count > words.count && Words.likeness(words, title) > 0.5
  }

  /// Whether a heading is the name over the page: in a header that also holds its navigation.
  private static func isMasthead(_ index: Int, _ outline: Outline) -> Bool {
    var up = outline.elements[index].parent
    var header: Int?
    while up > 0 {
      let element = outline.elements[up]
      if element.name == .article || element.name == .main { return false }
      if element.name == .header || element.hints.contains(.navigation) { header = header ?? up }
      up = element.parent
    }
    guard let header else { return false }
    return (header..<outline.elements[header].endElement).contains {
      outline.elements[$0].name == .nav
    }
  }

  private mutating func choose(_ candidates: [Candidate]) {
    var best = 0.05
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
  /// Titles over this length, in bytes, are none.
  static let longest = 800

  private static let separators: [String] = [
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " › ", " ‹ ", " « ", " / ", " > ",
    " ~ ", " ㅣ ", "ㅣ", "|",
  ]

  /// Names a site goes by that its host tells: `www.example.org` is `example.org` and `example`.
  static func names(in host: String) -> [String] {
    let labels = host.split(separator: ".")
    guard labels.count >= 2 else { return [host] }
    let bare = labels.first == "www" ? labels.dropFirst() : labels[...]
    return [
      host, bare.joined(separator: "."), labels.suffix(2).joined(separator: "."),
      String(labels[labels.count - 2]),
    ] + (labels.count > 2 ? [String(labels[labels.count - 3])] : [])
  }

  /// A title in a script without capitals often has its section glued to it before the site's
  /// name: `…커졌다-정치`.
  private static func withoutSection(_ title: String) -> String {
    guard let mark = title.lastIndex(where: { $0 == "-" || $0 == "_" }) else { return title }
    let section = title[title.index(after: mark)...]
    let isSection =
      (2...6).contains(section.count)
      && section.unicodeScalars.allSatisfy { $0.value >= 0x2E80 && $0.properties.isAlphabetic }
    return isSection ? String(title[..<mark]) : title
  }

  /// - Parameters:
  ///   - sites: names of the site or its publisher.
  ///   - shown: headings on the page, as words; what equals one is the headline.
  static func strip(_ title: String, sites: [String], shown: [[UInt64]]) -> String {
    let whole = Words.split(title)
    if shown.contains(whole) { return title }
    let names = sites.map { Words.split($0) }
    var parts = [title]
    var best = title
    for separator in separators where title.utf8.holds(separator.utf8) {
      let pieces = title.split(separator: separator, omittingEmptySubsequences: true)
      guard pieces.count > 1, pieces.count <= 12 else { continue }
      parts += pieces.map(String.init)
      // A beginning or an end that the page shows as a heading is the headline.
      for cut in 1..<pieces.count {
        let head = pieces[..<cut].joined(separator: separator)
        let tail = pieces[cut...].joined(separator: separator)
        if shown.contains(Words.split(head)) { return head }
        if shown.contains(Words.split(tail)) { return tail }
      }
      if let last = pieces.last, names.contains(where: { isName($0, Words.split(String(last))) }) {
        best = withoutSection(pieces.dropLast().joined(separator: separator))
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

extension SiteName {
  /// Whether words are a site's name, perhaps with a word or two more.
  fileprivate static func isName(_ name: [UInt64], _ words: [UInt64]) -> Bool {
    !words.isEmpty && !name.isEmpty && words.count <= name.count + 1 && words.starts(with: name)
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
