/// The information in an element's class attribute.
struct ClassTraits {
  /// A hash of the tag and of the classes that do not vary from item to item.
  var signature: UInt32
  var zone: Zone = []
  /// Whether a class names the element as a date.
  var isDate = false

  /// Creates the traits of an element without classes.
  ///
  /// - Parameter seed: a hash of the tag.
  init(seed: UInt64) {
    signature = UInt32(truncatingIfNeeded: seed >> 16)
  }

  /// The maximum number of classes that are examined.
  private static let maximumClasses = 24

  init(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64, isRoot: Bool) {
    var sum: UInt64 = 0
    var at = 0
    var classes = 0
    while at < text.count, classes < ClassTraits.maximumClasses {
      guard text[at] > 0x20 else {
        at += 1
        continue
      }
      let name = ClassName(text, at: &at)
      classes += 1
      if !name.isVariable { sum &+= name.hash }
      guard !isRoot else { continue }
      zone.formUnion(name.zone)
      if name.isDate { isDate = true }
    }
    signature = UInt32(truncatingIfNeeded: mixed(seed, sum) >> 16)
  }

  /// Returns the zone that an id names.
  static func zone(of id: UnsafeBufferPointer<UInt8>) -> Zone {
    var at = 0
    return ClassName(id, at: &at).zone
  }
}

/// A class name or an id, split into words: "navBar-item_2" is nav, bar, item.
struct ClassName {
  /// A hash in which numbers are equal, whatever their value ("post-123", "item2").
  private(set) var hash: UInt64 = 0
  private(set) var isDate = false
  private var words = 0
  private var zones: Zone = []
  private var isTeaserPart = false
  private var beginsVariable = false
  private var isState = false
  /// The zone of the first word, if that counts only without further words.
  private var plainZone: Zone = []
  private(set) var isNext = false

  /// Parses a name up to white space.
  init(_ text: UnsafeBufferPointer<UInt8>, at: inout Int) {
    var name = TextHash()
    var word = TextHash()
    var length = 0
    var lastWasLower = false
    var lastWasDigit = false
    while at < text.count, text[at] > 0x20 {
      let byte = text[at]
      at += 1
      let lower = byte | 0x20
      if lower &- 0x61 < 26 {
        name.combine(UInt64(byte))
        if byte < 0x61, lastWasLower, length > 0 {
          take(word.value)
          word = TextHash()
          length = 0
        }
        word.combine(UInt64(lower))
        length += 1
        lastWasLower = byte >= 0x61
        lastWasDigit = false
        continue
      }
      let isDigit = byte &- 0x30 < 10
      if !isDigit { name.combine(UInt64(byte)) } else if !lastWasDigit { name.combine(0x23) }
      if length > 0 {
        take(word.value)
        word = TextHash()
        length = 0
      }
      lastWasLower = false
      lastWasDigit = isDigit
    }
    if length > 0 { take(word.value) }
    hash = name.value
  }

  private mutating func take(_ word: UInt64) {
    words += 1
    guard words <= 8 else { return }
    guard let bits = ClassWords.meanings[word] else { return }
    let meaning = ClassWords.Meaning(rawValue: bits)
    if meaning.contains(.plain), words == 1 { plainZone = meaning.zone }
    if !meaning.contains(.plain) { zones.formUnion(meaning.zone) }
    if meaning.contains(.teaser) { isTeaserPart = true }
    if meaning.contains(.date) { isDate = true }
    if meaning.contains(.next) { isNext = true }
    if words == 1 {
      beginsVariable = meaning.contains(.variablePrefix)
      isState = meaning.contains(.state)
    }
  }

  var zone: Zone {
    if words == 1 { return zones.union(plainZone) }
    // "entry-header" and "card__footer" are parts of a teaser.
    return isTeaserPart ? [] : zones
  }

  /// Whether the name varies from item to item, because it describes a state or a subject.
  var isVariable: Bool { words == 1 ? isState : beginsVariable }
}

