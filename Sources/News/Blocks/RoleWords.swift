/// The words in class names and ids that indicate the role of an element.
///
/// Names are split into words as in `article__related-links` and `relatedLinks`; a word counts
/// alone or joined with the preceding one (`read-more`, `readmore`).
enum RoleWords {
  /// Collected from class names of news sites in English, German, Spanish, French, Portuguese,
  /// Italian, Dutch and the Nordic languages.
  private static let words: [(ElementRoles, String)] = [
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

  private static let table = HashedWordTable(
    words.flatMap { roles, line in
      line.split(separator: " ").map { (String($0), roles.rawValue) }
    })

  static func roles(in value: UnsafeBufferPointer<UInt8>) -> ElementRoles {
    var found: UInt32 = 0
    var hash = TextHash.offsetBasis
    var joined = TextHash.offsetBasis
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
          hash = TextHash.offsetBasis
          length = 0
        }
        // White space separates names; words of different names are not joined.
        if byte <= 0x20 { joined = TextHash.offsetBasis }
      }
      if isLetter {
        hash = TextHash.adding(lower, to: hash)
        joined = TextHash.adding(lower, to: joined)
        length += 1
      }
      previousIsLower = isLetter && !isUpper
    }
    close()
    // Utility classes such as `hidden md:block` hide at some widths only.
    if value.contains(UInt8(ascii: ":")) { found &= ~ElementRoles.hidden.rawValue }
    return ElementRoles(rawValue: found)
  }

  /// Whether an inline style hides the element.
  static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    guard style.count >= 12 else { return false }
    var squeezed: [UInt8] = []
    for byte in style.prefix(400) where byte > 0x20 {
      squeezed.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return squeezed.withUnsafeBufferPointer {
      $0.containsBytes(of: "display:none") || $0.containsBytes(of: "visibility:hidden")
    }
  }
}
