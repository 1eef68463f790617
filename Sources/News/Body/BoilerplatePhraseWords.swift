/// Phrases of boilerplate inside articles: invitations to other articles, to subscribe or to
/// follow; credits and rights at the end.
///
/// They were collected from news sites of each language and are matched in lower case.
enum Phrases {
  /// Beginnings of short lines that link to other articles.
  private static let leads = BeginningTable([
    "advertisement", "also read", "click here", "don't miss", "don’t miss", "follow us", "more:",
    "read also", "read more", "read next", "read now", "read our", "recommended", "related article",
    "related story", "related:", "see also", "share this", "sign up", "sign up for", "subscribe",
    "you may also like", "watch:", "listen:", "more from", "more on this", "more stories",
    "anzeige", "auch interessant", "das könnte sie", "das könnte dich", "folgen sie", "lesen sie",
    "lesetipp", "lies auch", "mehr dazu", "mehr zum thema", "mehr themen", "zum thema:",
    "lea también", "leer también", "lee también", "lee además", "le puede interesar",
    "te puede interesar", "más información", "suscríbete", "síguenos", "ver también",
    "leia também", "leia mais", "saiba mais", "veja também", "veja mais", "assine ",
    "lire aussi", "à lire aussi", "à lire", "lisez aussi", "voir aussi", "abonnez-vous",
    "inscrivez-vous", "suivez-nous", "leggi anche", "leggi tutto", "iscriviti", "abbonati",
    "seguici", "lees ook", "lees meer", "lees verder", "volg ons", "les også", "les mer",
    "læs også", "læs mere", "läs också", "läs mer", "läs även", "lue myös",
    "czytaj także", "czytaj też", "czytaj więcej", "zobacz też", "zobacz także", "čtěte také",
    "přečtěte si", "читайте также", "читать также", "смотрите также", "подписывайтесь",
    "подпишитесь", "читайте також", "ayrıca okuyun", "baca juga", "baca selengkapnya",
    "simak juga", "baca lagi", "यह भी पढ़ें", "ये भी पढ़ें", "関連記事", "【関連", "［関連",
    "あわせて読みたい", "続きを読む", "相关阅读", "延伸阅读", "延伸閱讀", "相关新闻", "相關新聞",
    "推荐阅读", "관련기사", "관련 기사", "▶", "اقرأ أيضا", "اقرأ أيضًا", "إقرأ أيضا", "شاهد أيضا",
    "بیشتر بخوانید",
  ])

  /// Beginnings of boilerplate paragraphs at the end.
  private static let endings = BeginningTable([
    "additional reporting", "reporting by", "our standards", "editing by", "follow ", "get the ",
    "for more ", "for further information", "further information", "more information",
    "weitere infos", "weitere informationen", "mehr infos", "mehr informationen", "puede escribir",
    "puedes escribir", "más información en", "plus d'informations", "meer informatie", "join ",
    "like us", "listen to", "this story was first", "first published in",
    "copyright", "©", "ⓒ", "(c) ", "have a story", "got a story", "do you have", "contact",
    "support ", "to read more", "want more", "photo:", "photos:", "foto:", "fotos:", "quelle:",
    "quellen:", "sendung:", "hier ist bayern", "mit material", "mit informationen", "hat ihnen",
    "wie hat ihnen", "redaktion:", "autor:", "fuente:", "con información de", "fonte:", "source :",
    "責任編輯", "责任编辑", "編集", "编辑", "저작권", "무단", "版权", "版權", "(責任",
  ])

  /// Words of credits, rights and invitations in short paragraphs at the end.
  private static let endingWords: [String] = [
    "all rights reserved", "alle rechte vorbehalten", "alle rechten voorbehouden",
    "contributed reporting", "contributed to this", "derechos reservados", "diritti riservati",
    "direitos reservados", "droits réservés", "email newsletter", "emailing us", "follow us",
    "free daily newsletter", "get in touch", "join the conversation", "moderating all comments",
    "more stories like this", "neuesten newsletter", "on facebook", "on instagram", "on youtube",
    "our newsletter", "prawa zastrzeżone", "riproduzione riservata", "sign up for", "subscribe to",
    "unseren newsletter", "unserem newsletter", "your inbox", "youtube channel",
    "wikimedia commons", "download our app", "download the", "subscription to", "please subscribe",
    "canal de telegram", "canal de youtube", "canal de whatsapp", "nuestro canal",
    "whatsapp channel",
    "telegram channel", "telegram-kanal", "whatsapp-kanal", "ohne gewähr", "beitragsbild",
    "enthält werbung", "affiliate-link", "affiliate link", "prenumerat", "subskrypcji",
    "im abo", "e-paper", "newsletter an", "unterstütze ", "unterstützen sie", "artikel nützlich",
    "gefällt dir unser", "already a subscriber", "first-time subscribers", "cc-by", "cc by",
    "creative commons", "abonniere ", "abonnieren sie",
    "google news", "suscríb", "assine o",
    "無断転載", "무단전재", "무단 전재", "未经授权", "版权所有",
  ]

