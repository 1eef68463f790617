import WebURL

/// The rules of a robots.txt for this crawler (RFC 9309).
package struct Robots: Hashable, Sendable {
  /// The consequence of a request for robots.txt (RFC 9309, 2.3.1).
  package enum Decision: Hashable, Sendable {
    case follow(Robots)
    /// robots.txt is unavailable, so that nothing may be fetched from the host.
    case wait
  }

  /// The product token of this crawler.
  package static let agent = "ledewatch"

  /// Returns the product token of a User-Agent: the part before its version (RFC 9309, 2.2.1).
  package static func token(of userAgent: String) -> String {
    let token = userAgent.utf8.prefix(while: RobotsParser.isTokenByte)
    return String(decoding: token, as: UTF8.self).lowercased()
  }

  /// The maximum number of bytes of a robots.txt that are parsed; the rest is ignored (RFC 9309, 2.5:
  /// at least 500 KiB).
  package static let maximumSize = 500 << 10

  /// No rules: everything is allowed.
  package static let allowAll = Robots([])

  /// The time between requests that the file asks for. The RFC does not define this line, but it
  /// is widely used.
  package private(set) var crawlDelay: Duration?
  /// Sorted by length, the longest first, then allowing rules before disallowing ones.
  private var rules: [RobotsRule] = []

  /// Parses a robots.txt. Invalid lines are ignored.
  /// - Parameters:
  ///   - bytes: The file; if it exceeds `maximumSize`, at least one byte more than that, so that an
  ///     incomplete last line is recognized.
  ///   - agents: The product tokens of this crawler.
  package init(_ bytes: [UInt8], agents: Set<String> = [Robots.agent]) {
    var parser = RobotsParser(agents: agents)
    var text = bytes.prefix(Self.maximumSize)
    // An incomplete last line may be a rule for other paths than the complete one.
    if text.count < bytes.count { while let last = text.popLast(), last != 10, last != 13 {} }
    for line in text.split(whereSeparator: { $0 == 10 || $0 == 13 }) { parser.parse(line) }
    crawlDelay = parser.group.crawlDelay
    rules = Set(parser.group.rules).sorted()
  }

  /// Whether a robots.txt has rules for any crawler.
  package static func namesAgents(_ bytes: [UInt8]) -> Bool {
    let name = Array("user-agent".utf8)
    return bytes.split { $0 == 10 || $0 == 13 }.contains { line in
      let start = line.drop { $0 <= 0x20 || $0 >= 0x7f }.prefix(name.count)
      return start.elementsEqual(name) { $0 == $1 || $0 | 0x20 == $1 }
    }
  }

  /// The approximate number of bytes that the rules take in memory.
  package var size: Int { rules.reduce(0) { $0 + $1.size } }

  /// Returns the consequence of a response to a request for robots.txt: the rules of a 2xx response,
  /// no rules after a 4xx, and waiting after 429, 5xx, an unrequested 304, or no response (nil).
  package static func decision(
    on response: Response?, agents: Set<String> = [Robots.agent]
  ) -> Decision {
    guard let response else { return .wait }
    switch response.status {
    case 200..<300: return .follow(Robots(response.body, agents: agents))
    case 304, 429: return .wait
    // Redirects have been followed. A 3xx response here has no location.
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
    let path = RobotsPath.normalized(path, isPattern: false)
    return path.withUnsafeBufferPointer { path in
      rules.first { $0.matches(path) }?.isAllowing ?? true
    }
  }
}
