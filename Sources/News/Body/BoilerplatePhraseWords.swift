/// Phrases of boilerplate inside articles: invitations to other articles, to subscribe or to
/// follow; credits and rights at the end.
///
/// They were collected from news sites of each language and are matched in lower case.
enum BoilerplatePhrases {
  /// Beginnings of short lines that link to other articles.
  private static let leads = PrefixTable([
    "advertisement", "also read", "click here", "don't miss", "don’t miss", "download our",
    "follow us", "more:",
    "read also", "read more", "read next", "read now", "read our", "recommended", "related article",
    "related story", "related:", "see also", "share this", "sign up", "sign up for", "subscribe",
    "you may also like", "you may also enjoy", "you may be interested", "you might also like",
    "you might be interested", "check out next", "join our mailing list", "join our newsletter",
    "request a demo", "book a demo", "schedule a demo", "watch:", "listen:", "more from",
    "more on this", "more stories",
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
  private static let endings = PrefixTable([
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

  static func leadsElsewhere(_ text: UnsafeBufferPointer<UInt8>) -> Bool { leads.matches(text) }

  static func isClosingBoilerplate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if endings.matches(text) { return true }
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    return endingWords.contains { lower.utf8.containsBytes($0.utf8) }
  }

  static func isClosingHeading(_ heading: String) -> Bool {
    var words = heading.lowercased()
    while let last = words.last, !last.isLetter, last != "】" { words.removeLast() }
    return closings.contains(words)
  }
}