  /// Headings after which the article is over: the company, the author, the press office or other
  /// articles follow.
  private static let closings: Set<String> = [
    "about the author", "about us", "author", "comments", "contact", "contacts", "further reading",
    "media contact", "media contacts", "more", "more from", "more news", "more stories",
    "more to read", "notes to editors", "press contact", "press contacts", "read more", "related",
    "related articles", "related content", "related news", "related posts", "related stories",
    "related topics", "share", "similar posts", "tags", "topics", "you may also like", "autor",
    "das könnte sie auch interessieren", "das könnte dich auch interessieren", "kommentare",
    "kontakt", "mehr zum thema", "mehr themen", "mehr nachrichten", "pressekontakt",
    "themen", "themen des artikels", "verwandte artikel", "weitere artikel", "weitere themen",
    "verwendete quellen", "zum thema", "comentarios", "etiquetas", "más noticias",
    "noticias relacionadas", "temas", "temas relacionados", "te puede interesar",
    "comentários", "mais lidas", "notícias relacionadas", "leia também", "veja também",
    "articles liés", "commentaires", "sur le même sujet", "à lire aussi", "leggi anche",
    "potrebbe interessarti", "lees ook", "meer over dit onderwerp", "les også", "læs også",
    "läs också", "комментарии", "читайте также", "похожие статьи", "теги", "関連記事", "相关阅读",
    "相关新闻", "延伸阅读", "관련기사", "관련 기사", "【関連記事】", "अन्य खबरें", "baca juga",
  ]

  /// First words of headings above the description of a press release's sender.
  private static let abouts: Set<String> = [
    "about", "om", "over", "sobre", "su", "tietoja", "à", "über", "о", "об",
  ]

  static func isAbout(_ word: String) -> Bool { abouts.contains(word) }

  static func leadsElsewhere(_ text: UnsafeBufferPointer<UInt8>) -> Bool { leads.begins(text) }

  static func endsStory(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if endings.begins(text) { return true }
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    return endingWords.contains { lower.utf8.holds($0.utf8) }
  }

  static func closesStory(_ heading: String) -> Bool {
    var words = heading.lowercased()
    while let last = words.last, !last.isLetter, last != "】" { words.removeLast() }
    return closings.contains(words)
  }
}

/// A set of prefixes, in lower case, indexed by their first byte.
struct BeginningTable: Sendable {
  private let byFirst: [[[UInt8]]]

  init(_ beginnings: [String]) {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for beginning in beginnings {
      let bytes = Array(beginning.utf8)
      table[Int(bytes[0])].append(bytes)
      // In scripts with case, the first letter may be a capital.
      let capital = Array((beginning.prefix(1).uppercased() + beginning.dropFirst()).utf8)
      if bytes[0] >= 0x80, capital != bytes { table[Int(capital[0])].append(capital) }
    }
    byFirst = table
  }

  /// Whether the text begins with a prefix, after quotation marks, bullets or arrows.
  func begins(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    while start < text.count, start < 4, Self.isOrnament(text[start]) { start += 1 }
    guard start < text.count else { return false }
    let first = Self.lower(text[start])
    for beginning in byFirst[Int(first)] where text.count - start >= beginning.count {
      var k = 1
      while k < beginning.count, Self.lower(text[start + k]) == beginning[k] { k += 1 }
      if k == beginning.count { return true }
    }
    return false
  }

  private static func isOrnament(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "*")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ">")
  }

  @inline(__always) private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}

extension String.UTF8View {
  /// Whether the text contains these bytes.
  func holds(_ needle: String.UTF8View) -> Bool {
    withContiguousStorageIfAvailable { text in
      needle.withContiguousStorageIfAvailable { wanted in
        guard let first = wanted.first, text.count >= wanted.count else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
          var k = 1
          while k < wanted.count, text[start + k] == wanted[k] { k += 1 }
          if k == wanted.count { return true }
        }
        return false
      } ?? false
    } ?? false
  }
}
