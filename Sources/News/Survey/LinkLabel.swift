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
    "더보기", "자세히보기", "전체보기", "xem thêm", "đọc tiếp", "বিস্তারিত", "और पढ़ें", "agenda",
    "minutes", "agenda packet", "packet", "meeting notice", "view agenda", "view minutes",
    "agendas",
    "download pdf", "view pdf", "pdf download", "download file", "open pdf", "html version",
    "full text", "click here", "read on", "view document", "view documents", "view opinion",
    "view decision", "view file",
    "view notice", "find out more", "discover more", "read the rest",
    "read full article", "full article", "zum artikel", "weiter lesen", "mehr erfahren",
    "mehr dazu", "artikel lesen", "protokoll", "herunterladen", "tagesordnung", "télécharger",
    "voir plus", "lire l'article", "lire l’article", "la suite", "descargar", "leer más »",
    "ver detalles", "saber más", "scarica", "scopri di più", "approfondisci", "saiba mais",
    "baixar", "veja mais", "скачать", "подробно", "читать полностью", "читать статью",
    "завантажити", "детальніше", "pobierz", "dowiedz się więcej", "zobacz więcej", "stáhnout",
    "celý článok", "čítať ďalej", "viac", "opširnije", "više", "saznaj više", "preberi več",
    "citește mai mult", "mai mult", "citeste mai mult", "tovább", "bővebben", "tovább olvasom",
    "lue lisää", "lataa", "loe edasi", "lasīt vairāk", "skaityti daugiau", "plačiau",
    "lees verder", "meer lezen", "verder lezen", "læs videre", "les videre", "läs hela",
    "lesa meira", "darllen mwy", "llegir més", "gehiago irakurri", "lexo më shumë", "прочети още",
    "още", "прочитај повеќе", "опширније", "indir", "daha fazla oku", "المزيد من التفاصيل",
    "تفاصيل", "التفاصيل", "اقرأ أكثر", "قراءة المزيد", "بیشتر بخوانید", "بیشتر", "ادامه",
    "مزید پڑھیں", "קרא עוד", "המשך קריאה", "लोड करें", "पूरा पढ़ें", "अधिक पढ़ें", "वाचा",
    "আরও পড়ুন", "আরো পড়ুন", "மேலும் படிக்க", "మరింత చదవండి", "อ่านต่อ", "อ่านเพิ่มเติม",
    "baca selengkapnya", "selengkapnya", "baca selanjutnya", "baca juga", "chi tiết",
    "xem chi tiết", "下载", "下載", "全文", "查看全文", "了解更多", "了解詳情", "もっと詳しく",
    "続きをよむ", "記事を読む", "ダウンロード", "詳細を見る", "다운로드", "바로가기", "더 보기", "상세보기",
    "자세히 보기", "기사보기")

  private static func hashes(_ words: StaticString...) -> HashSet {
    HashSet(words.map { FoldedText($0).hash.value })
  }
}
