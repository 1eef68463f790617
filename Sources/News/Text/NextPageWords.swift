/// The labels of links to the next page, folded.
enum NextPageWords {
  static let page = folded(
    "page", "seite", "página", "pagina", "strona", "страница", "p",
    "페이지", "쪽", "ページ", "页", "頁", "page number", "side", "sida", "sivu", "σελίδα", "sayfa",
    "stránka", "oldal", "halaman", "trang")

  static let arrows: Set<[UInt8]> = Set(
    [">", ">>", "»", "›", "→", "＞", "≫", "⟩", "▶", "►", "❯", "⏵"].map { Array($0.utf8) })

  static let next = folded(
    "next", "next page", "nextpage", "next posts", "next entries", "go to next page", "older",
    "older posts", "older entries", "older articles", "older news", "older stories",
    "previous entries", "next results", "load next page", "weiter", "nächste", "nächste seite",
    "ältere", "ältere beiträge", "ältere einträge", "vor", "suivant", "suivante", "page suivante",
    "suivants", "articles plus anciens", "articles précédents", "plus anciens", "siguiente",
    "página siguiente", "siguientes", "entradas antiguas", "entradas anteriores", "más antiguas",
    "successivo", "successiva", "pagina successiva", "avanti", "articoli meno recenti", "prossima",
    "próximo", "próxima", "próxima página", "seguinte", "página seguinte", "mais antigos",
    "следующая", "следующая страница", "вперед", "вперёд", "далее", "дальше", "следующие",
    "наступна", "наступна сторінка", "далі", "вперед", "następna", "następna strona", "następne",
    "dalej", "starsze wpisy", "další", "následující", "další stránka", "starší", "starší příspěvky",
    "ďalšia", "ďalej", "volgende", "volgende pagina", "oudere berichten", "nästa", "nästa sida",
    "äldre inlägg", "næste", "næste side", "ældre indlæg", "neste", "neste side", "eldre innlegg",
    "seuraava", "seuraava sivu", "sonraki", "sonraki sayfa", "ileri", "daha eski yazılar",
    "επόμενη", "επόμενο", "επόμενη σελίδα", "παλαιότερα", "următoarea", "înainte", "következő",
    "напред", "следваща", "sljedeća", "sledeća", "التالي", "الصفحة التالية", "التالى", "بعدی",
    "صفحه بعد", "صفحه بعدی", "अगला", "अगला पृष्ठ", "পরবর্তী", "পরের পাতা", "அடுத்து", "அடுத்த",
    "ถัดไป", "หน้าถัดไป", "tiếp", "tiếp theo", "trang sau", "trang tiếp", "berikutnya",
    "selanjutnya", "seterusnya", "הבא", "לעמוד הבא", "下一页", "下一頁", "下页", "下頁", "后一页",
    "次へ", "次", "後", "次のページ", "次ページ", "次のページへ", "過去の記事", "前の記事", "다음", "다음페이지",
    "다음 페이지", "다음목록", "이전 글", "next articles", "earlier", "earlier posts",
    "earlier entries", "earlier stories", "older items", "zur nächsten seite", "ältere artikel",
    "ältere meldungen", "frühere beiträge", "articles suivants", "plus anciennes", "suiv",
    "siguiente página", "anteriores", "noticias anteriores", "más antiguos", "meno recenti",
    "seguenti", "articoli precedenti", "próximas", "mais antigas", "ранее",
    "более старые", "старые записи", "предыдущие записи", "старіші", "попередні записи",
    "poprzednie wpisy", "starsze", "starší články", "nasledujúca", "naslednja", "starejši",
    "iduća", "sljedeća stranica", "starije", "следећа", "следна", "стари", "по-стари", "tjetra",
    "següent", "més antics", "hurrengoa", "nesaf", "næsta", "næsta síða", "järgmine", "vanemad",
    "nākamā", "kitas", "kitas puslapis", "senesni", "vanhemmat", "äldre",
    "ældre", "eldre", "oudere", "önceki yazılar", "eski", "növbəti", "келесі",
    "keyingi", "дараах", "հաջորդ", "შემდეგი", "اگلا", "اگلا صفحہ", "પછી", "આગળ", "पुढील", "अर्को",
    "తదుపరి", "ಮುಂದಿನ", "അടുത്തത്", "അടുത്ത", "ਅਗਲਾ", "ඊළඟ", "បន្ទាប់", "ຕໍ່ໄປ", "halaman berikutnya",
    "susunod", "inayofuata", "往后", "次の10件", "次の20件", "次の30件", "次の50件",
    "次のページへ進む", "次のページを見る", "古い記事", "以前の記事", "次の記事一覧", "다음 쪽", "다음으로",
    "이전 글 목록", "المقالات السابقة", "الأقدم", "مطالب قدیمی‌تر", "قدیمی‌تر")

  static let more = folded(
    "more", "more articles", "more news", "more stories", "more posts", "more results", "load more",
    "show more", "see more", "view more", "more headlines", "load more articles",
    "load more stories", "show more results", "mehr", "mehr laden", "mehr anzeigen",
    "weitere artikel", "weitere beiträge", "voir plus", "plus d'articles", "afficher plus",
    "charger plus", "ver más", "más noticias", "más artículos", "cargar más", "mostrar más",
    "altri articoli", "mostra altri", "carica altri", "ver mais", "mais notícias", "carregar mais",
    "ещё", "показать ещё", "показать еще", "больше новостей", "ещё новости", "загрузить ещё",
    "більше", "показати ще", "więcej", "pokaż więcej", "více", "načíst další", "zobrazit další",
    "meer", "meer laden", "visa fler", "fler", "vis flere", "flere", "daha fazla",
    "περισσότερα", "المزيد", "عرض المزيد", "المزيد من الأخبار", "بیشتر", "और", "और देखें", "আরও",
    "আরো", "xem thêm", "もっと見る", "もっと読む", "さらに表示", "更多", "加载更多", "查看更多",
    "更多文章", "更多新闻", "載入更多", "더보기", "더 보기", "기사 더보기")

  private static func folded(_ words: StaticString...) -> HashSet {
    HashSet(words.map { FoldedText($0).hash.value })
  }
}
