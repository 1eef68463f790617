import WebURL

/// The rules of a robots.txt that are meant for us (RFC 9309).
package struct Robots: Hashable, Sendable {
  /// What a crawler does after asking for robots.txt (RFC 9309 2.3.1).
  package enum Decision: Hashable, Sendable {
    case follow(Robots)
    /// The host cannot say now: fetch nothing from it until it can.
    case wait
  }

  /// The product token of our group.
  package static let agent = "ledewatch"

  /// The product token of a User-Agent: what stands before its version (RFC 9309 2.2.1).
  package static func token(of userAgent: String) -> String {
    let token = userAgent.utf8.prefix(while: RobotsParser.isOfToken)
    return String(decoding: token, as: UTF8.self).lowercased()
  }

  /// Bytes of a robots.txt that are read; the rest is passed over (RFC 9309 2.5: at least 500 KiB).
  package static let maximumBytes = 500 << 10

  /// Without any rule: everything is allowed.
  package static let allowAll = Robots([])

  /// Seconds between requests that the file asks for; no part of the RFC, but widely used.
  package private(set) var crawlDelay: Double?
  /// The longest first, and of equal ones those that allow.
  private var rules: [Rule] = []

  /// Reads a robots.txt; never fails, for what is no rule is passed over.
  /// - Parameters:
  ///   - bytes: of a longer one than is read, one byte more at least: half a line is no rule.
  ///   - agents: the tokens that mean us.
  package init(_ bytes: [UInt8], agents: Set<String> = [Robots.agent]) {
    var parser = RobotsParser(agents: agents)
    var read = bytes.prefix(Self.maximumBytes)
    // Half a line is another rule, and may be one for everything.
    if read.count < bytes.count { while let last = read.popLast(), last != 10, last != 13 {} }
    for line in read.split(whereSeparator: { $0 == 10 || $0 == 13 }) { parser.take(line) }
    crawlDelay = parser.group.crawlDelay
    rules = Set(parser.group.rules).sorted()
  }

  /// Whether a robots.txt has rules for anybody.
  package static func namesAgents(_ bytes: [UInt8]) -> Bool {
    let name = Array("user-agent".utf8)
    return bytes.split { $0 == 10 || $0 == 13 }.contains { line in
      let start = line.drop { $0 <= 0x20 || $0 >= 0x7f }.prefix(name.count)
      return start.elementsEqual(name) { $0 == $1 || $0 | 0x20 == $1 }
    }
  }

  /// Bytes of memory that it takes, about.
  package var size: Int { rules.reduce(0) { $0 + $1.size } }

  /// What the answer to a request for robots.txt means: 2xx is read, 4xx means no rules, 429, 5xx
  /// and no answer at all (nil) mean to wait; a 304, for which nobody asked, is no answer.
  package static func decision(on reply: Reply?, agents: Set<String> = [Robots.agent]) -> Decision {
    guard let reply else { return .wait }
    switch reply.status {
    case 200..<300: return .follow(Robots(reply.body, agents: agents))
    case 304, 429: return .wait
    // More redirects than are followed end as an error; a 3xx here leads nowhere.
    case 300..<500: return .follow(.allowAll)
    default: return .wait
    }
  }

  /// Whether the URL may be fetched. The longest rule that matches decides; an allowing rule wins a
  /// tie.
  package func allows(_ url: WebURL) -> Bool {
    allows(path: url.pathAndQuery.utf8)
  }

  func allows(path: some Collection<UInt8>) -> Bool {
    guard !rules.isEmpty else { return true }
    let path = RobotsPath.normal(path, isPattern: false)
    return path.withUnsafeBufferPointer { path in
      rules.first { $0.matches(path) }?.isAllowing ?? true
    }
  }
}

/// One `Allow` or `Disallow` line.
struct Rule: Hashable, Comparable, Sendable {
  let isAllowing: Bool
  /// What lies between the `*`s.
  private let parts: [[UInt8]]
  /// Whether it ends in `$`.
  private let isAnchored: Bool
  private let length: Int

  init(isAllowing: Bool, pattern: some Collection<UInt8>) {
    var pattern = RobotsPath.normal(pattern, isPattern: true)
    length = pattern.count
    isAnchored = pattern.last == UInt8(ascii: "$")
    if isAnchored { pattern.removeLast() }
    parts = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
    self.isAllowing = isAllowing
  }

  var size: Int { 64 + length + 40 * parts.count }

  static func < (one: Rule, other: Rule) -> Bool {
    (other.length, one.isAllowing ? 0 : 1) < (one.length, other.isAllowing ? 0 : 1)
  }

  /// In time linear in path and pattern: each part is sought once, from where the last one ended.
  func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard path.starts(with: parts[0]) else { return false }
    var rest = path[parts[0].count...]
    if parts.count == 1 { return !isAnchored || rest.isEmpty }
    for part in parts.dropFirst().dropLast(isAnchored ? 1 : 0) {
      guard let end = Self.end(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    guard isAnchored, let last = parts.last else { return true }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  /// The index after the first occurrence, by Knuth, Morris and Pratt: a hostile file must not
  /// make it quadratic.
  private static func end(of part: [UInt8], in path: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    if part.isEmpty { return path.startIndex }
    guard part.count <= path.count else { return nil }
    // borders[i]: the length of the longest proper border of part[...i].
    var borders = [Int](repeating: 0, count: part.count)
    var matched = 0
    for index in part.indices.dropFirst() {
      while matched > 0, part[index] != part[matched] { matched = borders[matched - 1] }
      if part[index] == part[matched] { matched += 1 }
      borders[index] = matched
    }
    matched = 0
    for index in path.indices {
      while matched > 0, path[index] != part[matched] { matched = borders[matched - 1] }
      if path[index] == part[matched] { matched += 1 }
      if matched == part.count { return index + 1 }
    }
    return nil
  }
}

/// Paths and patterns in a form in which equal ones have equal bytes (RFC 9309 2.2.2).
enum RobotsPath {
  /// Escapes of unreserved characters undone, other escapes in upper case, what is not ASCII
  /// escaped; in a path also `*` and `$`, which in a pattern (`$` at its end) have a meaning.
  static func normal(_ text: some Collection<UInt8>, isPattern: Bool) -> [UInt8] {
    let text = Array(text)
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "%"), index + 2 < text.count, let high = digit(text[index + 1]),
        let low = digit(text[index + 2])
      {
        let value = high << 4 | low
        if isUnreserved(value) { result.append(value) } else { escape(value, into: &result) }
        index += 3
        continue
      }
      let isLast = index == text.count - 1
      let isLiteralMark =
        byte == UInt8(ascii: "*") && !isPattern
        || byte == UInt8(ascii: "$") && !(isPattern && isLast)
      if byte <= 0x20 || byte >= 0x7f || isLiteralMark {
        escape(byte, into: &result)
      } else {
        result.append(byte)
      }
      index += 1
    }
    return result
  }

  private static func escape(_ byte: UInt8, into result: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// RFC 3986 2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
