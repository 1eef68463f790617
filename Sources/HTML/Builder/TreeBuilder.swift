/// The insertion modes (HTML standard, 13.2.4.1).
enum InsertionMode: UInt8 {
  case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable
  case inTableText, inCaption, inColumnGroup, inTableBody, inRow, inCell, inTemplate, afterBody
  case inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
}

/// The tree construction stage of the HTML standard (13.2.6).
///
/// Nodes are added to the arena as they are created. If they are not in document order (because of
/// the adoption agency algorithm, foster parenting and a few rare rules), ``isInDocumentOrder`` is
/// false and the nodes are sorted at the end.
///
/// The unchecked reads rely on two invariants: indexes of nodes, except -1, come from `arena.add`
/// and are below `arena.nodeCount`; indexes into the stack are below `stackCount`.
struct TreeBuilder: TokenSink {
  var arena: ParseArena
  var state = TokenizerState.data
  var mode = InsertionMode.initial
  /// The mode to return to from "text" and "in table text".
  var originalMode = InsertionMode.initial
  var templateModes: [InsertionMode] = []

  // The stack of open elements (13.2.4.2); see OpenElements.swift.
  var stack: UnsafeMutablePointer<OpenElement>
  var stackCount = 0
  var stackCapacity = 128
  /// The current node, a copy of the topmost entry of the stack.
  var currentNode: OpenElement
  /// The number of HTML elements on the stack by name, for names below 256.
  let openCounts: UnsafeMutablePointer<Int32>

  /// The list of active formatting elements (13.2.4.3).
  var activeFormatting: [FormattingElement] = []
  /// The head element pointer (13.2.4.4), -1 for null.
  var headElement: Int32 = -1
  /// The form element pointer, -1 for null, -2 for a form outside the fragment.
  var formElement: Int32 = -1

  let scripting: Bool
  let maximumNodes: Int
  let maximumDepth: Int
  let maximumAttributes: Int
  var framesetOK = true
  var isFosterParentingEnabled = false
  /// Whether the attributes of the current tag token are used in the tree.
  var usesTagAttributes = false
  /// Whether a line feed that comes next is ignored.
  var ignoresNextLineFeed = false
  /// The pending table character tokens (13.2.6.4.10).
  var tableText: [TextRange] = []
  /// The offset of the first pending table character in the page.
  var tableTextSource = 0

  var quirks = QuirksMode.noQuirks
  /// The context element of the fragment case (13.4), nil for a whole page.
  var context: (name: UInt16, namespace: Namespace)?
  /// Whether the indexes of nodes are in document order.
  var isInDocumentOrder = true
  /// The first comment after the body or the document element, -1 if there is none. The nodes after
  /// it may not be in document order.
  var firstCommentAfterBody: Int32 = -1
  var hasSelectedContent = false

  let tables = ElementTables.shared

  init(arena: ParseArena, options: ParseOptions) {
    self.arena = arena
    scripting = options.scripting
    maximumNodes = options.maximumNodes
    maximumDepth = options.maximumDepth
    maximumAttributes = options.maximumAttributes
    stack = ParseArena.allocate(stackCapacity)
    currentNode = .none
    openCounts = ParseArena.allocate(ElementTables.count)
    openCounts.initialize(repeating: 0, count: ElementTables.count)
    _ = self.arena.add(
      NodeRecord(
        parent: -1, end: 0, previousSibling: -1, lastChild: -1, start: 0, count: 0, sourceOffset: 0,
        name: 0,
        kind: .document, namespace: .html))
  }

  /// Frees the memory that only the parse needs. The arena stays valid.
  mutating func free() {
    ParseArena.release(stack)
    ParseArena.release(openCounts)
  }

  // MARK: Tree construction dispatcher (13.2.6)

