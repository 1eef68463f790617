/// Reads a robots.txt line by line and gathers the groups meant for us, or else those for everyone
/// (RFC 9309 2.2.1).
struct RobotsParser {
  struct Group {
    var rules: [Rule] = []
    var crawlDelay: Double?
  }

  /// The tokens that mean us.
  private let agents: Set<[UInt8]>
  private var ours = Group()
  private var everyones = Group()
  /// Whether any group names us: then those for everyone do not count, even if ours is empty.
  private var isNamed = false
  // Of the group being read:
  private var isOurs = false
  private var isEveryones = false
  private var hasRules = true

  var group: Group { isNamed ? ours : everyones }

  init(agents: Set<String>) {
    // A user agent that begins with no letter has no token; nor have many groups of others.
    self.agents = Set(agents.filter { !$0.isEmpty }.map { Array($0.lowercased().utf8) })
  }

  static func isOfToken(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d || byte == 0x5f
  }

  mutating func take(_ line: ArraySlice<UInt8>) {
    let line = line.prefix { $0 != UInt8(ascii: "#") }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = Self.lowercase(Self.trim(Self.withoutMark(line[..<colon])))
    let value = Self.trim(line[(colon + 1)...])
    switch name {
    case Array("user-agent".utf8): begin(value)
    case Array("allow".utf8): add(value, isAllowing: true)
    case Array("disallow".utf8): add(value, isAllowing: false)
    // Not the RFC's: it must not end the list of agents.
    case Array("crawl-delay".utf8): delay(value)
    default: break
    }
  }

  private mutating func begin(_ value: ArraySlice<UInt8>) {
    if hasRules { (isOurs, isEveryones, hasRules) = (false, false, false) }
    if value.first == UInt8(ascii: "*") {
      isEveryones = true
    } else {
      let token = Self.lowercase(value.prefix(while: Self.isOfToken))
      if agents.contains(token) { (isOurs, isNamed) = (true, true) }
    }
  }

  private mutating func add(_ value: ArraySlice<UInt8>, isAllowing: Bool) {
    hasRules = true
    // An empty Disallow forbids nothing.
    guard isOurs || isEveryones, let first = value.first else { return }
    guard first == UInt8(ascii: "/") || first == UInt8(ascii: "*") else { return }
    let rule = Rule(isAllowing: isAllowing, pattern: value)
    if isOurs { ours.rules.append(rule) }
    if isEveryones { everyones.rules.append(rule) }
  }

  private mutating func delay(_ value: ArraySlice<UInt8>) {
    guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds.isFinite,
      seconds >= 0
    else { return }
    if isOurs { ours.crawlDelay = seconds }
    if isEveryones { everyones.crawlDelay = seconds }
  }

  private static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  /// Without a byte order mark.
  private static func withoutMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
  }

  private static func lowercase(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }
}
