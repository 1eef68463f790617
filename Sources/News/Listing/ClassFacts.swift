/// What an element's class attribute tells.
struct ClassFacts {
  /// Of the tag and of the classes that do not change from item to item.
  var signature: UInt32
  var zone: Zone = []
  /// Named as a date.
  var isDate = false

  /// Of an element without classes. `seed` stands for its tag.
  init(seed: UInt64) {
    signature = UInt32(truncatingIfNeeded: seed >> 16)
  }

  init(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64, isRoot: Bool) {
    var sum: UInt64 = 0
    for token in text.split(whereSeparator: { $0 <= 0x20 }).prefix(24) {
      let words = ClassFacts.words(token)
      // A number's place is kept, its value is not: "post-123", "item2".
      if !ClassFacts.isVariable(token, words) { sum &+= ClassFacts.hash(token) }
      guard !isRoot else { continue }
      zone.formUnion(ClassFacts.zone(words))
      if words.contains(where: ClassWords.date.contains) { isDate = true }
    }
    signature = UInt32(truncatingIfNeeded: mix(seed, sum) >> 16)
  }

  /// The zone an id names.
  static func zone(of id: UnsafeBufferPointer<UInt8>) -> Zone {
    zone(words(id[...]))
  }

  private static func zone(_ words: [UInt64]) -> Zone {
    // "entry-header", "card__footer" are parts of a teaser.
    if words.count > 1, words.contains(where: ClassWords.teaser.contains) { return [] }
    var zone: Zone = []
    for word in words {
      guard let named = ClassWords.zones[word] else { continue }
      if words.count == 1 || !ClassWords.plain.contains(word) { zone.formUnion(named) }
    }
    return zone
  }

  /// Tells an item's state or subject rather than what it is.
  private static func isVariable(_ token: Slice<UnsafeBufferPointer<UInt8>>, _ words: [UInt64])
    -> Bool
  {
    if let first = words.first, words.count > 1, ClassWords.variablePrefixes.contains(first) {
      return true
    }
    return words.count == 1 && ClassWords.states.contains(words[0])
  }

  private static func hash(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash = TextHash()
    var inNumber = false
    for byte in token {
      let isDigit = (0x30...0x39).contains(byte)
      if !isDigit { hash.combine(UInt64(byte)) } else if !inNumber { hash.combine(0x23) }
      inNumber = isDigit
    }
    return hash.value
  }

  /// Hashes of the lower-case words of a name: "navBar-item_2" is nav, bar, item.
  static func words(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt64] {
    var words: [UInt64] = []
    var hash = TextHash()
    var length = 0
    var lastWasLower = false
    for byte in token {
      let isUpper = (0x41...0x5A).contains(byte)
      let isLower = (0x61...0x7A).contains(byte)
      if length > 0, !(isUpper || isLower) || isUpper && lastWasLower {
        words.append(hash.value)
        hash = TextHash()
        length = 0
        if words.count == 8 { return words }
      }
      if isUpper || isLower {
        hash.combine(UInt64(byte | 0x20))
        length += 1
      }
      lastWasLower = isLower
    }
    if length > 0 { words.append(hash.value) }
    return words
  }
}

/// Words that class names and ids are made of, by what they tell.
enum ClassWords {
  static let zones: [UInt64: Zone] = {
    var table: [UInt64: Zone] = [:]
    func add(_ zone: Zone, _ words: String...) {
      for word in words { table[hash(word)] = zone }
    }
    add(.navigation, "nav", "navbar", "navigation", "navi", "menu", "submenu", "dropdown", "topnav")
    add(.navigation, "breadcrumb", "breadcrumbs", "crumbs", "toolbar", "tabs", "skip", "sitemap")
    add(.navigation, "gnb", "lnb", "topbar", "mainmenu", "megamenu", "subnav")
    add(.header, "header", "masthead")
    add(.footer, "footer", "colophon", "copyright")
    add(.aside, "sidebar", "side", "aside", "widget", "widgets", "rail", "sidenav", "secondary")
    add(.comments, "comment", "comments", "respond", "disqus", "reply")
    add(.paging, "pagination", "pager", "paging", "pagenavi", "pagenav", "paginator", "pages")
    add(.advert, "ad", "ads", "advert", "advertisement", "sponsor", "sponsored", "promo", "banner")
    add(.advert, "promoted", "outbrain", "taboola", "adsense", "dfp", "partner", "partners")
    add(.related, "related", "recommended", "popular", "trending", "mostread", "also", "ranking")
    add(
      .tags, "tags", "tag", "tagcloud", "share", "sharing", "social", "author", "byline",
      "categories")
    add(.slider, "slider", "carousel", "slideshow", "swiper", "slick", "ticker", "marquee")
    add(.slider, "featured", "spotlight")
    add(.overlay, "modal", "popup", "cookie", "cookies", "consent", "login", "lightbox", "overlay")
    add(.main, "content", "main", "primary", "results", "archive")
    return table
  }()

  /// Words that tell a zone only where they stand alone.
  static let plain = hashes(
    "also", "archive", "author", "banner", "content", "main", "pages", "partner", "partners",
    "primary", "promo", "rail", "results", "secondary", "share", "side", "skip", "tabs", "tag")

  /// With one of these beside it, "header" or "footer" is a part of a teaser.
  static let teaser = hashes(
    "article", "card", "entry", "item", "news", "post", "result", "story", "teaser", "title", "list"
  )

  static let date = hashes(
    "ago", "calendar", "clock", "date", "dateline", "datetime", "day", "fecha", "posted", "pubdate",
    "publish", "published", "time", "timeago", "timestamp", "updated", "when")

  /// Of families whose second part is a subject or a state.
  static let variablePrefixes = hashes(
    "cat", "category", "format", "has", "is", "post", "status", "tag", "type", "author", "id",
    "node")

  static let states = hashes(
    "active", "alt", "alternate", "clearfix", "current", "even", "featured", "first", "hentry",
    "hidden", "hover", "last", "lead", "new", "odd", "open", "row", "selected", "sticky", "top",
    "unread", "visible")

  private static func hashes(_ words: String...) -> Set<UInt64> { Set(words.map(hash)) }

  static func hash(_ word: String) -> UInt64 {
    var hash = TextHash()
    for byte in word.utf8 { hash.combine(UInt64(byte)) }
    return hash.value
  }
}