  mutating func processStartTag(_ tag: Tag) {
    ignoresNextLineFeed = false
    usesTagAttributes = false
    if currentNode.traits.contains(.html) || stackCount == 0 || isHTML(startTag: tag) {
      processInCurrentMode(startTag: tag)
    } else {
      foreignStartTag(tag)
    }
    if !usesTagAttributes { arena.attributeCount = Int(tag.attributeStart) }
  }

  mutating func processEndTag(_ tag: Tag) {
    ignoresNextLineFeed = false
    if currentNode.traits.contains(.html) || stackCount == 0 {
      processInCurrentMode(endTag: tag)
    } else {
      foreignEndTag(tag)
    }
  }

  /// Whether a start tag is processed by the rules for HTML although the current node is not an
  /// HTML element.
  private func isHTML(startTag tag: Tag) -> Bool {
    if currentNode.traits.contains(.mathMLText) {
      return tag.name != Name.mglyph.number && tag.name != Name.malignmark.number
    }
    if currentNode.traits.contains(.htmlIntegration) { return true }
    return currentNode.traits.contains(.annotationXML) && tag.name == Name.svg.number
  }

  var allowsCDATA: Bool { stackCount > 0 && !currentNode.traits.contains(.html) }

  /// Whether characters are processed by the rules for foreign content.
  @inline(__always)
  var charactersAreForeign: Bool {
    currentNode.traits.isDisjoint(with: [.html, .mathMLText, .htmlIntegration]) && stackCount > 0
  }

  // MARK: By insertion mode

  /// Processes a start tag by the rules for the current insertion mode.
  mutating func processInCurrentMode(startTag tag: Tag) {
    switch mode {
    case .inBody: inBodyStartTag(tag)
    case .initial: initialStartTag(tag)
    case .beforeHTML: beforeHTMLStartTag(tag)
    case .beforeHead: beforeHeadStartTag(tag)
    case .inHead: inHeadStartTag(tag)
    case .inHeadNoscript: inHeadNoscriptStartTag(tag)
    case .afterHead: afterHeadStartTag(tag)
    case .text: break
    case .inTable: inTableStartTag(tag)
    case .inTableText:
      endTableText()
      processInCurrentMode(startTag: tag)
    case .inCaption: inCaptionStartTag(tag)
    case .inColumnGroup: inColumnGroupStartTag(tag)
    case .inTableBody: inTableBodyStartTag(tag)
    case .inRow: inRowStartTag(tag)
    case .inCell: inCellStartTag(tag)
    case .inTemplate: inTemplateStartTag(tag)
    case .afterBody, .afterAfterBody: afterBodyStartTag(tag)
    case .inFrameset: inFramesetStartTag(tag)
    case .afterFrameset, .afterAfterFrameset: afterFramesetStartTag(tag)
    }
  }

  /// Processes an end tag by the rules for the current insertion mode.
  mutating func processInCurrentMode(endTag tag: Tag) {
    switch mode {
    case .inBody: inBodyEndTag(tag)
    case .text: textEndTag()
    case .initial, .beforeHTML, .beforeHead: beforeHeadEndTag(tag)
    case .inHead: inHeadEndTag(tag)
    case .inHeadNoscript: inHeadNoscriptEndTag(tag)
    case .afterHead: afterHeadEndTag(tag)
    case .inTable: inTableEndTag(tag)
    case .inTableText:
      endTableText()
      processInCurrentMode(endTag: tag)
    case .inCaption: inCaptionEndTag(tag)
    case .inColumnGroup: inColumnGroupEndTag(tag)
    case .inTableBody: inTableBodyEndTag(tag)
    case .inRow: inRowEndTag(tag)
    case .inCell: inCellEndTag(tag)
    case .inTemplate: if tag.name == Name.template.number { templateEndTag() }
    case .afterBody: afterBodyEndTag(tag)
    case .inFrameset: inFramesetEndTag(tag)
    case .afterFrameset: if tag.name == Name.html.number { mode = .afterAfterFrameset }
    case .afterAfterBody:
      mode = .inBody
      processInCurrentMode(endTag: tag)
    case .afterAfterFrameset: break
    }
  }
}
