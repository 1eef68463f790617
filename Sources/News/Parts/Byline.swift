import HTML

/// The authors of an article, in page order.
struct Byline {
  private(set) var people: [String] = []

  init(_ outline: Outline, body: BodyFinder, facts: PageFacts) {
    let sites = Set(facts.siteNames.map { Words.split($0) })
    func people(in texts: [String]) -> [String] {
      var found: [String] = []
      for text in texts.prefix(30) where !sites.contains(Words.split(text)) {
        for name in Names.split(text) where !sites.contains(Words.split(name)) {
          if !found.contains(where: { Words.split($0) == Words.split(name) }) { found.append(name) }
        }
      }
      return Array(found.prefix(20))
    }
    let said: [() -> [String]] = [
      { people(in: facts.linked.article.authors) },
      { people(in: facts.meta["author"] ?? []) },
      { people(in: Self.said(by: facts)) },
    ]
    for source in said {
      self.people = source()
      if !self.people.isEmpty { return }
    }
    let shown = ShownWriters(outline, body: body)
    let sources: [() -> [String]] = [
      { shown.people },
      { people(in: facts.linked.page.authors) },
      // If no person is named, a user name counts.
      { shown.logins.filter { !sites.contains(Words.split($0)) } },
      {
        Self.logins(facts.linked.article.authors + facts.linked.page.authors + Self.said(by: facts))
      },
    ]
    for source in sources {
      self.people = source()
      if !self.people.isEmpty { return }
    }
    // Without a user name, the agency or the desk that the page names as author counts.
    let linked = facts.linked.article
    let named = linked.authors.isEmpty ? linked.organizations : linked.authors
    let own = named.filter { sites.contains(Words.split($0)) }
    let others = named.filter { !sites.contains(Words.split($0)) }
    for source in [others, shown.labels, facts.meta["author"] ?? [], own] {
      for name in source.prefix(5).map({ TextCleaner.clean($0) }) where Names.isLabel(name) {
        if !self.people.contains(name) { self.people.append(name) }
      }
      if !self.people.isEmpty { return }
    }
  }

  /// Returns the author given in `meta` elements other than `author`.
  private static func said(by facts: PageFacts) -> [String] {
    let keys = [
      "article:author", "dc.creator", "dc:creator", "dcterms.creator", "dcterms:creator",
      "parsely-author", "sailthru.author", "byl", "article:author_name", "citation_author",
      "cxenseparse:author", "creator",
    ]
    for key in keys {
      if let values = facts.meta[key], !values.allSatisfy({ $0.contains("://") }) { return values }
    }
    // Twitter cards carry labelled values; the first label is usually the author's.
    for number in 1...2 {
      guard let label = facts.first("twitter:label\(number)"),
        let value = facts.first("twitter:data\(number)"), Names.announcesWriter(label)
      else { continue }
      return [value]
    }
    return []
  }

  private static func logins(_ texts: [String]) -> [String] {
    texts.prefix(3).map { TextCleaner.clean($0) }.filter {
      !$0.contains(" ") && (3...30).contains($0.count) && Names.isLabel($0) && !Names.isDesk($0)
    }
  }
}

/// The authors shown on the page: in elements and links with an author role, or in lines that begin
/// like a byline, between the headline and the body or right after the body.
struct ShownWriters {
  /// Names of people.
  private(set) var people: [String] = []
  /// User names.
  private(set) var logins: [String] = []
  /// Desks and agencies named as authors.
  private(set) var labels: [String] = []

  private struct Claim {
    var score: Int
    var node: Int
    var names: [String]
  }

  init(_ outline: Outline, body: BodyFinder) {
    guard !outline.blocks.isEmpty else { return }
    let top = min(body.headlineBlocks?.upperBound ?? 0, outline.blocks.count - 1)
    let first = body.kept.first ?? top
    let last = body.kept.last ?? top
    let start = max(0, min(first, body.headlineBlocks?.lowerBound ?? first) - 8)
    let end = min(outline.blocks.count - 1, last + 8)
    claim(outline, body, blocks: start...end, first: first)
    guard people.isEmpty else { return }
    for i in Array(start...min(first + 3, end)) + Array(last...end) {
      let block = outline.blocks[i]
      guard block.length <= 160, outline.withBytes(of: i, Names.mayNameWriter) else { continue }
      let names = Names.afterByline(outline.string(of: i))
      if !names.isEmpty {
        people = names
        return
      }
    }
  }

