/// Recognition of people's names in bylines.
enum PersonNames {
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
    "oleh", "przez", "od", "記者", "文/", "作者：", "作者:", "글", "authors:", "authors", "autores:",
    "autori:", "auteurs:", "guest post by", "a guest post by", "about the author", "über den autor",
    "über die autorin", "vom", "redigert av", "napisał", "napisała",
  ]

  private static let knownOpenings = Set(openings)

  /// Openings that may touch the name after them: `ByIda Brandt`.
  private static let touching: Set<String> = [
    "by", "von", "par", "por", "written by", "posted by", "published by", "autor",
  ]

  private static let separators = [
    ", ", "; ", " and ", " und ", " et ", " y ", " e ", " en ", " och ", " og ", " & ", " / ", "、",
    "，", " with ", " mit ", "|", "·", "•",
  ]

  /// Words that end the names of a byline: what follows is a section, a date or a request.
  private static let ends = [
    " in ", " on ", " at ", " for ", " auf ", " bei ", " im ", " dans ", " sur ", " Email",
    " E-Mail", " E-mail", " Mail ", " Follow", " Updated", " Published", " Posted", " Comments",
    " Share", " Photo", " Contact", " View ", " Last ", " Twitter", " Facebook", " Read ",
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
    "kommentar", "posts", "hire", "germany", "stiftung", "director", "manager", "expert", "founder",
    "ceo", "specialist", "officer", "president", "marketing", "consultant", "analyst", "journalist",
    "columnist", "producer", "redakteur", "redakteurin", "korrespondent", "korrespondentin",
    "chefredakteur", "university", "institute", "foundation", "corporation", "corp", "inc", "inc.",
    "llc", "ltd", "ltd.", "kg", "co.", "verband", "verein", "group", "feed", "ministry",
    "department",
    "developer", "bio", "more", "topics", "attorney", "name", "click", "view", "learn", "images",
  ]

  /// The first words of links that are no names.
  private static let requests: Set<String> = [
    "all", "click", "follow", "learn", "more", "read", "see", "share", "show", "view",
  ]

  /// Texts that stand for an author who is not named.
  private static let placeholders: Set<String> = [
    "admin", "administrator", "author", "author bio", "authors", "by", "learn more", "n/a",
    "no author",
    "none", "null", "read more", "undefined", "unknown",
  ]

  /// Returns the names in a byline.
  ///
  /// - Parameter strictly: whether each word must begin with a capital or be a particle.
  static func split(_ text: String, strictly: Bool = false) -> [String] {
    let cleaned = TextCleaner.clean(text)
    let whole = withoutOpening(cleaned)
    // A line with an opening or a date goes on after the names.
    let isLine = strictly && (whole.count < cleaned.count || whole.contains(where: \.isNumber))
    var parts = [whole]
    for separator in separators {
      parts = parts.flatMap { part in
        !part.utf8.containsBytes(separator.utf8)
          ? [part] : part.split(separator: separator).map(String.init)
      }
    }
    if isLine { parts = parts.map(beforeEnd) }
    let people = parts.compactMap(person).filter { !strictly || isWrittenAsName($0) }
    // A single word after a comma is a place or a newspaper.
    guard people.count > 1, people[0].contains(" ") else { return people }
    return people[..<1]
      + people.dropFirst().filter {
        // So is a name in capitals after one that is not: the name of a station or a paper.
        !isSpaced($0)
          || $0.contains(" ") && ($0 != $0.uppercased() || people[0] == people[0].uppercased())
      }
  }

  /// Returns the part of a byline before its section, date or request.
  static func beforeEnd(_ cleaned: String) -> String {
    var text = cleaned[...]
    for end in ends where cleaned.utf8.containsBytes(end.utf8) {
      if let place = text.firstRange(of: end), place.lowerBound > text.startIndex {
        text = text[..<place.lowerBound]
      }
    }
    return String(text)
  }

  private static func isSpaced(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x0900 && $0.properties.isAlphabetic }
  }

  /// Whether a text can be the name of a desk or an agency.
  static func isLabel(_ name: String) -> Bool {
    (2...40).contains(name.count) && !name.contains("://") && !name.contains("@")
      && !name.utf8.containsBytes(".com/".utf8)
      && name.contains(where: \.isLetter) && !placeholders.contains(name.lowercased())
      && !requests.contains(name.lowercased().split(separator: " ").first.map(String.init) ?? "")
  }

  static func isDesk(_ name: String) -> Bool { desks.contains(name.lowercased()) }

  /// Whether a text is the name of a desk: a few capitalized words, among them one for desks.
  static func isDeskName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return (1...4).contains(words.count) && isLabel(text)
      && words.allSatisfy { $0.first?.isUppercase == true }
      && words.contains { desks.contains($0.lowercased()) }
  }

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
    if openingTable.matches(text) { return true }
    var i = 0
    while i + 3 < text.count {
      switch (text[i], text[i + 1] | 0x20) {
      case (0x20, UInt8(ascii: "b")), (0x20, UInt8(ascii: "v")), (0x20, UInt8(ascii: "p")),
        (0x20, UInt8(ascii: "d")):
        if insideTable.matches(UnsafeBufferPointer(rebasing: text[(i + 1)...])) { return true }
      case (UInt8(ascii: ":"), 0x20):
        return labels.contains { text.containsBytes(of: $0) }
      default: break
      }
      i += 1
    }
    return false
  }

  /// Openings that also begin labels of menus: "Shop By Region".
  private static let capitalized: Set<String> = [" By ", " Von ", " Par ", " Por "]

  private static let openingTable = PrefixTable(openings)
  private static let insideTable = PrefixTable(["by ", "von ", "par ", "por ", "di "])
  private static let labels: [StaticString] = ["Autor: ", "Redaktion: ", "Text: "]

  /// Returns the names in a line that begins like a byline, or has a byline after a date.
  static func afterByline(_ text: String) -> [String] {
    let bare = withoutOpening(text)
    if bare.count < text.count { return split(untilDate(bare), strictly: true) }
    for opening in [
      " by ", " By ", " von ", " Von ", " par ", " Par ", " por ", " Por ", " di ", "Autor: ",
      "Redaktion: ", "Text: ",
    ] {
      guard text.utf8.containsBytes(opening.utf8), let range = text.firstRange(of: opening),
        text[..<range.lowerBound].contains(where: \.isNumber)
          || text[..<range.lowerBound].count < 14 && !capitalized.contains(opening)
      else { continue }
      let names = split(String(text[range.upperBound...]), strictly: true)
      if !names.isEmpty { return names }
    }
    return []
  }

  /// Returns the user name that begins the rest of a byline: "idab on Monday".
  static func login(in rest: String) -> String? {
    let head = beforeEnd(untilDate(rest))
    var name = TextCleaner.clean(head.prefix { !"·•|,–—".contains($0) })
    for word in [" am ", " um ", " le ", " el ", " il ", " op "] {
      if let place = name.firstRange(of: word) { name = String(name[..<place.lowerBound]) }
    }
    guard !name.contains(" "), (3...30).contains(name.count), isLabel(name), !isDesk(name),
      !isOpening(name)
    else { return nil }
    return name
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

  /// Whether a text is written as the given and family name of a person.
  static func isFullName(_ name: String) -> Bool {
    isWrittenAsName(name)
      && !name.split(separator: " ").contains { desks.contains($0.lowercased()) }
  }

  private static func isWrittenAsName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard isSpaced(name) else { return true }
    return (2...5).contains(words.count)
      && words.allSatisfy { $0.first?.isUppercase == true || particles.contains(String($0)) }
  }

  static func withoutOpening(_ text: String) -> String {
    var text = text
    // The table quickly rejects most texts.
    guard text.withUTF8(openingTable.matches) else { return text }
    let lower = text.lowercased()
    for opening in openings where lower.hasPrefix(opening) {
      let rest = text.dropFirst(opening.count)
      guard let next = rest.first,
        next == " " || next == ":" || opening.last == ":" || opening.last == "："
          || touching.contains(opening)
            && (next.isUppercase && text.dropFirst(opening.count - 1).first?.isLowercase == true
              || rest.lowercased().hasPrefix(opening + " "))
      else { continue }
      let bare = String(rest.drop { $0 == " " || $0 == ":" })
      return next == " " || next == ":" || !bare.lowercased().hasPrefix(opening + " ")
        ? bare : String(bare.dropFirst(opening.count + 1))
    }
    return text
  }

  /// Whether a name of a person does not contain a character: a sign of addresses, or a number.
  private static func isUnfitForName(_ character: Character) -> Bool {
    guard let byte = character.asciiValue else { return character.isNumber }
    return switch byte {
    case 0x21, 0x23, 0x2F...0x3A, 0x3D, 0x3F, 0x40, 0x5F, 0x7B, 0x7D: true
    default: false
    }
  }

  /// Returns the text if it looks like the name of a person.
  private static func person(_ text: String) -> String? {
    var name = withoutOpening(TextCleaner.clean(text))
    if let bracket = name.utf8.firstIndex(where: { $0 == 0x28 || $0 == 0x3C || $0 == 0x5B }) {
      name = TextCleaner.clean(name[..<bracket])
    }
    while let last = name.last, ".,:;-–|".contains(last), !name.hasSuffix("r.") {
      name.removeLast()
    }
    // A handle may follow the name: "Ida Brandt @idab".
    if let handle = name.firstRange(of: " @") { name = String(name[..<handle.lowerBound]) }
    if name.hasSuffix(" 기자") || name.hasSuffix("기자") { name = TextCleaner.clean(name.dropLast(2)) }
    guard (2...50).contains(name.count),
      !name.contains(where: isUnfitForName)
    else { return nil }
    let words = name.split(separator: " ")
    guard words.count <= 6, name.first?.isLetter == true,
      !knownOpenings.contains(name.lowercased())
    else { return nil }
    if words.contains(where: { desks.contains($0.lowercased()) }) { return nil }
    if name.contains(".com") || name.contains(".de") || name.contains(".org") { return nil }
    // A single lower-case word is usually a user name or a newspaper.
    if words.count == 1, isSpaced(name), name == name.lowercased() { return nil }
    return name
  }
}
