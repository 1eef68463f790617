@testable import HTML

/// Returns the first inconsistency of the indexes and links of a tree, nil if it is consistent.
func inconsistency(in document: Document) -> String? {
  var ends: [Int] = []
  var lastChild: [Int: Int] = [:]
  for index in 0..<document.nodeCount {
    let node = document[index]
    while let end = ends.last, end <= index { ends.removeLast() }
    if node.end <= index || node.end > ends.last ?? document.nodeCount { return "end of \(index)" }
    if node.depth != ends.count { return "depth of \(index)" }
    if let parent = node.parent {
      if parent.index >= index || parent.end < node.end { return "parent of \(index)" }
      let previous = node.previousSibling
      if previous?.index != lastChild[parent.index] { return "sibling before \(index)" }
      if let previous, previous.nextSibling != node { return "sibling after \(previous.index)" }
      if previous == nil, parent.firstChild != node { return "first child of \(parent.index)" }
      lastChild[parent.index] = index
    } else if index != 0 {
      return "no parent of \(index)"
    }
    if node.end > index + 1 { ends.append(node.end) }
  }
  for index in 0..<document.nodeCount where document[index].lastChild?.index != lastChild[index] {
    return "last child of \(index)"
  }
  return nil
}
