import HTML

/// Who wrote an article: people, by name, in the order of the page.
struct Byline {
  private(set) var people: [String] = []

  init(_ outline: Outline, body: BodyFinder, facts: PageFacts) {
    let sites = Set(facts.siteNames.map { Words.split($0) })
    func people(in texts: [String]) -> [String] {
      var found: [String] = []
      for text in texts.prefix(30) {
        for name in Names.split(text) where !sites.contains(Words.split(name)) {
          if !found.contains(where: { Words.split($0) == Words.split(name) }) { found.append(name) }
        }
      }
      return Array(found.prefix(20))
    }
    let sources: [() -> [String]] = [
      { facts.linked.article.authors },
      { facts.meta["author"] ?? [] },
      {
        [
          "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
          "byl", "article:author_name", "citation_author", "cxenseparse:author", "creator",
        ]
        .lazy.compactMap { facts.meta[$0] }.first ?? []
      },
      { Self.shown(outline, body: body) },
    ]
    for source in sources {
      self.people = people(in: source())
      if !self.people.isEmpty { return }
    }
    // Where no person is named, what the page itself names as its author stands: an agency, a desk.
    let linked = facts.linked.article
    let named = linked.authors.isEmpty ? linked.organizations : linked.authors
    for source in [named, facts.meta["author"] ?? []] {
      for name in source.prefix(5).map({ TextCleaner.clean($0) }) where Names.isLabel(name) {
        if !self.people.contains(name) { self.people.append(name) }
      }
      if !self.people.isEmpty { return }
    }
  }

  /// People named by elements and links that say so, or by lines that begin as bylines do, between
  /// the headline and the story or right after it.
  private static func shown(_ outline: Outline, body: BodyFinder) -> [String] {
    guard let first = body.kept.first, let last = body.kept.last else { return [] }
    let start = max(0, min(first, body.headlineBlocks?.lowerBound ?? first) - 8)
    let end = min(outline.blocks.count - 1, last + 8)
    let nodes = outline.blocks[start].nodes.lowerBound..<outline.blocks[end].nodes.upperBound
    let firstNode = outline.blocks[first].nodes.lowerBound
    let kept = Set(body.kept)
    var claims: [(score: Int, node: Int, names: [String])] = []
    for element in outline.elements
    where !element.hints.isDisjoint(with: [.author, .person]) && nodes.contains(element.node) {
      guard element.blocks.count <= 4, claims.count < 30, !element.hints.contains(.comments),
        !kept.contains(element.blocks.lowerBound) || element.node < firstNode
      else { continue }
      let text = TextCleaner.clean(outline.document[element.node].textContent)
      guard !text.isEmpty, text.utf8.count <= 120 else { continue }
      var names = Names.split(text, strictly: true)
      // A link that says it leads to the author names one, be it a login.
      if names.isEmpty, element.hints.isSuperset(of: [.author, .person]), Names.isLabel(text),
        !text.contains(" ")
      {
        names = [text]
      }
      guard !names.isEmpty else { continue }
      let score =
        (element.hints.contains(.person) ? 4 : 0) + (element.node < firstNode ? 3 : 0)
        + (element.hints.contains(.author) ? 2 : 0) - min(text.split(separator: " ").count / 4, 2)
      claims.append((score, element.node, names))
    }
    if let best = claims.map(\.score).max() {
      let anchor = claims.first { $0.score == best }!.node
      return claims.filter { $0.score == best && $0.node - anchor < 40 }.flatMap(\.names)
    }
    for i in Array(start...min(first + 1, end)) + Array(last...end) {
      let block = outline.blocks[i]
      guard block.length <= 100 else { continue }
      guard outline.withBytes(of: i, Names.mayNameWriter) else { continue }
      let names = Names.afterByline(outline.string(of: i))
      if !names.isEmpty { return names }
    }
    return []
  }
}

/// Names of people in the texts that hold them.
enum Names {
  private static let openings = [
    "written by", "posted by", "published by", "reported by", "words by", "story by", "text von",
    "geschrieben von", "verfasst von", "ein artikel von", "eine analyse von", "ein interview von",
    "ein kommentar von", "ein gastbeitrag von", "kommentar von", "interview von", "aus", "from",
    "by", "von", "par", "por", "di", "door", "av", "af", "от", "автор:", "autor:", "autorin:",
    "author:", "autore:", "auteur:", "text:", "texte:", "texto:", "tekst:", "redaktion:", "foto:",
    "oleh", "przez", "od", "記者", "文/", "作者：", "作者:", "글",
  ]

  private static let separators = [
    ", ", "; ", " and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " & ", " / ", "、",
    "，", " with ", " mit ", "|", "·",
  ]