  private mutating func claim(
    _ outline: Outline, _ body: BodyFinder, blocks: ClosedRange<Int>, first: Int
  ) {
    let nodes =
      outline.blocks[blocks.lowerBound].nodes
      .lowerBound..<outline.blocks[blocks.upperBound].nodes
      .upperBound
    let firstNode = outline.blocks[first].nodes.lowerBound
    let kept = Set(body.kept)
    var claims: [Claim] = []
    for element in outline.elements
    where !element.hints.isDisjoint(with: [.author, .person]) && nodes.contains(element.node) {
      guard element.blocks.count <= 4, claims.count < 30, !element.hints.contains(.comments),
        !kept.contains(element.blocks.lowerBound) || element.node < firstNode
      else { continue }
      let text = TextCleaner.clean(outline.document[element.node].textContent)
      guard !text.isEmpty, text.utf8.count <= 120 else { continue }
      let names = Names.split(text, strictly: true)
      let score =
        (element.hints.contains(.person) ? 4 : 0) + (element.node < firstNode ? 3 : 0)
        + (element.hints.contains(.author) ? 2 : 0) - min(text.split(separator: " ").count / 4, 2)
      if names.isEmpty {
        note(text, element)
      } else {
        claims.append(Claim(score: score, node: element.node, names: names))
      }
    }
    guard let best = claims.map(\.score).max() else { return }
    let anchor = claims.first { $0.score == best }!.node
    for name in claims.filter({ $0.score == best && $0.node - anchor < 40 }).flatMap(\.names)
    where !people.contains(name) {
      people.append(name)
    }
  }

  /// Records a text in an author element that is not a person's name.
  private mutating func note(_ text: String, _ element: Outline.Element) {
    let name = Names.withoutOpening(text)
    guard Names.isLabel(name), !name.contains(":"), name.split(separator: " ").count <= 4 else {
      return
    }
    if !name.contains(" "), element.hints.contains(.person), !Names.isDesk(name) {
      if logins.isEmpty { logins.append(name) }
    } else if labels.isEmpty, element.hints.contains(.author), !Names.isOpening(name),
      !name.contains(where: { $0.isNumber || $0 == "," })
    {
      labels.append(name)
    }
  }
}

/// Recognition of people's names in bylines.
enum Names {
  private static let openings = [
    "written by", "posted by", "erstellt von", "eingestellt von", "gespeichert von",
    "veröffentlicht von", "publié par", "écrit par", "publicado por", "escrito por", "scritto da",
    "pubblicato da", "geschreven door", "skrevet av", "skrevet af", "words:", "autoren",
    "autorinnen",
    "autorin", "autor", "published by", "reported by", "words by", "story by", "text von",
    "geschrieben von", "verfasst von", "ein artikel von", "eine analyse von", "ein interview von",
    "ein kommentar von", "ein gastbeitrag von", "kommentar von", "interview von", "aus", "from",
    "by", "von", "par", "por", "di", "door", "av", "af", "от", "автор:", "автор", "текст:",
    "подготовил", "подготовила", "текст подготовила", "取材・文",
    "文＝", "文：", "글:", "취재:", "autor:", "autorin:",
    "author:", "autore:", "auteur:", "text:", "texte:", "texto:", "tekst:", "redaktion:", "foto:",
    "oleh", "przez", "od", "記者", "文/", "作者：", "作者:", "글",
  ]

  private static let separators = [
    ", ", "; ", " and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " & ", " / ", "、",
    "，", " with ", " mit ", "|", "·",
  ]

