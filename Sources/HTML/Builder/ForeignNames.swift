/// The adjusted names of foreign content, and the tag names that end it.
struct ForeignNames: Sendable {
  static let shared = ForeignNames()

  private let svgTags: [UInt16]
  private let svgAttributes: [UInt16]
  private let ending: [Bool]

  /// The attributes whose prefix stands for a namespace.
  private static let namespaced: [Name] = [
    .xlinkActuate, .xlinkArcrole, .xlinkHref, .xlinkRole, .xlinkShow, .xlinkTitle, .xlinkType,
    .xmlLang, .xmlSpace, .xmlns, .xmlnsXlink,
  ]

  private static let endingNames: [Name] = [
    .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2,
    .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre,
    .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .`var`,
  ]

  private init() {
    var tags = (0...Name.tokenizedCount).map { UInt16($0) }
    for (found, adjusted) in Name.svgTags { tags[Int(found)] = adjusted }
    svgTags = tags
    var attributes = (0...Name.tokenizedCount).map { UInt16($0) }
    for (found, adjusted) in Name.svgAttributes { attributes[Int(found)] = adjusted }
    svgAttributes = attributes
    var ending = [Bool](repeating: false, count: ElementTables.count)
    for name in Self.endingNames { ending[Int(name.number)] = true }
    self.ending = ending
  }

  func svgTag(_ name: UInt16) -> UInt16 {
    Int(name) < svgTags.count ? svgTags[Int(name)] : name
  }

  func svgAttribute(_ name: UInt16) -> UInt16 {
    Int(name) < svgAttributes.count ? svgAttributes[Int(name)] : name
  }

  func isNamespaced(_ name: UInt16) -> Bool {
    Self.namespaced.contains { $0.number == name }
  }

  func endsForeignContent(_ name: UInt16) -> Bool {
    Int(name) < ending.count && ending[Int(name)]
  }
}
