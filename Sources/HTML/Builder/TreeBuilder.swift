/// The insertion modes (HTML standard, 13.2.4.1).
enum InsertionMode: UInt8 {
  case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable
  case inTableText, inCaption, inColumnGroup, inTableBody, inRow, inCell, inTemplate, afterBody
  case inFrameset, afterFrameset, afterAfterBody, afterAfterFrameset
}

/// The tree construction stage of the HTML standard (13.2.6).
///
/// Nodes go into the store as they are made. Where that is not document order any more (adoption
/// agency, foster parenting, and a few rarer things), ``isOrdered`` says so and the nodes are put
/// in order at the end.
///
/// Invariant of all unchecked reads: indexes of nodes, -1 apart, come from `store.add` and are below
/// `store.nodeCount`; indexes into the stack are below `stackCount`.
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
  /// The current node: a copy of the last entry.
  var currentNode: OpenElement
  /// By name below 256: how many HTML elements of that name are on the stack.
  let openCounts: UnsafeMutablePointer<Int32>

  /// The list of active formatting elements (13.2.4.3).
  var activeFormatting: [FormattingElement] = []
  /// The head element pointer (13.2.4.4), -1 for none.
  var headElement: Int32 = -1
  /// The form element pointer: -1 for none, -2 for one outside the fragment.
  var formElement: Int32 = -1

  let scripting: Bool
  let maximumNodes: Int
  let maximumDepth: Int
  let maximumAttributes: Int
  var framesetOK = true
  var isFosterParentingEnabled = false
  /// Whether the attributes of the tag at hand went into the tree.
  var usesTagAttributes = false
  /// A line feed that comes next is not part of the element.
  var ignoresNextLineFeed = false
  /// Pending table character tokens (13.2.6.4.10).
  var tableText: [TextRange] = []
  /// Where the first of them stands in the page.
  var tableTextSource = 0

  var quirks = QuirksMode.noQuirks
  /// The context element of the fragment case (13.4): its name, and what it is; nil otherwise.
  var context: (name: UInt16, namespace: Namespace)?
  /// Whether indexes still are in document order.
  var isInDocumentOrder = true
  /// The first comment put after the body or the document element, -1 for none: what follows it
  /// has to be looked at.
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

  /// Frees what only the parse needs; the store lives on.
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

  /// Whether a start tag goes by the rules for HTML although the current node is no HTML element.
  private func isHTML(startTag tag: Tag) -> Bool {
    if currentNode.traits.contains(.mathMLText) {
      return tag.name != Name.mglyph.number && tag.name != Name.malignmark.number
    }
    if currentNode.traits.contains(.htmlIntegration) { return true }
    return currentNode.traits.contains(.annotationXML) && tag.name == Name.svg.number
  }

  var allowsCDATA: Bool { stackCount > 0 && !currentNode.traits.contains(.html) }

  /// Whether characters go by the rules for foreign content.
  @inline(__always)
  var charactersAreForeign: Bool {
    currentNode.traits.isDisjoint(with: [.html, .mathMLText, .htmlIntegration]) && stackCount > 0
  }

  // MARK: By insertion mode

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
