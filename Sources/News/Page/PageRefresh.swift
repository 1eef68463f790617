import HTML
import WebURL

/// The request of a page to load another URL after a delay: a `Refresh` field or a `meta` element (HTML
/// standard, "shared declarative refresh steps"). Browsers obey it like a redirect.
package struct PageRefresh: Hashable, Sendable {
  package var delay: Duration
  package var target: WebURL

  /// The longest delay of a page that only leads to another one. A page that is to be read, and is
  /// reloaded or left later, has a delay of minutes.
  package static let maximumDelay = Duration.seconds(10)
  /// The number of bytes at the start of a page in which the element is searched.
  private static let searchedBytes = 64 << 10

  /// Parses the value of a `Refresh` field or of the `content` attribute; nil if it is invalid or names
  /// no URL that can be fetched.
  package init?(_ value: String, base: WebURL) {
    var rest = value.utf8[...]
    PageRefresh.skipSpace(&rest)
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest[digits.endIndex...]
    guard !digits.isEmpty || rest.first == UInt8(ascii: ".") else { return nil }
    rest = rest.drop { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    guard let reference = PageRefresh.reference(rest), let target = base.resolving(reference) else {
      return nil
    }
    delay = .seconds(min(Int(Substring(digits)) ?? (digits.isEmpty ? 0 : .max), 1_000_000))
    self.target = target.withoutUserInfo
  }

  /// Searches the `meta` element of a page; nil if it has none. Elements in `noscript` are for browsers
  /// without scripts and may lead to a page that says so.
  package init?(_ page: Page) {
    let start = page.bytes.prefix(PageRefresh.searchedBytes)
    guard start.containsRefreshAttribute else { return nil }
    let document = Document(
      Array(start), transportCharset: page.transportCharset, charsetOverride: page.charsetOverride)
    var base = page.address
    var hasBase = false
    for index in 0..<document.nodeCount {
      let node = document[index]
      if node.isElement(.base), !hasBase, let reference = node[.href] {
        base = base.resolving(reference) ?? base
        hasBase = true
      }
      guard node.isElement(.meta), node["http-equiv"]?.lowercased() == "refresh",
        let content = node[.content], !node.isInNoScript
      else { continue }
      self.init(content, base: base)
      return
    }
    return nil
  }

  /// Returns the text of the URL that follows the time; nil if there is none, so that the page reloads
  /// itself.
  private static func reference(_ text: Substring.UTF8View) -> String? {
    var rest = text
    guard let separator = rest.first, isSpace(separator) || ";,".utf8.contains(separator) else {
      return nil
    }
    skipSpace(&rest)
    if let first = rest.first, ";,".utf8.contains(first) { rest = rest.dropFirst() }
    skipSpace(&rest)
    if String(rest.prefix(3))?.lowercased() == "url" {
      var value = rest.dropFirst(3)
      skipSpace(&value)
      if value.first == UInt8(ascii: "=") {
        rest = value.dropFirst()
        skipSpace(&rest)
      }
    }
    if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      rest = rest.dropFirst().prefix { $0 != quote }
    }
    guard !rest.isEmpty else { return nil }
    return String(Substring(rest))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte)
  }

  private static func skipSpace(_ text: inout Substring.UTF8View) {
    text = text.drop(while: isSpace)
  }
}

extension Node {
  fileprivate var isInNoScript: Bool {
    var node = parentElement
    while let element = node {
      if element.isElement(.noscript) { return true }
      node = element.parentElement
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  private static let nameStart = Array("http".utf8)
  private static let nameEnd = Array("equiv".utf8)
  private static let value = Array("refresh".utf8)

  /// Whether the bytes contain `http-equiv=refresh` in any notation. Every page is searched, so the
  /// search looks for hyphens only.
  fileprivate var containsRefreshAttribute: Bool {
    withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        guard bytes[index] == 0x2D else {
          index += 1
          continue
        }
        let (start, end) = (Self.nameStart, Self.nameEnd)
        if index >= start.count, bytes.hasWord(start, at: index - start.count),
          bytes.hasWord(end, at: index + 1)
        {
          var next = index + 1 + end.count
          while next < bytes.count, bytes[next] <= 0x20 || [0x3D, 0x22, 0x27].contains(bytes[next])
          {
            next += 1
          }
          if bytes.hasWord(Self.value, at: next) { return true }
        }
        index += 1
      }
      return false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a word in lower case is at a place, in any case of letters.
  fileprivate func hasWord(_ word: [UInt8], at start: Int) -> Bool {
    start + word.count <= count && word.indices.allSatisfy { self[start + $0] | 0x20 == word[$0] }
  }
}
