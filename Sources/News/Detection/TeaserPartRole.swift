import HTML

/// The part of a teaser that a name indicates: a class, an `itemprop` or the heading of a column.
enum TeaserPartRole: UInt8, Comparable {
  case headline, lede, other

  /// Roles in order of their weight: of the names "date" and "headline" the first decides.
  static func < (a: TeaserPartRole, b: TeaserPartRole) -> Bool { a.rawValue < b.rawValue }

  /// Returns the role that words of a name indicate. Compounds have their subject at the end
  /// ("entry-title-date" is a date), so the last word with a meaning decides.
  init?(name: some Collection<UInt8>) {
    var scanner = WordScanner()
    for byte in name { scanner.add(byte) }
    scanner.finish()
    guard let role = scanner.role else { return nil }
    self = role
  }

  /// Returns the strongest role of the names in an attribute.
  init?(names: UnsafeBufferPointer<UInt8>) {
    var found: TeaserPartRole?
    for name in names.prefix(Self.maximumLength).split(whereSeparator: { $0 <= 0x20 }) {
      guard let role = TeaserPartRole(name: name) else { continue }
      found = max(found ?? role, role)
    }
    guard let found else { return nil }
    self = found
  }

  /// Returns the role that the heading of a table's column indicates.
  init?(columnHeading text: [UInt8]) {
    if Self.columnHeadlines.contains(FoldedText(text).hash.value) {
      self = .headline
    } else if text.count <= 40, let role = TeaserPartRole(name: text), role != .lede {
      // A column "Description" may hold headlines.
      self = role
    } else {
      return nil
    }
  }

  /// The examined bytes of an attribute.
  private static let maximumLength = 300

  private struct WordScanner {
    var role: TeaserPartRole?
    private var word = TextHash()
    private var length = 0
    private var lastWasLower = false

    mutating func add(_ byte: UInt8) {
      let isUpper = (0x41...0x5A).contains(byte)
      let isLetter = isUpper || (0x61...0x7A).contains(byte)
      if !isLetter || isUpper && lastWasLower { endWord(isLast: false) }
      lastWasLower = isLetter && !isUpper
      guard isLetter else { return }
      word.combine(UInt64(byte | 0x20))
      length += 1
    }

    mutating func finish() { endWord(isLast: true) }

    private mutating func endWord(isLast: Bool) {
      guard length > 0 else { return }
      if let found = TeaserPartRole.words[word.value] {
        role = found
      } else if word.value == TeaserPartRole.name {
        // "author-name" is no headline.
        role = role ?? .headline
      } else if isLast, TeaserPartRole.finalOthers.contains(word.value) {
        role = .other
      }
      word = TextHash()
      length = 0
    }
  }

  private static let words: [UInt64: TeaserPartRole] = {
    var table: [UInt64: TeaserPartRole] = [:]
    for (role, words) in lists {
      for word in words { table[ClassWords.hash(word)] = role }
    }
    return table
  }()

  private static let lists: [(TeaserPartRole, [String])] = [
    (
      .headline,
      [
        "hdline", "head", "headline", "heading", "hed", "hl", "overskrift", "rubrik",
        "subject", "tit", "titel", "title", "titles", "titre", "titulo", "titulli", "titolo", "ttl",
        "tytul", "zagolovok",
      ]
    ),
    (
      .lede,
      [
        "abstract", "anons", "articlebody", "blurb", "bodytext", "chapo", "deck", "dek", "desc",
        "descr", "description", "descripcion", "descrizione", "excerpt", "extract", "ingress",
        "intro", "introduction", "introtext", "lede", "lid", "preamble", "resumen", "snippet",
        "standfirst", "subheading", "subheadline", "subhead", "subtitle", "summary", "synopsis",
        "zajawka",
      ]
    ),
    (
      .other,
      [
        "auteur", "author", "autor", "avatar", "badge", "breadcrumb", "byline", "categories",
        "category", "cite", "comments", "counter", "credit", "date", "datetime", "eyebrow",
        "hits", "kicker", "location", "meta", "metadata", "overline", "permalink", "posted",
        "published", "publisher", "rating", "readmore", "rubric", "share", "source", "tag", "tags",
        "time", "timestamp", "topic", "url", "venue", "visited", "writer",
      ]
    ),
  ]

  private static let name = ClassWords.hash("name")

  /// Words that mean a part of their own only at the end of a name: "post-views", but not
  /// "views-field".
  private static let finalOthers = HashSet(
    [
      "btn", "button", "count", "id", "label", "no", "num", "number", "price", "status", "type",
      "views",
    ].map(
      ClassWords.hash))

  private static let columnHeadlines = HashSet(
    [
      "제목", "标题", "標題", "题目", "題目", "主题", "主題", "件名", "題名", "タイトル", "название", "заголовок",
      "наименование", "тема", "назва", "tytuł", "nazwa", "naslov", "naziv", "název", "názov",
      "başlık", "konu", "العنوان", "عنوان", "शीर्षक", "विषय", "betreff", "bezeichnung", "titre",
      "objet", "intitulé", "título", "asunto", "assunto", "oggetto", "titolo", "onderwerp", "ämne",
      "emne", "tittel", "otsikko", "aihe", "cím", "tárgy", "denumire", "titlu", "τίτλος", "θέμα",
      "tiêu đề", "judul", "perihal", "meeting", "event", "subject", "document", "case",
    ].map { FoldedText($0.utf8).hash.value })
}
