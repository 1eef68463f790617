// libFuzzer harness of the module HTML: parse, look at all of the tree, serialise, select.
// It uses internal declarations of the module; see README.md.

@testable import HTML

/// Gives libFuzzer's input to the module. A fault is a trap, or what AddressSanitizer sees.
///
/// The first byte chooses how the rest is parsed; what stands in the rest before a 0x01, where there
/// is one, is a selector.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 0 else { return 0 }
  let choice = data[0]
  var bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  var selectors = ["a[href] > b:not(.c), p:nth-child(2n+1) ~ *", ":has(td) :is(i, svg *)"]
  if let mark = bytes.firstIndex(of: 1) {
    selectors.append(String(decoding: bytes[..<mark], as: UTF8.self))
    bytes.removeSubrange(...mark)
  }
  let document = parse(bytes, choice)
  check(document)
  let html = document.root.innerHTML
  check(Document(html))
  _ = document.html5libNotation
  _ = document.root.textContent
  for css in selectors {
    guard let selector = try? Selector(css) else { continue }
    // `:scope` is the element itself to `Node.matches`, and the root element to the document.
    let root = document.root
    let scope = root.kind == .document ? root.firstElementChild?.slot ?? -1 : root.slot
    var matcher = SelectorMatcher(root.storage, selector.program, scope: scope)
    let list = selector.program.code.main
    for node in document.select(selector) {
      require(matcher.matches(list: list, node.slot), "selected, but does not match")
    }
  }
  return 0
}

private func parse(_ bytes: [UInt8], _ choice: UInt8) -> Document {
  var options = ParseOptions()
  options.scripting = choice & 1 != 0
  if choice & 2 != 0 {
    options.maximumDepth = 20
    options.maximumNodes = 200
    options.maximumAttributes = 5
  }
  let contexts = [
    "td", "svg path", "select", "template", "title", "table", "math mi", "html", "frameset",
    "script", "colgroup", "svg desc", "form", "x-y",
  ]
  let index = Int(choice >> 3)
  if choice & 4 != 0 { return Document(bytes, options: options) }
  let text = String(decoding: bytes, as: UTF8.self)
  if index < contexts.count {
    return .fragment(text, context: contexts[index], options: options)
  }
  return Document(text, options: options)
}

/// Sees that indexes and links of all nodes agree, and that all text can be read.
private func check(_ document: Document) {
  var ends: [Int] = []
  var lastChild: [Int: Int] = [:]
  for index in 0..<document.nodeCount {
    let node = document[index]
    while let end = ends.last, end <= index { ends.removeLast() }
    require(ends.count == node.depth || ends.count < 64, "depth")
    require(node.end > index && node.end <= ends.last ?? document.nodeCount, "end")
    require(index == 0 || node.parent!.index < index && node.parent!.end >= node.end, "parent")
    if let parent = node.parent {
      require(node.previousSibling?.index == lastChild[parent.index], "previous")
      if let previous = node.previousSibling { require(previous.end == index, "order") }
      lastChild[parent.index] = index
    }
    if node.end > index + 1 { ends.append(node.end) }
    _ = node.text.utf8.count
    for attribute in node.attributes { _ = attribute.value.utf8.count + attribute.localName.count }
  }
  for (parent, child) in lastChild {
    require(document[parent].lastChild?.index == child, "last child")
  }
}
