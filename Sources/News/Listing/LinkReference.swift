/// What the value of an `href` tells before it is resolved.
struct LinkReference {
  /// Of the reference without fragment.
  var hash: UInt64
  /// Of the reference with what varies from article to article taken out.
  var pattern: UInt64
  var traits: PageLink.Traits = []

  /// Nil where the reference leads to no page: a fragment, a script, a mail.
  init?(_ value: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var end = value.count
    while start < end, value[start] <= 0x20 { start += 1 }
    while end > start, value[end - 1] <= 0x20 { end -= 1 }
    if let mark = value[start..<end].firstIndex(of: 0x23) { end = mark }
    guard end > start, end - start <= 4_000 else { return nil }
    let text = value[start..<end]
    hash = fnv(UnsafeBufferPointer(rebasing: text))
    let path: Slice<UnsafeBufferPointer<UInt8>>
    if let colon = text.prefix(12).firstIndex(of: 0x3A), !text[..<colon].contains(0x2F) {
      guard text.starts(with: "http".utf8) || text.starts(with: "HTTP".utf8) else { return nil }
      let host = text.index(colon, offsetBy: 3, limitedBy: end) ?? end
      path = text[(text[host...].firstIndex(of: 0x2F) ?? end)...]
    } else if text.starts(with: "//".utf8) {
      path = text[(text.dropFirst(2).firstIndex(of: 0x2F) ?? end)...]
    } else {
      path = text
    }
    var shape = TextHash()
    for byte in text[..<path.startIndex] { shape.combine(UInt64(byte)) }
    var reader = PathReader()
    reader.read(path)
    shape.combine(reader.shape)
    pattern = shape.value
    traits = reader.traits
  }
}

/// Reads a path and query for their shape.
private struct PathReader {
  private(set) var shape: UInt64 = 0
  private(set) var traits: PageLink.Traits = []
  private var hyphens = 0
  private var digits = 0
  private var longestNumber = 0
  private var length = 0

  mutating func read(_ path: Slice<UnsafeBufferPointer<UInt8>>) {
    let mark = path.firstIndex(of: 0x3F) ?? path.endIndex
    let segments = path[..<mark].split(separator: 0x2F)
    var hash = TextHash()
    for (i, segment) in segments.prefix(16).enumerated() {
      let isLast = i == segments.count - 1
      let numbers = measure(segment)
      if isLast {
        // Only its ending tells the kind of page.
        hash.combine(digits > 0 && digits == length ? 1 : hyphens >= 2 ? 2 : 3)
        if let dot = segment.lastIndex(of: 0x2E), segment.endIndex - dot <= 6 {
          for byte in segment[dot...] { hash.combine(UInt64(byte)) }
        }
      } else if numbers > 0 {
        hash.combine(0x23)
      } else {
        for byte in segment { hash.combine(UInt64(byte)) }
      }
      hash.combine(0x2F)
      if i < 3, LinkWords.sections.contains(lower(segment)), !isLast || segments.count == 1 {
        traits.insert(.section)
      }
    }
    if segments.isEmpty, mark == path.endIndex { traits.insert(.home) }
    if mark < path.endIndex { read(query: path[(mark + 1)...], into: &hash) }
    if longestNumber >= 4 || hyphens >= 3 || hasSuffix(segments.last) {
      traits.insert(.articleAddress)
    }
    shape = hash.value
  }

  private mutating func read(query: Slice<UnsafeBufferPointer<UInt8>>, into hash: inout TextHash) {
    for parameter in query.split(separator: 0x26).prefix(12) {
      let equals = parameter.firstIndex(of: 0x3D) ?? parameter.endIndex
      let name = lower(parameter[..<equals])
      hash.combine(name)
      if LinkWords.sections.contains(name) { traits.insert(.section) }
      if equals < parameter.endIndex { _ = measure(parameter[(equals + 1)...]) }
    }
  }

  /// Counts digits and hyphens; answers how many digits there are.
  private mutating func measure(_ segment: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    digits = 0
    length = segment.count
    var run = 0
    var hyphensHere = 0
    for byte in segment {
      if (0x30...0x39).contains(byte) {
        digits += 1
        run += 1
        longestNumber = max(longestNumber, run)
      } else {
        run = 0
        if byte == 0x2D || byte == 0x5F { hyphensHere += 1 }
      }
    }
    hyphens = max(hyphens, hyphensHere)
    return digits
  }

  private func hasSuffix(_ segment: Slice<UnsafeBufferPointer<UInt8>>?) -> Bool {
    guard let segment, let dot = segment.lastIndex(of: 0x2E) else { return false }
    return LinkWords.suffixes.contains(lower(segment[dot...]))
  }

  private func lower(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash = TextHash()
    for byte in text { hash.combine(UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)) }
    return hash.value
  }
}

/// Words of addresses.
enum LinkWords {
  /// Path segments and parameters of pages that list or serve, and are no article.
  static let sections = hashes(
    "about", "account", "advertise", "author", "authors", "autor", "cart", "categoria", "category",
    "cat", "contact", "cookies", "feed", "feeds", "help", "kategorie", "label", "login", "logout",
    "member", "mypage", "privacy", "profile", "register", "rss", "search", "share", "signin",
    "signup", "sitemap", "subscribe", "tag", "tags", "terms", "topic", "topics", "user", "users",
    "replytocom", "paged", "print")

  /// Endings of documents.
  static let suffixes = hashes(".html", ".htm", ".shtml", ".pdf", ".xhtml", ".wpd", ".doc", ".docx")

  private static func hashes(_ words: String...) -> Set<UInt64> {
    Set(words.map(ClassWords.hash))
  }
}
