import HTML

/// The kinds of element that the detection of teasers distinguishes.
enum ElementKind: UInt8 {
  case other, root, anchor, heading, time, image, nav, header, footer, aside, main, form, article
  case item, row, cell, table, list, paragraph, inline, lineBreak, invisible, blank

  init(_ name: Name) {
    let number = Int(name.number)
    self = number < ElementKind.byNumber.count ? ElementKind.byNumber[number] : .other
  }

  /// Whether the content of the element is never displayed.
  var isInvisible: Bool { self == .invisible }

  /// Whether the element may contain a list.
  var canHoldList: Bool {
    switch self {
    case .other, .main, .form, .article, .item, .row, .cell, .table, .list, .aside, .nav, .header,
      .footer:
      true
    default: false
    }
  }

  /// Whether the element itself names a zone of the page.
  var isZone: Bool { self == .nav || self == .header || self == .footer || self == .aside }

  private static let byNumber: [ElementKind] = {
    var tags: [ElementKind] = []
    func add(_ kind: ElementKind, _ names: Name...) {
      for name in names {
        let number = Int(name.number)
        while tags.count <= number { tags.append(.other) }
        tags[number] = kind
      }
    }
    add(.root, .html, .body)
    add(.anchor, .a)
    add(.heading, .h1, .h2, .h3, .h4, .h5, .h6)
    add(.time, .time)
    add(.image, .img)
    add(.nav, .nav)
    add(.header, .header)
    add(.footer, .footer)
    add(.aside, .aside)
    add(.main, .main)
    add(.form, .form)
    add(.article, .article)
    add(.item, .li, .dd)
    add(.row, .tr)
    add(.cell, .td, .th)
    add(.table, .table, .tbody, .thead, .tfoot)
    add(.list, .ul, .ol, .dl)
    add(.paragraph, .p)
    add(.inline, .span, .b, .strong, .i, .em, .small, .font, .sup, .sub, .label, .code, .abbr)
    add(.lineBreak, .br, .hr)
    add(
      .invisible, .script, .style, .noscript, .template, .head, .select, .textarea, .button,
      .iframe, .svg, .object)
    return tags
  }()
}

/// The zones of a page, indicated by element, role, class and id.
struct Zone: OptionSet {
  let rawValue: UInt16
  static let navigation = Zone(rawValue: 1)
  static let header = Zone(rawValue: 2)
  static let footer = Zone(rawValue: 4)
  static let aside = Zone(rawValue: 8)
  static let comments = Zone(rawValue: 16)
  static let paging = Zone(rawValue: 32)
  static let advert = Zone(rawValue: 64)
  static let related = Zone(rawValue: 128)
  static let tags = Zone(rawValue: 256)
  static let main = Zone(rawValue: 512)
  /// A slider, which repeats teasers of the list below it.
  static let slider = Zone(rawValue: 1024)
  static let overlay = Zone(rawValue: 2048)
  /// Hidden by an attribute, which a script may change.
  static let hidden = Zone(rawValue: 4096)

  /// Zones outside of the main content.
  static let apart: Zone = [
    .navigation, .header, .footer, .aside, .comments, .related, .slider, .overlay,
  ]
}
