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
        !part.utf8.containsBytes(separator.utf8)
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
    openingTable.matches(text) || insideWords.contains { text.containsBytes(of: $0) }
  }

  private static let openingTable = PrefixTable(openings)
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
