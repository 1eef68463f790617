/// The properties of an `href` value before it is resolved.
struct LinkReference {
  /// A hash of the reference without its fragment.
  var hash: UInt64
  /// A hash of the reference without the parts that vary from article to article.
  var pattern: UInt64
  var traits: PageLink.Traits = []

  /// The maximum length of a reference, in bytes.
  static let maximumLength = 4_000

  /// Returns nil if the reference leads to no page: a fragment, a script, a mail address or
  /// malformed markup.
  ///
  /// - Parameter host: the host of the page's address.
  init?(_ value: UnsafeBufferPointer<UInt8>, host: [UInt8]) {
    var start = 0
    var end = value.count
    while start < end, value[start] <= 0x20 { start += 1 }
    while end > start, value[end - 1] <= 0x20 { end -= 1 }
    var at = start
    while at < end, value[at] != 0x23 {
      // An unclosed quotation mark swallowed the following tags.
      if value[at] == 0x3C { return nil }
      at += 1
    }
    end = at
    guard end > start, end - start <= LinkReference.maximumLength,
      let pathStart = LinkReference.pathStart(value, start, end)
    else { return nil }
    hash = hash64(UnsafeBufferPointer(rebasing: value[start..<end]))
    var scanner = PathScanner(value, from: start, path: pathStart, to: end)
    scanner.scan()
    pattern = scanner.shape.value
    traits = scanner.traits
    // The root of another site is not the page's own.
    if traits.contains(.home),
      LinkReference.isForeign(value[start..<pathStart], host: host[...])
    {
      traits.remove(.home)
    }
  }

  /// Whether scheme and host of a reference are those of another site than the page's.
  private static func isForeign(
    _ origin: Slice<UnsafeBufferPointer<UInt8>>, host: ArraySlice<UInt8>
  ) -> Bool {
    guard let slash = origin.lastIndex(of: 0x2F) else { return false }
    func withoutPrefix<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence
    where Bytes.SubSequence == Bytes {
      bytes.starts(with: "www.".utf8) ? bytes.dropFirst(4) : bytes
    }
    let name = withoutPrefix(origin[(slash + 1)...])
    let own = withoutPrefix(host)
    return name.count < own.count
      || !zip(name, own).allSatisfy { $0 | 0x20 == $1 | 0x20 }
      || name.count > own.count && name[name.index(name.startIndex, offsetBy: own.count)] != 0x3A
  }

  /// Whether a reference would lead to a page, but is too long.
  static func isTooLong(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.count > maximumLength, let start = value.firstIndex(where: { $0 > 0x20 }),
      pathStart(value, start, value.count) != nil
    else { return false }
    let reference = value[start...].prefix { $0 != 0x23 }
    return !reference.contains(0x3C) && reference.count { $0 > 0x20 } > maximumLength
  }

  /// Returns a hash of the parts that articles of one section share: the host, the first segment,
  /// the number of segments, which segments are numbers, and the extension.
  static func shape(of value: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var end = value.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? value.count
    while end > 0, value[end - 1] == 0x2F || value[end - 1] <= 0x20 { end -= 1 }
    var hash = TextHash()
    var at = pathStart(value, 0, end) ?? 0
    for byte in value[..<min(at, end)] { hash.combine(UInt64(byte)) }
    var segments = 0
    while at < end {
      while at < end, value[at] == 0x2F { at += 1 }
      let segment = value[at..<(value[at..<end].firstIndex(of: 0x2F) ?? end)]
      let isNumber = !segment.isEmpty && segment.allSatisfy { (0x30...0x39).contains($0) }
      segments += 1
      if isNumber {
        hash.combine(UInt64(segment.count))
      } else if segments == 1, segment.endIndex < end {
        for byte in segment { hash.combine(UInt64(byte | 0x20)) }
      } else if segment.endIndex == end, let dot = segment.lastIndex(of: 0x2E),
        segment.endIndex - dot <= 6
      {
        for byte in segment[dot...] { hash.combine(UInt64(byte | 0x20)) }
      }
      hash.combine(0x2F)
      at = segment.endIndex
    }
    return hash.value
  }

  /// Returns the end of scheme and host; nil for schemes other than http and https.
  private static func pathStart(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int)
    -> Int?
  {
    var host = start
    for i in start..<min(end, start + 12) {
      if text[i] == 0x2F || text[i] == 0x3F { break }
      guard text[i] == 0x3A else { continue }
      guard i - start >= 4, text[start] | 0x20 == 0x68, text[start + 1] | 0x20 == 0x74,
        text[start + 2] | 0x20 == 0x74, text[start + 3] | 0x20 == 0x70
      else { return nil }
      host = i + 1
      break
    }
    guard host + 1 < end, text[host] == 0x2F, text[host + 1] == 0x2F else { return start }
    host += 2
    while host < end, text[host] != 0x2F, text[host] != 0x3F { host += 1 }
    return host
  }
}

