/// Link texts that name no article: "read more", "12 comments", "3".
enum LinkLabel {
  static func isLabel(_ text: FoldedText) -> Bool {
    // Short numbers are page numbers; longer ones identify documents.
    if text.isNumber { return text.count <= 3 }
    return text.count > 0 && table.contains(text.afterDigits.value)
  }

  private static let table = hashes(
    "more", "read more", "continue reading", "read the full story", "read full story",
    "full story", "continue", "details", "view details", "learn more", "see more", "show more",
    "view more", "read article", "read the article", "view article", "comment", "comments",
    "no comments", "leave a comment", "reply", "replies", "add comment", "share", "tweet", "print",
    "email", "pdf", "download", "permalink", "link", "view", "view all", "see all", "all news",
    "top", "back to top", "home", "next", "previous", "prev", "login", "register", "subscribe",
    "rss", "html", "doc", "weiterlesen", "mehr", "mehr lesen", "kommentare", "lire la suite",
    "en savoir plus", "lire plus", "commentaires", "leer mas", "leer más", "seguir leyendo",
    "ver mas", "ver más", "comentarios", "sin comentarios", "leggi tutto", "continua",
    "continua a leggere", "leggi", "commenti", "leia mais", "continue lendo", "ler mais",
    "comentários", "подробнее", "далее", "читать далее", "читать", "комментарии", "докладніше",
    "читати далі", "więcej", "czytaj więcej", "czytaj dalej", "více", "číst dále", "celý článek",
    "les mer", "læs mere", "läs mer", "lees meer", "devamı", "devamını oku", "περισσότερα",
    "διαβάστε περισσότερα", "اقرأ المزيد", "المزيد", "ادامه مطلب", "続きを読む", "もっと見る", "詳細",
    "詳しく見る", "更多", "阅读全文", "閱讀全文", "查看更多", "详情", "详细", "查看详情", "阅读更多",
    "더보기", "자세히보기", "전체보기", "xem thêm", "đọc tiếp", "বিস্তারিত", "और पढ़ें")

  private static func hashes(_ words: StaticString...) -> HashSet {
    HashSet(words.map { FoldedText($0).hash.value })
  }
}
