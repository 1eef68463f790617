import HTML

/// A lenient pull parser for the XML of feeds. Malformed XML never ends the parse; it is
/// interpreted as it was probably meant.
///
/// A document type declaration counts only for the entities whose text it contains, within narrow
/// limits; nothing is fetched. HTML's named character references (`&nbsp;`, `&eacute;`) are resolved;
/// other references remain as written.
struct XMLReader {
  enum Event {
    /// Each start has an end, even if the text lacks it.
    case start(XMLElement)
    case end
    case text([UInt8])
  }

  /// The maximum number of open elements; the parse ends at the next one.
  static let maximumDepth = 128
  /// The maximum number of attributes of one tag; further ones are skipped.
  static let maximumAttributes = 64
  private static let maximumBindings = 256

  /// The document as valid UTF-8.
  private let bytes: [UInt8]
  private var at = 0
  private var open: [(name: Range<Int>, bindings: Int)] = []
  private var owedEnds = 0
  private var bindings: [(prefix: String, space: XMLNamespace)] = []
  private var entities = XMLEntities()

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number of open elements.
  var depth: Int { open.count }

  mutating func next() -> Event? {
    while true {
      if owedEnds > 0 {
        owedEnds -= 1
        close()
        return .end
      }
      guard at < bytes.count else {
        guard !open.isEmpty else { return nil }
        owedEnds = open.count
        continue
      }
      if bytes[at] != UInt8(ascii: "<") { return .text(characters()) }
      if let event = markup() { return event }
    }
  }

  // MARK: - Markup

  /// Parses markup; nil for comments, instructions and unmatched end tags.
  private mutating func markup() -> Event? {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    switch next {
    case UInt8(ascii: "!"):
      if starts(with: "<!--") {
        skip(past: "-->", from: at + 4)
      } else if starts(with: "<![CDATA[") {
        let start = at + 9
        skip(past: "]]>", from: start)
        let hasEnd = at - start >= 3 && bytes[at - 1] == UInt8(ascii: ">")
        return .text(Array(bytes[start..<max(start, hasEnd ? at - 3 : at)]))
      } else {
        skipDeclaration()
      }
    case UInt8(ascii: "?"): skip(past: "?>", from: at + 2)
    case UInt8(ascii: "/"): endTag()
    case _ where XMLReader.isNameStart(next): return startTag()
    default:
      at += 1
      return .text([UInt8(ascii: "<")])
    }
    return nil
  }

  private mutating func startTag() -> Event? {
    at += 1
    let name = self.name()
    let attributes = self.attributes()
    let isEmpty = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    skip(past: ">", from: at)
    guard open.count < XMLReader.maximumDepth else {
      at = bytes.count
      return nil
    }
    open.append((name, bindings.count))
    for (key, value) in attributes where bindings.count < XMLReader.maximumBindings {
      if key == "xmlns" {
        bindings.append(("", XMLNamespace(value)))
      } else if key.hasPrefix("xmlns:") {
        bindings.append((String(key.dropFirst(6)), XMLNamespace(value)))
      }
    }
    if isEmpty { owedEnds = 1 }
    let (prefix, local) = split(name)
    return .start(XMLElement(space: space(of: prefix), name: local, attributes: attributes))
  }

  /// Closes elements up to the one the end tag names; an unmatched end tag has no effect.
  private mutating func endTag() {
    at += 2
    let name = self.name()
    skip(past: ">", from: at)
    if let k = open.lastIndex(where: { bytes[$0.name].elementsEqual(bytes[name]) }) {
      owedEnds = open.count - k
    }
  }

  private mutating func close() {
    guard let last = open.popLast() else { return }
    bindings.removeLast(bindings.count - last.bindings)
  }

  private mutating func name() -> Range<Int> {
    let start = at
    while at < bytes.count, XMLReader.isName(bytes[at]) { at += 1 }
    return start..<at
  }

  /// Parses attributes up to the end of the tag.
  private mutating func attributes() -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    while true {
      while at < bytes.count, !XMLReader.isName(bytes[at]), bytes[at] != UInt8(ascii: ">"),
        bytes[at] != UInt8(ascii: "<"), !(bytes[at] == UInt8(ascii: "/") && endsTag(at + 1))
      {
        at += 1
      }
      guard at < bytes.count, XMLReader.isName(bytes[at]) else { return found }
      let key = string(name())
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
      at += 1
      skipSpace()
      let value = attributeValue()
      if found.count < XMLReader.maximumAttributes, !found.contains(where: { $0.name == key }) {
        found.append((key, value))
      }
    }
  }

  private func endsTag(_ at: Int) -> Bool { at < bytes.count && bytes[at] == UInt8(ascii: ">") }

  private mutating func attributeValue() -> String {
    guard at < bytes.count else { return "" }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = at
      while at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: ">") { at += 1 }
      return String(decoding: dereferenced(start..<at), as: UTF8.self)
    }
    let start = at + 1
    at = bytes[start...].firstIndex(of: quote) ?? bytes.count
    defer { at = min(at + 1, bytes.count) }
    return String(decoding: dereferenced(start..<at), as: UTF8.self)
  }

  // MARK: - Names

  private func split(_ name: Range<Int>) -> (prefix: String, local: String) {
    guard let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) else {
      return ("", string(name).lowercased())
    }
    return (string(name.lowerBound..<colon), string(colon + 1..<name.upperBound).lowercased())
  }

  private func space(of prefix: String) -> XMLNamespace {
    if let bound = bindings.last(where: { $0.prefix == prefix }) { return bound.space }
    // Undeclared prefixes have their usual meaning.
    return XMLNamespace(prefix: prefix)
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...: true
    default: false
    }
  }

  // MARK: - Characters

  private mutating func characters() -> [UInt8] {
    let start = at
    at = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return dereferenced(start..<at)
  }

  private mutating func dereferenced(_ range: Range<Int>) -> [UInt8] {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return Array(bytes[range]) }
    if !entities.isEmpty {
      return entities.expanded(bytes[range]).withUnsafeBufferPointer(CharacterReferences.replaced)
    }
    return bytes.withUnsafeBufferPointer {
      CharacterReferences.replaced(in: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  // MARK: - Skipping

  private func starts(with word: StaticString) -> Bool {
    word.withUTF8Buffer { bytes[at...].starts(with: $0) }
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
  }

  /// Moves behind the next occurrence of a word, or to the end of the document.
  private mutating func skip(past word: StaticString, from start: Int) {
    at = word.withUTF8Buffer { word in
      var at = min(start, bytes.count)
      while at + word.count <= bytes.count {
        guard let first = bytes[at...].firstIndex(of: word[0]) else { break }
        if bytes[first...].starts(with: word) { return first + word.count }
        at = first + 1
      }
      return bytes.count
    }
  }

  /// Skips `<!DOCTYPE … [ … ]>` and takes the entities that it declares.
  private mutating func skipDeclaration() {
    var quote: UInt8 = 0
    var brackets = 0
    while at < bytes.count {
      if quote == 0, brackets > 0, starts(with: "<!ENTITY") {
        entities.declare(bytes[at...])
      }
      let byte = bytes[at]
      at += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        brackets += 1
      } else if byte == UInt8(ascii: "]") {
        brackets -= 1
      } else if byte == UInt8(ascii: ">"), brackets <= 0 {
        return
      }
    }
  }
}
