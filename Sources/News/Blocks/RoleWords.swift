/// The words in class names and ids that indicate the role of an element.
///
/// Names are split into words as in `article__related-links` and `relatedLinks`; a word counts
/// alone or joined with the preceding one (`read-more`, `readmore`).
enum HintWords {
  /// Collected from class names of news sites in English, German, Spanish, French, Portuguese,
  /// Italian, Dutch and the Nordic languages.
  private static let words: [(Hints, String)] = [
    (
      .hidden,
      """
      displaynone dnone hidden hide invisible noprint printonly screenreader screenreadertext sronly \
      visuallyhidden visibilityhidden
      """
    ),
    (
      .comments,
      """
      comment commentlist comments commentarea reviews commentsection comentario comentarios commentaires \
      disqus discussion kommentar kommentare kommentarer leserkommentare reacties respond talkback
      """
    ),
    (
      .share,
      """
      addthis addtoany compartir follow followus partage partager shareaholic shariff sharebar \
      sharebuttons sharedaddy sharer sharethis sharing share social socialbar socials sociallinks \
      teilen
      """
    ),
    (
      .related,
      """
      alsoread crosslink jprelatedposts linklist mehrzum morefrom moreon morestories mostread mostpopular \
      outbrain popular readalso readmore recirc recirculation recommendation recommendations \
      recommended relacionada relacionadas relacionados related relatedarticles relatedlinks \
      relatedposts seealso similar taboola teaser teaserlist teasers topstories trending upnext \
      verwandt weiterlesen yarpp zergnet
      """
    ),
    (
      .advertisement,
      """
      adbox adcontainer adslot adunit adv advert advertisement advertising advertorial adwrapper \
      affiliate anzeige anzeigen banner dfp publicidad publicidade promo promobox promoted promotion \
      pub reklame sponsor sponsored werbung ad ads adsense
      """
    ),
    (
      .appeal,
      """
      abo calltoaction consent cookie cookies cta disclaimer disclosure donate donation email form gdpr login mailinglist \
      modal newsletter overlay paywall piano popup register registration regwall signin signup \
      subscribe subscriber subscribers subscription subscriptions suscripcion
      """
    ),
    (
      .author,
      """
      aboutauthor author authordescription authordetails authorline authorname authorprofile authorshort textauthor authorbio authorbox authorinfo authors autor autoren autorenbox autores \
      autori bio biography byline bylines contributor contributors credits skribent verfasser
      """
    ),
    (
      .meta,
      """
      breadcrumb breadcrumbs categories category entryfooter entrymeta keywords kicker labels \
      metadata meta postmeta rubrik schlagworte tag tagcloud taglist tags topics
      """
    ),
    (
      .caption,
      """
      bildunterschrift bildtext caption copyright figcaption gallery imagecaption imagecontainer imagecredit imageinfo imagetext \
      imgcaption legende photocaption photocredit slideshow wpcaption wpcaptiontext photo mediacaption mediainfo
      """
    ),
    (
      .navigation,
      """
      menu nav navbar navigation nextprev pager pagination paging postnav postnavigation prevnext \
      skiplink topbar toolbar tools siteheader pageheader masthead
      """
    ),
    (
      .aside,
      """
      aside bottombar footer marginal marginalspalte rail rightcol rightcolumn sidebar sidebars \
      siteinfo widgetarea sidebarwidget
      """
    ),
    (
      .infobox,
      "factbox faktabox faktenbox infobox infokasten"
    ),
    (
      .lede,
      """
      abstract anrisstext articleintro bajada blurb chapeau chapo copete dek deck description einleitung entradilla excerpt \
      ingress intro introduction introtext lead leadin leadtext lede manchet perex postexcerpt preamble preface sapo shorttext sommario standfirst subhead \
      subheading subheadline subline subtitle subtitulo summary sumario teasertext unterzeile vorspann
      """
    ),
    (
      .body,
      """
      articlebody articlecontent articlecopy articlemain articletext artikelinhalt artikeltext \
      bodycopy bodytext contentbody contenttext entrycontent entrybody maincontent newsbody \
      newscontent newstext postbody postcontent posttext storybody storycontent storytext \
      cuerponoticia textbody richtext
      """
    ),
    (.headline, "headline articletitle entrytitle posttitle titular"),
    (.person, "fn username displayname"),
    (.entry, "hentry"),
    (.embed, "embed instagrammedia tweet twittertweet"),
    (.date, "date datetime dateline datum fecha posted published pubdate time timestamp"),
  ]

  private static let table = HashedWords(
    words.flatMap { hints, line in
      line.split(separator: " ").map { (String($0), hints.rawValue) }
    })

  static func hints(in value: UnsafeBufferPointer<UInt8>) -> Hints {
    var found: UInt32 = 0
    var hash = HashedWords.seed
    var joined = HashedWords.seed
    var length = 0
    var previousIsLower = false
    func close() {
      guard length > 0 else { return }
      found |= table[hash] ?? 0
      if joined != hash { found |= table[joined] ?? 0 }
    }
    for byte in value.prefix(400) {
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let lower = isUpper ? byte | 0x20 : byte
      let isLetter = lower >= 0x61 && lower <= 0x7A
      if !isLetter || (isUpper && previousIsLower) {
        if length > 0 {
          close()
          joined = hash
          hash = HashedWords.seed
          length = 0
        }
        // White space separates names; words of different names are not joined.
        if byte <= 0x20 { joined = HashedWords.seed }
      }
      if isLetter {
        hash = HashedWords.add(lower, to: hash)
        joined = HashedWords.add(lower, to: joined)
        length += 1
      }
      previousIsLower = isLetter && !isUpper
    }
    close()
    // Utility classes such as `hidden md:block` hide at some widths only.
    if value.contains(UInt8(ascii: ":")) { found &= ~Hints.hidden.rawValue }
    return Hints(rawValue: found)
  }

  /// Whether an inline style hides the element.
  static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    guard style.count >= 12 else { return false }
    var squeezed: [UInt8] = []
    for byte in style.prefix(400) where byte > 0x20 {
      squeezed.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return squeezed.holds("display:none") || squeezed.holds("visibility:hidden")
  }
}

/// A table of words with values, looked up by a hash that is computed byte by byte.
struct HashedWords: Sendable {
  /// The offset basis of 64-bit FNV-1a (draft-eastlake-fnv).
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always) static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  private var keys: [UInt64]
  private var values: [UInt32]
  private let mask: Int

  init(_ words: [(String, UInt32)]) {
    var capacity = 64
    while capacity < words.count * 4 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    values = [UInt32](repeating: 0, count: capacity)
    mask = capacity - 1
    for (word, value) in words {
      let hash = word.utf8.reduce(Self.seed) { Self.add($1, to: $0) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
      keys[slot] = hash
      values[slot] |= value
    }
  }

  subscript(hash: UInt64) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

extension Array where Element == UInt8 {
  func holds(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard self.count >= count else { return false }
    return withUnsafeBufferPointer { bytes in
      let needle = UnsafeBufferPointer(start: word.utf8Start, count: count)
      return (0...(bytes.count - count)).contains { start in
        for k in 0..<count where bytes[start + k] != needle[k] { return false }
        return true
      }
    }
  }
}