  /// Words in the names of desks and agencies.
  private static let desks: Set<String> = [
    "admin", "administrator", "afp", "agencies", "agency", "agencia", "agencias", "agentur",
    "agenturen", "ap", "apa", "associated", "author", "blog", "bureau", "contributor",
    "correspondent", "desk", "dpa", "editor", "editorial", "editors", "efe", "unknown", "anonymous",
    "undefined", "gastautor",
    "gastbeitrag", "guest", "magazin", "magazine", "media", "network", "news", "newsdesk",
    "newsroom", "nachrichten", "online", "press", "presse", "pressemitteilung", "pti", "redacción",
    "redacao", "redação", "redaktion", "redakcja", "redazione", "reporter", "reporters", "reuters",
    "rédaction", "service", "sid", "staff", "team", "verlag", "webmaster", "writer", "writers",
    "zeitung", "редакция", "編集部", "取材班", "editorial", "gmbh", "company",
    "e.v.", "redactie", "toimitus", "reuters", "wire", "author", "kategorien:", "kommentare",
    "kommentar", "posts", "hire", "germany", "stiftung",
  ]

  /// Returns the names in a byline.
  ///
  /// - Parameter strictly: whether each word must begin with a capital or be a particle.
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
    // A single word after a comma is a place or a newspaper.
    guard people.count > 1, people[0].contains(" ") else { return people }
    return people.filter { $0.contains(" ") || !isSpaced($0) }
  }

  private static func isSpaced(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x0900 && $0.properties.isAlphabetic }
  }

  /// Whether a text can be the name of a desk or an agency.
  static func isLabel(_ name: String) -> Bool {
    (2...40).contains(name.count) && !name.contains("://") && !name.contains("@")
      && name.contains(where: \.isLetter) && name.lowercased() != "admin"
  }

  static func isDesk(_ name: String) -> Bool { desks.contains(name.lowercased()) }

  static func isOpening(_ text: String) -> Bool {
    var text = text.lowercased()
    while let last = text.last, last == ":" || last == " " { text.removeLast() }
    return openings.contains(text)
  }

  /// Whether a label introduces the author: "Written by", "Verfasst von".
  static func announcesWriter(_ label: String) -> Bool {
    let label = label.lowercased()
    return [
      "written by", "verfasst von", "geschrieben von", "escrito por", "écrit par", "scritto da",
      "geschreven door", "skrevet av", "skriven av", "skrevet af", "autor", "автор",
      "napisane przez",
      "napsal", "author", "by", "ditulis oleh", "yazan", "投稿者", "執筆者", "작성자", "作者", "كُتب بواسطة",
    ].contains(label)
  }

  /// Whether a line may be a byline, judged by its bytes; this quickly rejects most lines.
  static func mayNameWriter(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    openingTable.begins(text) || insideWords.contains { Consent.contains(text, $0) }
  }

  private static let openingTable = BeginningTable(openings)
  private static let insideWords: [StaticString] = [
    " by ", " von ", " par ", " por ", " di ", "Autor: ", "Redaktion: ", "Text: ",
  ]

  /// Returns the names in a line that begins like a byline, or has a byline after a date.
  static func afterByline(_ text: String) -> [String] {
    let bare = withoutOpening(text)
    if bare.count < text.count { return split(untilDate(bare), strictly: true) }
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

  /// Returns the text before a date: "Ida Brandt am 3. Mai".
  private static func untilDate(_ text: String) -> String {
    guard let digit = text.firstIndex(where: \.isNumber) else { return text }
    var head = text[..<digit]
    for word in [" am ", " on ", " le ", " el ", " il ", " op ", " den ", " em ", " at ", " um "]
    where head.hasSuffix(word) {
      head = head.dropLast(word.count)
    }
    return String(head)
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

  static func withoutOpening(_ text: String) -> String {
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

  /// Returns the text if it looks like the name of a person.
  private static func person(_ text: String) -> String? {
    var name = withoutOpening(TextCleaner.clean(text))
    if let bracket = name.firstIndex(where: { "(<[".contains($0) }) {
      name = TextCleaner.clean(name[..<bracket])
    }
    while let last = name.last, ".,:;-–|".contains(last), !name.hasSuffix("r.") {
      name.removeLast()
    }
    // A handle may follow the name: "Ida Brandt @idab".
    if let handle = name.firstRange(of: " @") { name = String(name[..<handle.lowerBound]) }
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
    // A single lower-case word is usually a user name or a newspaper.
    if words.count == 1, isSpaced(name), name == name.lowercased() { return nil }
    return name
  }
}