  /// Words of desks and agencies, which are no people.
  private static let desks: Set<String> = [
    "admin", "administrator", "afp", "agencies", "agency", "agencia", "agencias", "agentur",
    "agenturen", "ap", "apa", "associated", "author", "blog", "bureau", "contributor",
    "correspondent", "desk", "dpa", "editor", "editorial", "editors", "efe", "gastautor",
    "gastbeitrag", "guest", "magazin", "magazine", "media", "network", "news", "newsdesk",
    "newsroom", "nachrichten", "online", "press", "presse", "pressemitteilung", "pti", "redacción",
    "redacao", "redação", "redaktion", "redakcja", "redazione", "reporter", "reporters", "reuters",
    "rédaction", "service", "sid", "staff", "team", "verlag", "webmaster", "writer", "writers",
    "zeitung", "редакция", "編集部", "取材班", "editorial", "gmbh", "company",
    "e.v.", "redactie", "toimitus", "reuters", "wire", "author", "kategorien:", "kommentare",
    "kommentar", "posts", "hire", "germany", "stiftung",
  ]

  /// - Parameter strictly: only names as they are written: each word a capital or a particle.
  static func split(_ text: String, strictly: Bool = false) -> [String] {
    var parts = [TextCleaner.clean(text)]
    parts = parts.map(withoutOpening)
    for separator in separators {
      parts = parts.flatMap { part in
        !part.utf8.holds(separator.utf8)
          ? [part] : part.split(separator: separator).map(String.init)
      }
    }
    let people = parts.compactMap(person).filter { !strictly || isWrittenAsName($0) }
    // After a comma a single word is a place or a paper.
    guard people.count > 1, people[0].contains(" ") else { return people }
    return people.filter { $0.contains(" ") || !isSpaced($0) }
  }

  private static func isSpaced(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x0900 && $0.properties.isAlphabetic }
  }

  /// Whether a text can name a desk or an agency.
  static func isLabel(_ name: String) -> Bool {
    (2...40).contains(name.count) && !name.contains("://") && !name.contains("@")
      && name.contains(where: \.isLetter) && name.lowercased() != "admin"
  }

  /// Whether a line may be a byline, by its bytes: most lines are none.
  static func mayNameWriter(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    openingTable.begins(text) || insideWords.contains { Consent.contains(text, $0) }
  }

  private static let openingTable = BeginningTable(openings)
  private static let insideWords: [StaticString] = [
    " by ", " von ", " par ", " por ", " di ", "Autor: ", "Redaktion: ", "Text: ",
  ]

  /// The names in a line that begins as bylines do, or has one behind a date.
  static func afterByline(_ text: String) -> [String] {
    let bare = withoutOpening(text)
    if bare.count < text.count { return split(bare, strictly: true) }
    for opening in [" by ", " von ", " par ", " por ", " di ", "Autor: ", "Redaktion: ", "Text: "] {
      guard let range = text.firstRange(of: opening),
        text[..<range.lowerBound].contains(where: \.isNumber)
          || text[..<range.lowerBound].count < 14
      else { continue }
      let names = split(String(text[range.upperBound...]), strictly: true)
      if !names.isEmpty { return names }
    }
    return []
  }

  private static let particles: Set<String> = [
    "al", "bin", "d", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el",
    "la", "le", "ten", "ter", "van", "vom", "von", "y", "zu", "zum", "zur", "ibn", "dr.",
  ]

  private static func isWrittenAsName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard isSpaced(name) else { return true }
    return (2...5).contains(words.count)
      && words.allSatisfy { $0.first?.isUppercase == true || particles.contains(String($0)) }
  }

  private static func withoutOpening(_ text: String) -> String {
    let lower = text.lowercased()
    for opening in openings where lower.hasPrefix(opening) {
      let rest = text.dropFirst(opening.count)
      guard let next = rest.first,
        next == " " || next == ":" || opening.last == ":" || opening.last == "："
      else { continue }
      return String(rest.drop { $0 == " " || $0 == ":" })
    }
    return text
  }

  /// The text if it looks like the name of a person.
  private static func person(_ text: String) -> String? {
    var name = withoutOpening(TextCleaner.clean(text))
    if let bracket = name.firstIndex(where: { "(<[".contains($0) }) {
      name = TextCleaner.clean(name[..<bracket])
    }
    while let last = name.last, ".,:;-–|".contains(last), !name.hasSuffix("r.") {
      name.removeLast()
    }
    if name.hasSuffix(" 기자") || name.hasSuffix("기자") { name = TextCleaner.clean(name.dropLast(2)) }
    guard (2...50).contains(name.count),
      !name.contains(where: { "@/{}=_#?!".contains($0) || $0.isNumber })
    else { return nil }
    let words = name.split(separator: " ")
    guard words.count <= 6, name.first?.isLetter == true,
      !openings.contains(name.lowercased())
    else { return nil }
    if words.contains(where: { desks.contains($0.lowercased()) }) { return nil }
    if name.contains(".com") || name.contains(".de") || name.contains(".org") { return nil }
    // A single word of a script with spaces is a login or a paper more often than a person.
    if words.count == 1, isSpaced(name), name == name.lowercased() { return nil }
    return name
  }
}
