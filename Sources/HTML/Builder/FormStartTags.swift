// Start tags of forms and their controls in the mode "in body" (13.2.6.4.7).

extension TreeBuilder {
  /// Processes the start tags of form controls.
  mutating func controlStartTag(_ tag: Tag) {
    switch tables.startActions[Int(tag.name)] {
    case .button:
      if hasInScope(.button) {
        generateImpliedEndTags()
        pop(through: .button)
      }
      reconstructFormatting()
      insert(tag)
      framesetOK = false
    case .input: inputStartTag(tag)
    case .select:
      if contextIsSelect { return }
      if hasInScope(.select) { return pop(through: .select) }
      reconstructFormatting()
      insert(tag)
      framesetOK = false
    case .option:
      if hasInScope(.select) {
        generateImpliedEndTags(except: Name.optgroup.number)
      } else if currentNode.isHTML(.option) {
        pop()
      }
      reconstructFormatting()
      insert(tag)
    case .optgroup:
      if hasInScope(.select) {
        generateImpliedEndTags()
      } else if currentNode.isHTML(.option) {
        pop()
      }
      reconstructFormatting()
      insert(tag)
    default: break
    }
  }

  mutating func formStartTag(_ tag: Tag) {
    let inTemplate = isOpen(.template)
    guard formElement == -1 || inTemplate else { return }
    closeP()
    insert(tag)
    if !inTemplate { formElement = currentNode.node }
  }

  private mutating func inputStartTag(_ tag: Tag) {
    if contextIsSelect { return }
    if hasInScope(.select) { pop(through: .select) }
    reconstructFormatting()
    insertVoid(tag)
    if !isHidden(tag) { framesetOK = false }
  }

  /// Whether an input tag has the type "hidden".
  func isHidden(_ tag: Tag) -> Bool {
    guard let type = attribute(.type, of: tag) else { return false }
    return type.equals("hidden")
  }

  private var contextIsSelect: Bool {
    guard let context else { return false }
    return context.namespace == .html && context.name == Name.select.number
  }
}
