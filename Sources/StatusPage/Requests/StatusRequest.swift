/// A request of a client: its target, and the header fields that matter.
struct StatusRequest: Hashable, Sendable {
  /// The maximum size of the request line and the header fields, in bytes.
  static let maximumBytes = 8192

  /// A request that cannot be answered.
  struct Problem: Error, Hashable {
    var status: Int
    var text: String
  }

  var isHead = false
  /// The decoded segments of the path; empty for `/`.
  var path: [String] = []
  /// The decoded parameters of the query.
  var query: [String: String] = [:]
  /// The value of `Host`; nil if there is none.
  var host: String?
  var accept: String?

  /// Parses the request line and the header fields, without the empty line at their end.
  init(parsing head: some Collection<UInt8>) throws(Problem) {
    let text = String(decoding: head, as: UTF8.self)
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
    let words = (lines.popFirst() ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      throw Problem(status: 400, text: "The request line is malformed.")
    }
    try setFields(lines)
    switch words[0] {
    case "GET": break
    case "HEAD": isHead = true
    default: throw Problem(status: 405, text: "Only GET and HEAD are allowed.")
    }
    try setTarget(words[1])
  }

  private mutating func setTarget(_ target: Substring) throws(Problem) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, first.hasPrefix("/") else {
      throw Problem(status: 400, text: "The target is not a path.")
    }
    for segment in first.split(separator: "/") {
      guard let decoded = StatusRequest.decoded(segment) else {
        throw Problem(status: 400, text: "The path is malformed.")
      }
      path.append(decoded)
    }
    for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&").prefix(20) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = StatusRequest.decoded(sides[0]) else { continue }
      query[name] = sides.count > 1 ? StatusRequest.decoded(sides[1]) : ""
    }
  }

  private mutating func setFields(_ lines: ArraySlice<Substring>) throws(Problem) {
    for line in lines where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        !line[..<colon].contains(where: \.isWhitespace)
      else { throw Problem(status: 400, text: "A header field is malformed.") }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingSpaces
      switch name {
      case "host":
        // Two of them are an attempt to be understood in two ways (RFC 9112, 3.2).
        guard host == nil else { throw Problem(status: 400, text: "There are two Host fields.") }
        host = value
      case "accept": accept = accept.map { $0 + "," + value } ?? value
      default: continue
      }
    }
  }

  /// Decodes percent-encoded UTF-8; returns nil if it is malformed or contains a control character.
  static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexadecimal),
        let low = rest.popFirst().flatMap(hexadecimal)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

// MARK: - Host names

extension StatusRequest {
  /// Returns whether the `Host` field names this machine's loopback, or one of the hosts.
  ///
  /// A web page can make a browser request any port of loopback under the name of its own site, whose
  /// address it sets to loopback (DNS rebinding). Such a request carries that name.
  func hasAllowedHost(_ hosts: Set<String>) -> Bool {
    guard let host, let name = StatusRequest.name(of: host) else { return false }
    return name == "localhost" || name == "[::1]" || StatusRequest.isLoopback(name)
      || hosts.contains(name)
  }

  /// Returns the name in a `Host` field, in lower case and without its port; nil if it is malformed.
  private static func name(of host: String) -> String? {
    var name = host.lowercased()[...]
    let end = name.hasPrefix("[") ? name.firstIndex(of: "]").map { name.index(after: $0) } : nil
    if let colon = name[(end ?? name.startIndex)...].firstIndex(of: ":") {
      guard name[name.index(after: colon)...].allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      name = name[..<colon]
    }
    return name.isEmpty ? nil : String(name)
  }

  /// Whether a text is an address of 127.0.0.0/8 in its usual form.
  private static func isLoopback(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
    var text = drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(text)
  }
}
