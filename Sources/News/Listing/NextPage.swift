import HTML
import WebURL

/// Finds the address of the page that continues a listing.
struct NextPageFinder {
  let survey: PageSurvey
  let page: WebURL
  let base: WebURL
  /// The node at which the last teaser ends.
  let listEnd: Int
  /// None of them is the next page.
  let teasers: [Teaser]

  /// What speaks for an address, added up over all links that lead there.
  private enum Weight {
    static let relation = 10
    static let headRelation = 40
    static let word = 8
    static let number = 7
    static let more = 6
    static let name = 6
    static let className = 3
    static let arrow = 3
    static let enough = 6
  }

  /// More links than this are not looked at.
  private static let maximumLinks = 5_000

  struct Found {
    var address: WebURL
    fileprivate var points = 0
    /// A link on the page leads there, not the head alone.
    fileprivate(set) var isShown = false
  }

  func find() -> Found? {
    var votes: [String: Found] = [:]
    func vote(_ address: WebURL?, _ points: Int) {
      guard let address, address.host == page.host || points >= Weight.relation,
        address != page
      else { return }
      votes[address.string, default: Found(address: address)].points += points
    }
    voteByHead(vote)
    let told = Set(votes.keys)
    var numbers: [NumberedLink] = []
    for link in survey.links.prefix(NextPageFinder.maximumLinks) where link.chars <= 40 {
      voteByWords(link, vote)
      if let number = pageNumber(of: link) { numbers.append(number) }
    }
    voteByNumbers(numbers, vote)
    var best = votes.values
      .filter { found in
        found.points >= Weight.enough && !teasers.contains { $0.link == found.address }
      }
      .max { ($0.points, $1.address.string) < ($1.points, $0.address.string) }
    if let found = best {
      best?.isShown = !told.contains(found.address.string) || found.points > Weight.headRelation
    }
    return best
  }

  // MARK: What is said in so many words

  private func voteByHead(_ vote: (WebURL?, Int) -> Void) {
    for node in survey.document.links {
      guard let rel = node[.rel]?.lowercased(), rel.split(separator: " ").contains("next"),
        let href = node[.href], let address = base.resolving(href), continues(address)
      else { continue }
      vote(address, Weight.headRelation)
    }
  }

  private func voteByWords(_ link: PageLink, _ vote: (WebURL?, Int) -> Void) {
    let node = survey.document[Int(link.node)]
    var points = 0
    if node.hasAttribute(.rel), let rel = node[.rel]?.lowercased(),
      rel.split(separator: " ").contains("next")
    {
      points += Weight.relation
    }
    let words = link.folded
    if words.count > 0, NextPageWords.next.contains(words.hash.value) {
      points += Weight.word
    } else if words.count <= 3, isNamedNext(node) {
      points += Weight.name
    }
    let isPaging = link.zone.contains(.paging)
    if points == 0, words.count <= 3, hasNextClass(node) {
      points += isPaging || words.count == 0 ? Weight.name : Weight.className
    }
    if words.count == 0, (1...3).contains(link.chars), isArrow(node) { points += Weight.arrow }
    guard points > 0 || NextPageWords.more.contains(words.hash.value) else { return }
    let address = resolve(link)
    if points == 0 {
      guard Int(link.node) >= listEnd, let address, continues(address) else { return }
      points = Weight.more
    }
    if points < Weight.enough, let address, continues(address), isPaging { points += Weight.arrow }
    vote(address, points)
  }

  /// Whether a link, or the image it is, is named "next" where it is not said in text.
  private func isNamedNext(_ node: Node) -> Bool {
    func isNext(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
      value.count <= 80 && NextPageWords.next.contains(FoldedText(value).hash.value)
    }
    if node.withAttribute(.ariaLabel, isNext) ?? false { return true }
    if node.withAttribute(.title, isNext) ?? false { return true }
    for i in node.index + 1..<max(node.index + 1, min(node.end, node.index + 8))
    where survey.nodes[i].tag == .image {
      if survey.document[i].withAttribute(.alt, isNext) ?? false { return true }
    }
    return false
  }

  private func isArrow(_ node: Node) -> Bool {
    var text: [UInt8] = []
    node.appendText(to: &text)
    text.collapseSpaces()
    return NextPageWords.arrows.contains(text)
  }

