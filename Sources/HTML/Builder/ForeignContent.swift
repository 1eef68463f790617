// Foreign content: SVG and MathML (13.2.6.1 and 13.2.6.5).

extension TreeBuilder {
  mutating func mathStartTag(_ tag: Tag) {
    reconstructFormatting()
    insertMathML(tag)
  }

  mutating func svgStartTag(_ tag: Tag) {
    reconstructFormatting()
    insertSVG(tag)
  }

  private mutating func insertMathML(_ tag: Tag) {
    adjustAttributes(of: tag, namespace: .mathML)
    var traits = tables.mathMLTraits(tag.name)
    if traits.contains(.annotationXML), let encoding = attribute(.encoding, of: tag),
      equals(encoding, "text/html") || equals(encoding, "application/xhtml+xml")
    {
      traits.insert(.htmlIntegration)
    }
    insertForeign(tag, name: tag.name, namespace: .mathML, traits: traits)
  }

  private mutating func insertSVG(_ tag: Tag) {
    adjustAttributes(of: tag, namespace: .svg)
    insertForeign(
      tag, name: ForeignNames.shared.svgTag(tag.name), namespace: .svg,
      traits: tables.svgTraits(tag.name))
  }

  /// Adjust MathML attributes, adjust SVG attributes, and adjust foreign attributes.
  private mutating func adjustAttributes(of tag: Tag, namespace: Namespace) {
    let names = ForeignNames.shared
    let first = Int(tag.attributeStart)
    for index in first..<first + Int(tag.attributeCount) {
      let name = arena.attributes[index].name
      if namespace == .svg {
        arena.attributes[index].name = names.svgAttribute(name)
      } else if name == Name.definitionurl.number {
        arena.attributes[index].name = Name.definitionURL.number
      }
      arena.attributes[index].isNamespaced = names.isNamespaced(name)
    }
  }

  /// A start tag in foreign content.
  mutating func foreignStartTag(_ tag: Tag) {
    if endsForeignContent(tag) {
      while !currentNode.traits.contains(.html),
        currentNode.traits.isDisjoint(with: [.mathMLText, .htmlIntegration]), stackCount > 1
      {
        pop()
      }
      return processInCurrentMode(startTag: tag)
    }
    if namespaceOfTop == .mathML { insertMathML(tag) } else { insertSVG(tag) }
  }

  /// The namespace of the adjusted current node.
  private var namespaceOfTop: Namespace {
    if stackCount == 1, let context { return context.namespace }
    return arena.nodes[Int(currentNode.node)].namespace
  }

  /// Whether a start tag is one of those that no SVG or MathML has, which end all of it.
  private func endsForeignContent(_ tag: Tag) -> Bool {
    if tag.name == Name.font.number {
      return attribute(.color, of: tag) != nil || attribute(.face, of: tag) != nil
        || attribute(.size, of: tag) != nil
    }
    return ForeignNames.shared.endsForeignContent(tag.name)
  }

  /// An end tag in foreign content.
  mutating func foreignEndTag(_ tag: Tag) {
    if tag.name == Name.br.number || tag.name == Name.p.number {
      while !currentNode.traits.contains(.html),
        currentNode.traits.isDisjoint(with: [.mathMLText, .htmlIntegration]), stackCount > 1
      {
        pop()
      }
      return processInCurrentMode(endTag: tag)
    }
    var index = stackCount - 1
    while index > 0 {
      if index < stackCount - 1, stack[index].traits.contains(.html) {
        countSearchSteps(from: index)
        return processInCurrentMode(endTag: tag)
      }
      if stack[index].name == tag.name {
        countSearchSteps(from: index)
        return pop(to: index)
      }
      index -= 1
    }
    countSearchSteps(from: index)
    // Only the first element is left: in a fragment the token is ignored.
    if context == nil { processInCurrentMode(endTag: tag) }
  }
}

/// What names become in foreign content, and which end it.
struct ForeignNames: Sendable {
  static let shared = ForeignNames()

  private let svgTags: [UInt16]
  private let svgAttributes: [UInt16]
  private let ending: [Bool]

  /// Attributes whose prefix stands for a namespace.
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
