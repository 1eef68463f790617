/// The properties of an element on the stack that the tree construction depends on.
struct ElementTraits: OptionSet {
  let rawValue: UInt16

  /// The element is in the category "special" (HTML standard, 13.2.4.2).
  static let special = ElementTraits(rawValue: 1)
  /// The element ends a scope (13.2.4.2, "has an element in scope").
  static let scope = ElementTraits(rawValue: 2)
  /// The element also ends a list item scope.
  static let listItemScope = ElementTraits(rawValue: 4)
  /// The element also ends a button scope.
  static let buttonScope = ElementTraits(rawValue: 8)
  /// The element ends a table scope.
  static let tableScope = ElementTraits(rawValue: 16)
  /// The element is closed by "generate implied end tags" (13.2.6.3).
  static let impliedEnd = ElementTraits(rawValue: 32)
  /// The element is closed by "generate all implied end tags thoroughly".
  static let thoroughlyImpliedEnd = ElementTraits(rawValue: 64)
  /// The element is in the HTML namespace.
  static let html = ElementTraits(rawValue: 128)
  /// The element is a MathML text integration point (13.2.6).
  static let mathMLText = ElementTraits(rawValue: 256)
  /// The element is an HTML integration point.
  static let htmlIntegration = ElementTraits(rawValue: 512)
  /// The element is `table`, `tbody`, `tfoot`, `thead` or `tr`; foster parenting moves misplaced
  /// content before the table.
  static let triggersFosterParenting = ElementTraits(rawValue: 1024)
  static let heading = ElementTraits(rawValue: 2048)
  /// The element is `annotation-xml` of MathML.
  static let annotationXML = ElementTraits(rawValue: 4096)
  static let template = ElementTraits(rawValue: 8192)
}

/// The rule for a start tag in the mode "in body" (13.2.6.4.7).
enum StartAction: UInt8 {
  case ordinary, html, head, body, frameset, block, heading, pre, form, li, ddDt, plaintext, button
  case a, formatting, nobr, marker, table, voidPhrasing, input, voidMeta, hr, image, textarea, xmp
  case iframe, noembed, noscript, select, option, optgroup, rbRtc, rpRt, math, svg, ignored
}

/// The rule for an end tag in the mode "in body".
enum EndAction: UInt8 {
  case ordinary, template, body, html, block, form, p, li, ddDt, heading, formatting, marker, br
}

/// Tables of the HTML elements by the number of their name, which is below 256.
///
/// The tables are built once and never freed, so their pointers stay valid.
struct ElementTables: @unchecked Sendable {
  // `@unchecked Sendable` is safe because nothing writes to the memory once `shared` is
  // initialised.
  static let shared = ElementTables()

  static let count = 256

  let traits: UnsafePointer<ElementTraits>
  let startActions: UnsafePointer<StartAction>
  let endActions: UnsafePointer<EndAction>

  private init() {
    let traits: UnsafeMutablePointer<ElementTraits> = ParseArena.allocate(Self.count)
    traits.initialize(repeating: .html, count: Self.count)
    for (trait, names) in Self.namesByTrait {
      for name in names { traits[Int(name.number)].insert(trait) }
    }
    let startActions: UnsafeMutablePointer<StartAction> = ParseArena.allocate(Self.count)
    startActions.initialize(repeating: .ordinary, count: Self.count)
    for (action, names) in Self.namesByStartAction {
      for name in names { startActions[Int(name.number)] = action }
    }
    let endActions: UnsafeMutablePointer<EndAction> = ParseArena.allocate(Self.count)
    endActions.initialize(repeating: .ordinary, count: Self.count)
    for (action, names) in Self.namesByEndAction {
      for name in names { endActions[Int(name.number)] = action }
    }
    self.traits = UnsafePointer(traits)
    self.startActions = UnsafePointer(startActions)
    self.endActions = UnsafePointer(endActions)
  }

  /// Returns the traits of an HTML element.
  @inline(__always)
  func htmlTraits(_ name: UInt16) -> ElementTraits {
    name < 256 ? traits[Int(name)] : .html
  }