  private func hasNextClass(_ node: Node) -> Bool {
    func isNext(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
      var at = 0
      while at < min(value.count, 200) {
        if value[at] <= 0x20 { at += 1 } else if ClassName(value, at: &at).isNext { return true }
      }
      return false
    }
    return node.withAttribute(.class, isNext) ?? false
      || node.parent?.withAttribute(.class, isNext) ?? false
  }

  // MARK: Numbered pages

  private struct NumberedLink {
    var number: Int
    var node: Int32
    var address: WebURL
  }

  private func pageNumber(of link: PageLink) -> NumberedLink? {
    guard link.chars <= 12 else { return nil }
    let text = link.folded
    // "page 2" counts too.
    guard (1...5).contains(text.finalDigits), text.number > 0,
      text.isNumber || NextPageWords.page.contains(text.beforeDigits.value)
    else { return nil }
    guard let address = resolve(link) else { return nil }
    return NumberedLink(number: text.number, node: link.node, address: address)
  }

  private func voteByNumbers(_ links: [NumberedLink], _ vote: (WebURL?, Int) -> Void) {
    // Numbers that count up, link after link, are one row of pages.
    var row: [NumberedLink] = []
    for link in links {
      if let last = row.last,
        link.number <= last.number || link.node - last.node > 60
      {
        voteByRow(row, vote)
        row = []
      }
      row.append(link)
    }
    voteByRow(row, vote)
  }

  private func voteByRow(_ row: [NumberedLink], _ vote: (WebURL?, Int) -> Void) {
    guard row.contains(where: { continues($0.address) }), let current = currentPage(of: row)
    else { return }
    guard let next = row.first(where: { $0.number == current + 1 }), continues(next.address) else {
      return
    }
    vote(next.address, Weight.number)
  }

  private func currentPage(of row: [NumberedLink]) -> Int? {
    if let link = row.first(where: { $0.address == page }) { return link.number }
    let own = page.identityKey
    if let link = row.prefix(40).first(where: { $0.address.identityKey == own }) {
      return link.number
    }
    // A number that is no link, in the row or at its ends.
    let first = Int(row[0].node)
    let last = Int(row[row.count - 1].node)
    let linked = Set(row.map(\.number))
    for i in max(1, first - 24)..<min(survey.nodes.count - 1, last + 24)
    where survey.document[i].isText && survey.linkChars(in: i) == 0 {
      let chars = survey.chars(in: i)
      guard (1...7).contains(chars) else { continue }
      let text = survey.document[i].withText { FoldedText($0) }
      let number = text.number
      if text.isNumber, !linked.contains(number),
        linked.contains(number + 1) || linked.contains(number - 1)
      {
        return number
      }
    }
    return row[0].number == 2 ? 1 : nil
  }

  // MARK: Addresses

  private func resolve(_ link: PageLink) -> WebURL? {
    survey.document[Int(link.node)].withAttribute(.href) { base.resolving(utf8: $0) } ?? nil
  }

  /// The address may be a further page of this one: on the same host and with a number, which counts
  /// up from this page's where it is the number alone that differs.
  private func continues(_ address: WebURL) -> Bool {
    guard address.host == page.host else { return false }
    let (theirShape, theirs) = NextPageFinder.numbers(in: address)
    let (ourShape, ours) = NextPageFinder.numbers(in: page)
    guard !theirs.isEmpty else { return false }
    guard theirShape == ourShape else { return true }
    let changed = zip(theirs, ours).first { $0 != $1 }
    return changed.map { $0 > $1 } ?? false
  }

  /// The numbers of a path and query, and a hash of what stands around them.
  private static func numbers(in address: WebURL) -> (shape: UInt64, numbers: [Int]) {
    var shape = TextHash()
    var out: [Int] = []
    var value = 0
    var digits = 0
    for byte in address.pathAndQuery.utf8 {
      if (0x30...0x39).contains(byte) {
        if digits < 9 { value = value * 10 + Int(byte & 15) }
        digits += 1
        continue
      }
      if digits > 0 {
        out.append(value)
        shape.combine(0x23)
        value = 0
        digits = 0
      }
      shape.combine(UInt64(byte))
    }
    if digits > 0 {
      out.append(value)
      shape.combine(0x23)
    }
    return (shape.value, out)
  }
}

/// The words that lead to the next page; folded.
enum NextPageWords {
  static let page = folded("page", "seite", "página", "pagina", "strona", "страница", "p")

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
    "다음 페이지", "다음목록", "이전 글")

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
