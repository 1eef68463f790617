// The end of the input (13.2.6 and 13.2.7).

extension TreeBuilder {
  /// Processes the end of the file and completes the tree ("stop parsing").
  mutating func finish() {
    processEndOfFile()
    pop(to: 0)
    if hasSelectedContent { cloneSelectedContent() }
    if firstCommentAfterBody >= 0, isInDocumentOrder { isInDocumentOrder = isOrderedAfterBody() }
    if isInDocumentOrder {
      setEnds()
    } else {
      reorder()
    }
  }

  private mutating func processEndOfFile() {
    while true {
      switch mode {
      case .initial, .beforeHTML, .beforeHead, .inHead, .inHeadNoscript, .afterHead:
        // In these modes the end of the file implies the same elements as a character does.
        leaveModeForCharacters(sourceOffset: UInt32(truncatingIfNeeded: arena.inputCount))
      case .text:
        mode = originalMode
        pop()
      case .inTableText: endTableText()
      default:
        // An open template is closed, and the end of the file is processed again in the mode
        // that follows.
        guard !templateModes.isEmpty, isOpen(.template) else { return }
        templateEndTag()
      }
    }
  }

  /// Whether all nodes after the first comment outside the body are comments, first in the document
  /// element and then in the document, so that the nodes are still in document order.
  private func isOrderedAfterBody() -> Bool {
    var parent: Int32 = -1
    for index in Int(firstCommentAfterBody)..<arena.nodeCount {
      let next = arena.nodes[index].parent
      if parent >= 0, next != parent, next != 0 { return false }
      if arena.nodes[index].kind != .comment { return false }
      parent = next
    }
    return true
  }
}
