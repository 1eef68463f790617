// Start tags of list items in the mode "in body" (13.2.6.4.7).

extension TreeBuilder {
  mutating func liStartTag(_ tag: Tag) {
    framesetOK = false
    if isOpen(.li) {
      var index = stackCount - 1
      while index >= 0 {
        let element = stack[index]
        if element.isHTML(.li) {
          generateImpliedEndTags(except: Name.li.number)
          pop(to: index)
          break
        }
        if element.traits.contains(.special), !allowsItemBeyond(element) { break }
        index -= 1
      }
      countSearchSteps(from: index)
    }
    closeP()
    insert(tag)
  }

  mutating func ddDtStartTag(_ tag: Tag) {
    framesetOK = false
    if isOpen(.dd) || isOpen(.dt) {
      var index = stackCount - 1
      while index >= 0 {
        let element = stack[index]
        if element.isHTML(.dd) || element.isHTML(.dt) {
          generateImpliedEndTags(except: element.name)
          pop(to: index)
          break
        }
        if element.traits.contains(.special), !allowsItemBeyond(element) { break }
        index -= 1
      }
      countSearchSteps(from: index)
    }
    closeP()
    insert(tag)
  }

  /// Whether an item may end a previous item outside this element. `address`, `div` and `p` allow
  /// that although they are special.
  private func allowsItemBeyond(_ element: OpenElement) -> Bool {
    element.isHTML(.address) || element.isHTML(.div) || element.isHTML(.p)
  }
}