  /// Returns the traits of an SVG element.
  ///
  /// - Parameter name: the name as tokenized.
  func svgTraits(_ name: UInt16) -> ElementTraits {
    switch name {
    case Name.foreignobject.number, Name.desc.number, Name.title.number:
      [.special, .scope, .htmlIntegration]
    default: []
    }
  }

  /// Returns the traits of a MathML element. Those of `annotation-xml` also depend on its
  /// `encoding`.
  func mathMLTraits(_ name: UInt16) -> ElementTraits {
    switch name {
    case Name.mi.number, Name.mo.number, Name.mn.number, Name.ms.number, Name.mtext.number:
      [.special, .scope, .mathMLText]
    case Name.annotationXml.number: [.special, .scope, .annotationXML]
    default: []
    }
  }
}

extension ElementTables {
  private static let namesByTrait: [(ElementTraits, [Name])] = [
    (
      .special,
      [
        .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body,
        .br, .button, .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt,
        .embed, .fieldset, .figcaption, .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3,
        .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html, .iframe, .img, .input, .keygen, .li,
        .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed, .noframes, .noscript,
        .object, .ol, .p, .param, .plaintext, .pre, .script, .search, .section, .select, .source,
        .style, .summary, .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title,
        .tr, .track, .ul, .wbr, .xmp,
      ]
    ),
    (
      .scope,
      [
        .applet, .caption, .html, .table, .td, .th, .marquee, .object, .select, .template,
      ]
    ),
    (.listItemScope, [.ol, .ul]),
    (.buttonScope, [.button]),
    (.tableScope, [.html, .table, .template]),
    (.impliedEnd, [.dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc]),
    (
      .thoroughlyImpliedEnd,
      [
        .caption, .colgroup, .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc, .tbody,
        .td, .tfoot, .th, .thead, .tr,
      ]
    ),
    (.triggersFosterParenting, [.table, .tbody, .tfoot, .thead, .tr]),
    (.heading, [.h1, .h2, .h3, .h4, .h5, .h6]),
    (.template, [.template]),
  ]

  private static let namesByStartAction: [(StartAction, [Name])] = [
    (.html, [.html]),
    (
      .head,
      [
        .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title,
      ]
    ),
    (.body, [.body]),
    (.frameset, [.frameset]),
    (
      .block,
      [
        .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
        .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p,
        .search, .section, .summary, .ul,
      ]
    ),
    (.heading, [.h1, .h2, .h3, .h4, .h5, .h6]),
    (.pre, [.pre, .listing]),
    (.form, [.form]),
    (.li, [.li]),
    (.ddDt, [.dd, .dt]),
    (.plaintext, [.plaintext]),
    (.button, [.button]),
    (.a, [.a]),
    (
      .formatting,
      [
        .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u,
      ]
    ),
    (.nobr, [.nobr]),
    (.marker, [.applet, .marquee, .object]),
    (.table, [.table]),
    (.voidPhrasing, [.area, .br, .embed, .img, .keygen, .wbr]),
    (.input, [.input]),
    (.voidMeta, [.param, .source, .track]),
    (.hr, [.hr]),
    (.image, [.image]),
    (.textarea, [.textarea]),
    (.xmp, [.xmp]),
    (.iframe, [.iframe]),
    (.noembed, [.noembed]),
    (.noscript, [.noscript]),
    (.select, [.select]),
    (.option, [.option]),
    (.optgroup, [.optgroup]),
    (.rbRtc, [.rb, .rtc]),
    (.rpRt, [.rp, .rt]),
    (.math, [.math]),
    (.svg, [.svg]),
    (
      .ignored,
      [
        .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr,
      ]
    ),
  ]

  private static let namesByEndAction: [(EndAction, [Name])] = [
    (.template, [.template]),
    (.body, [.body]),
    (.html, [.html]),
    (
      .block,
      [
        .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div,
        .dl, .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu,
        .nav, .ol, .pre, .search, .section, .select, .summary, .ul,
      ]
    ),
    (.form, [.form]),
    (.p, [.p]),
    (.li, [.li]),
    (.ddDt, [.dd, .dt]),
    (.heading, [.h1, .h2, .h3, .h4, .h5, .h6]),
    (
      .formatting,
      [
        .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u,
      ]
    ),
    (.marker, [.applet, .marquee, .object]),
    (.br, [.br]),
  ]
}
