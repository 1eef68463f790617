@testable import HTML

/// Returns the tree of a page as HTML: the content of the body if nothing is in the head and the body
/// has no attributes, else the whole document.
func serializedTree(_ html: String, scripting: Bool = false) -> String {
  let tree = Document(html, options: ParseOptions(scripting: scripting)).root.innerHTML
  let frame = ("<html><head></head><body>", "</body></html>")
  guard tree.hasPrefix(frame.0), tree.hasSuffix(frame.1) else { return tree }
  return String(tree.dropFirst(frame.0.count).dropLast(frame.1.count))
}
