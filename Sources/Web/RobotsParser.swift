import Basics

/// A parser that collects the groups of a robots.txt for this crawler, or, if there are none, those
/// for all crawlers (RFC 9309, 2.2.1).
struct RobotsParser {
  struct Group {
    var rules: [RobotsRule] = []
    var crawlDelay: Duration?
  }

  /// The product tokens of this crawler.
  private let agents: Set<[UInt8]>
  private var ownGroup = Group()
  private var commonGroup = Group()
  /// Whether a group names this crawler. If so, groups for all crawlers do not apply, even if its own
  /// group is empty.
  private var isNamed = false
  // The state of the current group.
  private var namesThisCrawler = false
  private var namesAllCrawlers = false
  private var hasRules = true

  var group: Group { isNamed ? ownGroup : commonGroup }

  init(agents: Set<String>) {
    // A user agent that does not begin with a letter has an empty token. So have many groups for
    // other crawlers.
    self.agents = Set(agents.filter { !$0.isEmpty }.map { Array($0.lowercased().utf8) })
  }

  static func isTokenByte(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d || byte == 0x5f
  }

  /// Parses the next line.
  mutating func parse(_ line: ArraySlice<UInt8>) {
    let line = line.prefix { $0 != UInt8(ascii: "#") }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = Self.lowercase(Self.trim(Self.withoutByteOrderMark(line[..<colon])))
    let value = Self.trim(line[(colon + 1)...])
    switch name {
    case Array("user-agent".utf8): begin(value)
    case Array("allow".utf8): add(value, isAllowing: true)
    case Array("disallow".utf8): add(value, isAllowing: false)
    // This line is not part of the RFC and does not end the list of agents.
    case Array("crawl-delay".utf8): setDelay(value)
    default: break
    }
  }

  private mutating func begin(_ value: ArraySlice<UInt8>) {
    if hasRules { (namesThisCrawler, namesAllCrawlers, hasRules) = (false, false, false) }
    if value.first == UInt8(ascii: "*") {
      namesAllCrawlers = true
    } else {
      let token = Self.lowercase(value.prefix(while: Self.isTokenByte))
      if agents.contains(token) { (namesThisCrawler, isNamed) = (true, true) }
    }
  }

  private mutating func add(_ value: ArraySlice<UInt8>, isAllowing: Bool) {
    hasRules = true
    // An empty Disallow disallows nothing.
    guard namesThisCrawler || namesAllCrawlers, let first = value.first else { return }
    guard first == UInt8(ascii: "/") || first == UInt8(ascii: "*") else { return }
    let rule = RobotsRule(isAllowing: isAllowing, pattern: value)
    if namesThisCrawler { ownGroup.rules.append(rule) }
    if namesAllCrawlers { commonGroup.rules.append(rule) }
  }

  private mutating func setDelay(_ value: ArraySlice<UInt8>) {
    guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds.isFinite,
      seconds >= 0
    else { return }
    let delay = Duration.seconds(clamping: seconds)
    if namesThisCrawler { ownGroup.crawlDelay = delay }
    if namesAllCrawlers { commonGroup.crawlDelay = delay }
  }

  private static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  /// Returns the bytes without a byte order mark at their start.
  private static func withoutByteOrderMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
  }

  private static func lowercase(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }
}
