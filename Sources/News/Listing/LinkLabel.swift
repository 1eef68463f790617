import HTML

/// Link texts that name no article: "read more", "12 comments", "3".
enum LinkLabel {
  /// The text of a node with letters lower-case and everything but letters and digits taken out
  /// (outside ASCII, the common signs).
  static func folded(_ node: Node) -> [UInt8] {
    var text: [UInt8] = []
    node.appendText(to: &text)
    return folded(text)
  }

  static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var skip = 0
    for byte in text {
      if skip > 0 {
        skip -= 1
        continue
      }
      switch byte {
      case 0x30...0x39, 0x61...0x7A: out.append(byte)
      case 0x41...0x5A: out.append(byte | 0x20)
      // Signs of Latin 1, general punctuation, arrows and shapes.
      case 0xC2: skip = 1
      case 0xE2: skip = 2
      case 0x80...: out.append(byte)
      default: break
      }
      if out.count >= 120 { break }
    }
    return out
  }

  /// - Parameter words: folded text.
  static func isLabel(_ words: [UInt8]) -> Bool {
    // A page's number; longer ones are a document's.
    if words.count <= 3, words.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
    let letters = words.drop { (0x30...0x39).contains($0) }
    return !letters.isEmpty && table.contains(Array(letters))
  }

  private static let table: Set<[UInt8]> = Set(
    [
      "more", "readmore", "continuereading", "readthefullstory", "readfullstory", "fullstory",
      "continue", "details", "viewdetails", "learnmore", "seemore", "showmore", "viewmore",
      "readarticle", "readthearticle", "viewarticle", "comment", "comments", "nocomments",
      "leaveacomment", "reply", "replies", "addcomment", "share", "tweet", "print", "email", "pdf",
      "download", "permalink", "link", "view", "viewall", "seeall", "allnews", "top", "backtotop",
      "home", "next", "previous", "prev", "login", "register", "subscribe", "rss", "html", "doc",
      "weiterlesen", "mehr", "mehrlesen", "kommentare", "lirelasuite", "ensavoirplus", "lireplus",
      "commentaires", "leermas", "leermás", "seguirleyendo", "vermas", "vermás", "comentarios",
      "sincomentarios", "leggitutto", "continua", "continuaaleggere", "leggi", "commenti",
      "leiamais", "continuelendo", "lermais", "comentários", "подробнее", "далее", "читатьдалее",
      "читать", "комментарии", "докладніше", "читатидалі", "więcej", "czytajwięcej", "czytajdalej",
      "více", "čístdále", "celýčlánek", "lesmer", "læsmere", "läsmer", "leesmeer", "devamı",
      "devamınıoku", "devamini oku", "περισσότερα", "διαβάστεπερισσότερα", "اقرأالمزيد", "المزيد",
      "ادامهمطلب", "続きを読む", "もっと見る", "詳細", "詳しく見る", "更多", "阅读全文", "閱讀全文",
      "查看更多", "详情", "详细", "查看详情", "阅读更多", "더보기", "자세히보기", "전체보기", "xemthêm",
      "đọctiếp", "বিস্তারিত", "और पढ़ें",
    ].map { Array($0.utf8).filter { $0 != 0x20 } })
}