/// A scanner of path and query.
private struct PathScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var at: Int
  private let end: Int
  private(set) var shape = TextHash()
  private(set) var traits: PageLink.Traits = []
  private var maximumHyphens = 0
  private var maximumDigits = 0
  private var segments = 0

  init(_ text: UnsafeBufferPointer<UInt8>, from start: Int, path: Int, to end: Int) {
    self.text = text
    self.end = end
    at = path
    for i in start..<path { shape.combine(UInt64(text[i])) }
  }

  mutating func scan() {
    while at < end, text[at] != 0x3F { scanSegment() }
    if segments == 0, at == end { traits.insert(.home) }
    while at < end { scanParameter() }
    if maximumDigits >= 4 || maximumHyphens >= 3 { traits.insert(.articleAddress) }
  }

  /// The properties of a path segment or a parameter.
  private struct Piece {
    var length = 0
    var digits = 0
    var hyphens = 0
    /// A hash of the text in lower case.
    var exact = TextHash()
    /// The length of the text from the last dot on; that of the whole text without a dot.
    var suffixLength = 0
  }

  @inline(__always)
  private mutating func scanPiece(until isEnd: (UInt8) -> Bool) -> Piece {
    var piece = Piece()
    let start = at
    var dot = at
    var run = 0
    var longestRun = 0
    var i = at
    while i < end, !isEnd(text[i]) {
      let byte = text[i].lowercased
      piece.exact.combine(UInt64(byte))
      if byte &- 0x30 < 10 {
        piece.digits += 1
        run += 1
        longestRun = max(longestRun, run)
      } else {
        run = 0
        if byte == 0x2D || byte == 0x5F { piece.hyphens += 1 }
        if byte == 0x2E { dot = i }
      }
      i += 1
    }
    at = i
    piece.length = i - start
    piece.suffixLength = i - dot
    maximumDigits = max(maximumDigits, longestRun)
    maximumHyphens = max(maximumHyphens, piece.hyphens)
    return piece
  }

  /// Reads the extension of the last segment.
  private mutating func read(extension text: Slice<UnsafeBufferPointer<UInt8>>) {
    guard text.count(where: { $0 &- 0x30 < 10 }) <= 1 else { return }
    var hash = TextHash()
    for byte in text { hash.combine(UInt64(byte.lowercased)) }
    shape.combine(hash.value)
    if LinkWords.suffixes.contains(hash.value) { traits.insert(.articleAddress) }
  }

  private mutating func scanSegment() {
    while at < end, text[at] == 0x2F { at += 1 }
    let piece = scanPiece { $0 == 0x2F || $0 == 0x3F }
    guard piece.length > 0 else { return }
    segments += 1
    let isLast = at == end || text[at] == 0x3F || at + 1 == end
    if segments <= 3, !isLast || segments == 1, LinkWords.sections.contains(piece.exact.value) {
      traits.insert(.section)
    }
    if isLast {
      // Only the extension of the last segment indicates the type of page.
      let isNumber = piece.digits > 0 && piece.digits + 1 >= piece.length
      shape.combine(isNumber ? 1 : piece.hyphens >= 2 ? 2 : 3)
      if piece.suffixLength < piece.length, piece.suffixLength <= 6 {
        read(extension: text[at - piece.suffixLength..<at])
      }
    } else {
      shape.combine(piece.digits > 0 ? 0x23 : piece.exact.value)
    }
    shape.combine(0x2F)
  }

  /// Whether `http:` or `https:` begins at a position, perhaps with an encoded colon.
  private func isScheme(at start: Int) -> Bool {
    let rest = text[start..<min(end, start + 8)]
    guard rest.starts(with: "http".utf8) else { return false }
    let next = rest.dropFirst(4).first == 0x73 ? start + 5 : start + 4
    return next < end && (text[next] == 0x3A || text[next] == 0x25)
  }

  private mutating func scanParameter() {
    at += 1
    let name = scanPiece { $0 == 0x3D || $0 == 0x26 }
    shape.combine(name.exact.value)
    if LinkWords.sections.contains(name.exact.value) { traits.insert(.section) }
    if at < end, text[at] == 0x3D {
      at += 1
      if isScheme(at: at) { traits.insert(.sharing) }
      _ = scanPiece { $0 == 0x26 }
    }
  }
}

/// Words in addresses.
enum LinkWords {
  /// Path segments and parameters of pages that are listings or services, not articles.
  static let sections = hashes(
    "about", "account", "advertise", "author", "authors", "autor", "cart", "cat", "categoria",
    "category", "contact", "cookies", "feed", "feeds", "help", "kategorie", "label", "login",
    "logout", "member", "mypage", "paged", "print", "privacy", "profile", "register", "replytocom",
    "rss", "search", "share", "signin", "signup", "sitemap", "subscribe", "tag", "tags", "terms",
    "topic", "topics", "user", "users")

  /// File extensions of documents.
  static let suffixes = hashes(".doc", ".docx", ".htm", ".html", ".pdf", ".shtml", ".wpd", ".xhtml")

  private static func hashes(_ words: String...) -> HashSet { HashSet(words.map(ClassWords.hash)) }
}
