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
      encoding.equals("text/html") || encoding.equals("application/xhtml+xml")
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

  /// Adjusts MathML attributes, SVG attributes and foreign attributes.
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

  /// Processes a start tag in foreign content.
  mutating func foreignStartTag(_ tag: Tag) {
    if endsForeignContent(tag) {
      while !currentNode.traits.contains(.html),
        currentNode.traits.isDisjoint(with: [.mathMLText, .htmlIntegration]), stackCount > 1
      {
        pop()
      }
      return processInCurrentMode(startTag: tag)
    }
    if namespaceOfCurrentNode == .mathML { insertMathML(tag) } else { insertSVG(tag) }
  }

  /// The namespace of the adjusted current node.
  private var namespaceOfCurrentNode: Namespace {
    if stackCount == 1, let context { return context.namespace }
    return arena.nodes[Int(currentNode.node)].namespace
  }

  /// Whether a start tag belongs to HTML only, so that it ends the foreign content.
  private func endsForeignContent(_ tag: Tag) -> Bool {
    if tag.name == Name.font.number {
      return attribute(.color, of: tag) != nil || attribute(.face, of: tag) != nil
        || attribute(.size, of: tag) != nil
    }
    return ForeignNames.shared.endsForeignContent(tag.name)
  }

  /// Processes an end tag in foreign content.
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
    // Only the first element is left. In a fragment the token is ignored.
    if context == nil { processInCurrentMode(endTag: tag) }
  }
}