/// The words of class names and ids, with their meaning.
enum ClassWords {
  /// The zone of a word in the lower 16 bits, and its other meanings.
  struct Meaning: OptionSet {
    let rawValue: UInt32
    /// The zone counts only without further words.
    static let plain = Meaning(rawValue: 1 << 16)
    /// The word makes "header" and "footer" parts of a teaser.
    static let teaser = Meaning(rawValue: 1 << 17)
    static let date = Meaning(rawValue: 1 << 18)
    /// The rest of the name is a subject or a state.
    static let variablePrefix = Meaning(rawValue: 1 << 19)
    static let state = Meaning(rawValue: 1 << 20)
    static let next = Meaning(rawValue: 1 << 21)

    var zone: Zone { Zone(rawValue: UInt16(truncatingIfNeeded: rawValue)) }
  }

  static let meanings = HashedWordTable(
    zones.flatMap { zone, words in words.map { ($0, UInt32(zone.rawValue)) } }
      + [
        (Meaning.plain, plain), (.teaser, teaser), (.date, date),
        (.variablePrefix, variablePrefixes), (.state, states), (.next, ["next"]),
      ].flatMap { meaning, words in words.map { ($0, meaning.rawValue) } })

  private static let zones: [(Zone, [String])] = [
    (
      .navigation,
      [
        "breadcrumb", "breadcrumbs", "crumbs", "dropdown", "gnb", "lnb", "mainmenu", "megamenu",
        "menu", "nav", "navbar", "navi", "navigation", "sitemap", "skip", "submenu", "subnav",
        "tabs", "toolbar", "topbar", "topnav",
      ]
    ),
    (.header, ["header", "masthead"]),
    (.footer, ["colophon", "copyright", "footer"]),
    (.aside, ["aside", "rail", "secondary", "side", "sidebar", "sidenav", "widget", "widgets"]),
    (.comments, ["comment", "comments", "disqus", "reply", "respond"]),
    (
      .paging,
      ["pagenav", "pagenavi", "pager", "pages", "paginate", "pagination", "paginator", "paging"]
    ),
    (
      .advert,
      [
        "ad", "ads", "adsense", "advert", "advertisement", "banner", "dfp", "outbrain", "partner",
        "partners", "promo", "promoted", "sponsor", "sponsored", "taboola",
      ]
    ),
    (
      .related,
      ["also", "mostread", "popular", "ranking", "recommended", "related", "trending"]
    ),
    (
      .tags,
      ["author", "byline", "categories", "share", "sharing", "social", "tag", "tagcloud", "tags"]
    ),
    (
      .slider,
      [
        "carousel", "featured", "marquee", "slick", "slider", "slideshow", "spotlight", "swiper",
        "ticker",
      ]
    ),
    (
      .overlay,
      ["consent", "cookie", "cookies", "lightbox", "login", "modal", "overlay", "popup"]
    ),
    (.main, ["archive", "content", "main", "primary", "results"]),
  ]

  private static let plain = [
    "also", "archive", "author", "banner", "content", "main", "pages", "partner", "partners",
    "primary", "promo", "rail", "results", "secondary", "share", "side", "skip", "tabs", "tag",
  ]

  private static let teaser = [
    "article", "card", "entry", "item", "list", "news", "post", "result", "story", "teaser",
    "title",
  ]

  private static let date = [
    "ago", "calendar", "clock", "date", "dateline", "datetime", "day", "fecha", "posted", "pubdate",
    "publish", "published", "time", "timeago", "timestamp", "updated", "when",
  ]

  private static let variablePrefixes = [
    "author", "cat", "category", "format", "has", "id", "is", "node", "post", "status", "tag",
    "type",
  ]

  private static let states = [
    "active", "alt", "alternate", "clearfix", "current", "even", "featured", "first", "hentry",
    "hidden", "hover", "last", "lead", "new", "odd", "open", "row", "selected", "sticky", "top",
    "unread", "visible",
  ]

  static func hash(_ word: String) -> UInt64 {
    var hash = TextHash()
    for byte in word.utf8 { hash.combine(UInt64(byte)) }
    return hash.value
  }
}
