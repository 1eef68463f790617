import Basics
import WebURL

/// A request to a guard proxy.
struct ProxyRequest: Sendable {
  /// The URLs that the connection serves, which have one host and port. A tunnel may be for either
  /// scheme.
  let urls: [WebURL]
  /// The head to send to the server; nil for a tunnel.
  let head: [UInt8]?
  /// The number of bytes that the client sends after the head.
  let bodySize: Int

  /// Parses the head of a request, which ends with an empty line.
  /// - Throws: `ProxyFailure`
  init(_ head: [UInt8]) throws(ProxyFailure) {
    guard let text = String(validating: head.dropLast(4), as: UTF8.self) else { throw .malformed }
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard !text.unicodeScalars.contains(where: { $0 == "\0" }),
      !lines.contains(where: { $0.utf8.contains(0x0a) || $0.utf8.contains(0x0d) })
    else { throw .malformed }
    let parts = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].hasPrefix("HTTP/1."), ProxyRequest.isToken(parts[0]) else {
      throw .malformed
    }
    let fields = try ProxyRequest.fields(lines.dropFirst())
    if parts[0] == "CONNECT" {
      urls = try ProxyRequest.tunnelURLs(parts[1])
      (self.head, bodySize) = (nil, 0)
    } else {
      guard let url = WebURL(parts[1]), !url.isSecure else {
        throw ProxyFailure(status: 400, reason: "the proxy forwards http only")
      }
      urls = [url]
      bodySize = try ProxyRequest.bodySize(fields)
      self.head = ProxyRequest.forwarded(method: parts[0], url, fields)
    }
  }

  private typealias Field = (name: Substring, value: Substring)

  private static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte)
          || (0x30...0x39).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }

  /// A line that begins with white space, which would continue the one before, has no name.
  private static func fields(_ lines: ArraySlice<Substring>) throws(ProxyFailure) -> [Field] {
    var fields: [Field] = []
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), isToken(line[..<colon]) else { throw .malformed }
      fields.append((line[..<colon], line[line.index(after: colon)...]))
    }
    return fields
  }

  private static func tunnelURLs(_ authority: Substring) throws(ProxyFailure) -> [WebURL] {
    guard !authority.contains(where: { "@/\\?#".contains($0) }) else { throw .malformed }
    let port = authority.lastIndex(of: ":").map { authority[authority.index(after: $0)...] }
    guard let port, let number = Int(port),
      let secure = WebURL("https://\(authority)/"), let plain = WebURL("http://\(authority)/"),
      secure.port == number, plain.port == number
    else { throw .malformed }
    return [secure, plain]
  }

  private static func bodySize(_ fields: [Field]) throws(ProxyFailure) -> Int {
    guard !fields.contains(where: { $0.name.lowercased() == "transfer-encoding" }) else {
      throw ProxyFailure(status: 411, reason: "the proxy needs a Content-Length")
    }
    let lengths = fields.filter { $0.name.lowercased() == "content-length" }
      .map { $0.value.filter { $0 != " " && $0 != "\t" } }
    guard let length = lengths.first else { return 0 }
    guard lengths.count == 1, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let size = Int(length)
    else { throw .malformed }
    return size
  }

  /// Returns the head with the path instead of the URL, and without fields for the proxy. The server is
  /// asked to close the connection after its response, so that no further request follows.
  private static func forwarded(method: Substring, _ url: WebURL, _ fields: [Field]) -> [UInt8] {
    let named = fields.filter { $0.name.lowercased() == "connection" }
      .flatMap { $0.value.lowercased().split(whereSeparator: { ", \t".contains($0) }) }
    let dropped =
      ["connection", "host", "keep-alive", "te", "trailer", "upgrade"] + named.map(String.init)
    var lines = ["\(method) \(url.pathAndQuery) HTTP/1.1", "Host: \(url.hostAndPort)"]
    for field in fields {
      let name = field.name.lowercased()
      guard !dropped.contains(name) || name == "content-length", !name.hasPrefix("proxy-") else {
        continue
      }
      lines.append("\(field.name):\(field.value)")
    }
    return Array((lines + ["Connection: close", "", ""]).joined(separator: "\r\n").utf8)
  }
}

/// The reason why a guard proxy does not serve a connection.
struct ProxyFailure: Error, Hashable, Sendable {
  /// The status of the response to the program; nil if there is none, because the connection ended.
  var status: Int?
  var reason: String

  static let malformed = ProxyFailure(status: 400, reason: "the request is malformed")
  static let ended = ProxyFailure(status: nil, reason: "the connection ended")

  /// The response to the program.
  var response: [UInt8] {
    guard let status else { return [] }
    let body = reason.strippingControlCharacters(replacingSeparatorsWith: " ") + "\n"
    let lines = [
      "HTTP/1.1 \(status) Refused", "Content-Type: text/plain; charset=utf-8",
      "Content-Length: \(body.utf8.count)", "Connection: close", "", body,
    ]
    return Array(lines.joined(separator: "\r\n").utf8)
  }
}
