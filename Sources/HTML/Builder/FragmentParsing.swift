// Parsing HTML fragments (13.4).

/// The context element of a fragment.
struct FragmentContext {
  var name: String
  var namespace: Namespace

  /// Creates a context.
  ///
  /// - Parameter description: a tag name, with the prefix `svg ` or `math ` outside the HTML
  ///   namespace.
  init(_ description: String) {
    if description.hasPrefix("svg ") {
      name = String(description.dropFirst(4))
      namespace = .svg
    } else if description.hasPrefix("math ") {
      name = String(description.dropFirst(5))
      namespace = .mathML
    } else {
      name = description
      namespace = .html
    }
    name = name.lowercased()
  }
}

extension TreeBuilder {
  /// Prepares the parse of a fragment. The document node takes the place of the html element that
  /// the standard creates temporarily.
  mutating func start(in context: FragmentContext) {
    let name = intern(context.name)
    self.context = (name, context.namespace)
    var traits = tables.htmlTraits(Name.html.number)
    // The adjusted current node is the context element.
    let adjusted: ElementTraits =
      switch context.namespace {
      case .html: .html
      case .svg: tables.svgTraits(name)
      case .mathML: tables.mathMLTraits(name)
      }
    traits.remove(.html)
    traits.formUnion(
      adjusted.intersection([.html, .mathMLText, .htmlIntegration, .annotationXML]))
    push(OpenElement(node: 0, insertionParent: 0, name: Name.html.number, traits: traits))
    if context.namespace == .html {
      if name == Name.template.number { templateModes.append(.inTemplate) }
      if name == Name.form.number { formElement = -2 }
      setState(for: name)
    }
    resetMode()
  }

  /// Sets the initial state of the tokenizer.
  private mutating func setState(for name: UInt16) {
    switch name {
    case Name.title.number, Name.textarea.number: state = .rcdata
    case Name.style.number, Name.xmp.number, Name.iframe.number, Name.noembed.number,
      Name.noframes.number:
      state = .rawtext
    case Name.script.number: state = .scriptData
    case Name.noscript.number: if scripting { state = .rawtext }
    case Name.plaintext.number: state = .plaintext
    default: break
    }
  }

  private mutating func intern(_ name: String) -> UInt16 {
    let start = arena.textBufferCount
    for byte in name.utf8 { arena.append(byte) }
    let number = arena.number(of: arena.bufferRange(from: start))
    if number.isKnown { arena.truncateTextBuffer(to: start) }
    return number.number
  }
}
