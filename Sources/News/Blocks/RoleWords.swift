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
      desktophidden displaynone dnone hidden hiddendesktop hide hidedesktop invisible noprint printonly screenreader screenreadertext sronly \
      visuallyhidden visibilityhidden
      """
    ),
    (
      .comments,
      """
      comment commentlist comments commentarea commentsection comentario comentarios customerreviews productreviews userreviews commentaires \
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
      bildunterschrift bildtext caption copyright figcaption imagecaption imagecredit imageinfo imagetext \
      imgcaption legende photocaption photocredit wpcaption wpcaptiontext mediacaption mediainfo
      """
    ),
    (.picture, "gallery imagecontainer photo slideshow"),
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
    (.entry, "hentry typepost"),
    (.embed, "embed instagrammedia tweet twittertweet"),
    (
      .minor,
      """
      address bio description disclosure legend player profile synopsis teaser terms tooltip video videos \
      widget
      """
    ),
    (.states, "css element is js state u"),
    (.preposition, "has no non not with without"),
    (.styling, "margin overflow padding radius"),
    (.date, "date datetime dateline datum fecha posted published pubdate time timestamp"),
  ]

  private static let table = HashedWordTable(
    words.flatMap { roles, line in
      line.split(separator: " ").map { (String($0), roles.rawValue) }
    })

  static func roles(in value: UnsafeBufferPointer<UInt8>) -> ElementRoles {
    var found: UInt32 = 0
    var name = RoleName()
    let table = table
    let end = min(value.count, 400)
    var i = 0
    while i < end {
      let byte = value[i]
      i += 1
      // White space separates names; words of different names are not joined.
      if byte > 0x20 {
        name.append(byte, words: table)
        let start = i
        while i < end, value[i] &- 0x61 < 26, byte &- 0x61 < 26 { i += 1 }
        if i > start { name.append(letters: UnsafeBufferPointer(rebasing: value[start..<i])) }
      } else {
        found |= name.close(words: table)
        name = RoleName()
      }
    }
    found |= name.close(words: table)
    // Utility classes such as `hidden md:block` and `d-none d-md-block` hide at some widths only.
    if found & ElementRoles.hidden.rawValue != 0,
      value.contains(UInt8(ascii: ":")) || displaysAtWidths(value)
    {
      found &= ~ElementRoles.hidden.rawValue
    }
    return ElementRoles(rawValue: found).intersection(.all)
  }

  private static func displaysAtWidths(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.containsBytes(of: "d-sm-") || value.containsBytes(of: "d-md-")
      || value.containsBytes(of: "d-lg-") || value.containsBytes(of: "d-xl-")
  }

  /// Whether an inline style hides the element.
  static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    guard style.count >= 12 else { return false }
    var squeezed: [UInt8] = []
    squeezed.reserveCapacity(min(style.count, 400))
    for byte in style.prefix(400) where byte > 0x20 {
      squeezed.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return squeezed.withUnsafeBufferPointer {
      $0.containsBytes(of: "display:none") || $0.containsBytes(of: "visibility:hidden")
    }
  }
}
