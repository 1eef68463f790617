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
  var store: Store
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
  var top: OpenElement
  /// By name below 256: how many HTML elements of that name are on the stack.
  let open: UnsafeMutablePointer<Int32>

  /// The list of active formatting elements (13.2.4.3).
  var formatting: [FormattingElement] = []
  /// The head element pointer (13.2.4.4), -1 for none.
  var headElement: Int32 = -1
  /// The form element pointer: -1 for none, -2 for one outside the fragment.
  var formElement: Int32 = -1

  let scripting: Bool
  let maximumNodes: Int
  let maximumDepth: Int
  let maximumAttributes: Int
  var framesetOK = true
  var fosterParenting = false
  /// Whether the attributes of the tag at hand went into the tree.
  var keepsAttributes = false
  /// A line feed that comes next is not part of the element.
  var skipsLineFeed = false
  /// Pending table character tokens (13.2.6.4.10).
  var tableText: [TextRange] = []
  /// Where the first of them stands in the page.
  var tableTextSource = 0

  var quirks = QuirksMode.noQuirks
  /// The context element of the fragment case (13.4): its name, and what it is; nil otherwise.
  var context: (name: UInt16, namespace: Namespace)?
  /// Whether indexes still are in document order.
  var isOrdered = true
  /// The first comment put after the body or the document element, -1 for none: what follows it
  /// has to be looked at.
  var firstOutside: Int32 = -1
  var hasSelectedContent = false

  let tables = ElementTables.shared

  init(store: Store, options: ParseOptions) {
    self.store = store
    scripting = options.scripting
    maximumNodes = options.maximumNodes
    maximumDepth = options.maximumDepth
    maximumAttributes = options.maximumAttributes
    stack = Store.allocate(stackCapacity)
    top = .none
    open = Store.allocate(ElementTables.count)
    open.initialize(repeating: 0, count: ElementTables.count)
    _ = self.store.add(
      NodeRecord(
        parent: -1, end: 0, previous: -1, last: -1, start: 0, count: 0, source: 0, name: 0,
        kind: .document, namespace: .html))
  }

  /// Frees what only the parse needs; the store lives on.
  mutating func free() {
    Store.release(stack)
    Store.release(open)
  }

  // MARK: Tree construction dispatcher (13.2.6)

  mutating func startTag(_ tag: Tag) {
    skipsLineFeed = false
    keepsAttributes = false
    if top.traits.contains(.html) || stackCount == 0 || isHTML(startTag: tag) {
      processStart(tag)
    } else {
      foreignStart(tag)
    }
    if !keepsAttributes { store.attributeCount = Int(tag.attributeStart) }
  }

  mutating func endTag(_ tag: Tag) {
    skipsLineFeed = false
    if top.traits.contains(.html) || stackCount == 0 {
      processEnd(tag)
    } else {
      foreignEnd(tag)
    }
  }

  /// Whether a start tag goes by the rules for HTML although the current node is no HTML element.
  private func isHTML(startTag tag: Tag) -> Bool {
    if top.traits.contains(.mathMLText) {
      return tag.name != Name.mglyph.number && tag.name != Name.malignmark.number
    }
    if top.traits.contains(.htmlIntegration) { return true }
    return top.traits.contains(.annotationXML) && tag.name == Name.svg.number
  }

  var allowsCDATA: Bool { stackCount > 0 && !top.traits.contains(.html) }

  /// Whether characters go by the rules for foreign content.
  @inline(__always)
  var charactersAreForeign: Bool {
    top.traits.isDisjoint(with: [.html, .mathMLText, .htmlIntegration]) && stackCount > 0
  }

  // MARK: By insertion mode

  mutating func processStart(_ tag: Tag) {
    switch mode {
    case .inBody: inBodyStart(tag)
    case .initial: initialStart(tag)
    case .beforeHTML: beforeHTMLStart(tag)
    case .beforeHead: beforeHeadStart(tag)
    case .inHead: inHeadStart(tag)
    case .inHeadNoscript: inHeadNoscriptStart(tag)
    case .afterHead: afterHeadStart(tag)
    case .text: break
    case .inTable: inTableStart(tag)
    case .inTableText:
      endTableText()
      processStart(tag)
    case .inCaption: inCaptionStart(tag)
    case .inColumnGroup: inColumnGroupStart(tag)
    case .inTableBody: inTableBodyStart(tag)
    case .inRow: inRowStart(tag)
    case .inCell: inCellStart(tag)
    case .inTemplate: inTemplateStart(tag)
    case .afterBody, .afterAfterBody: afterBodyStart(tag)
    case .inFrameset: inFramesetStart(tag)
    case .afterFrameset, .afterAfterFrameset: afterFramesetStart(tag)
    }
  }

  mutating func processEnd(_ tag: Tag) {
    switch mode {
    case .inBody: inBodyEnd(tag)
    case .text: textEnd()
    case .initial, .beforeHTML, .beforeHead: beforeHeadEnd(tag)
    case .inHead: inHeadEnd(tag)
    case .inHeadNoscript: inHeadNoscriptEnd(tag)
    case .afterHead: afterHeadEnd(tag)
    case .inTable: inTableEnd(tag)
    case .inTableText:
      endTableText()
      processEnd(tag)
    case .inCaption: inCaptionEnd(tag)
    case .inColumnGroup: inColumnGroupEnd(tag)
    case .inTableBody: inTableBodyEnd(tag)
    case .inRow: inRowEnd(tag)
    case .inCell: inCellEnd(tag)
    case .inTemplate: if tag.name == Name.template.number { templateEnd() }
    case .afterBody: afterBodyEnd(tag)
    case .inFrameset: inFramesetEnd(tag)
    case .afterFrameset: if tag.name == Name.html.number { mode = .afterAfterFrameset }
    case .afterAfterBody:
      mode = .inBody
      processEnd(tag)
    case .afterAfterFrameset: break
    }
  }
}
