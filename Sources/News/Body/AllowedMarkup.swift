import HTML

/// The elements that article HTML is written with.
enum AllowedMarkup {
  /// Returns the element to write for an element of the page; nil if only its content is written.
  static func written(_ name: Name) -> Name? {
    switch name {
    case .h1: .h2
    case .b: .strong
    case .i: .em
    default: allowed.contains(name) ? name : nil
    }
  }

  /// Elements that hold one line or paragraph of text.
  static let lines: NameSet = [
    .p, .h2, .h3, .h4, .h5, .h6, .li, .dt, .dd, .td, .th, .pre, .figcaption, .caption,
  ]

  private static let allowed: NameSet = [
    .a, .blockquote, .caption, .cite, .code, .dd, .del, .dl, .dt, .em, .figcaption, .figure, .h2,
    .h3, .h4, .h5, .h6, .ins, .li, .ol, .p, .pre, .q, .ruby, .s, .strong, .sub, .sup, .table,
    .tbody, .td, .tfoot, .th, .thead, .tr, .ul,
  ]
}
