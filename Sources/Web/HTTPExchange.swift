import Basics
import WebURL

/// A request as it was sent and its response as it was received, for archives.
///
/// It has no secrets: of the request, it has only the header fields that this program writes of its own
/// accord; of the response, all but cookies. As an archive stores the body without its transfer coding,
/// `Transfer-Encoding` is renamed to `X-Archive-Orig-Transfer-Encoding`. The frames of HTTP/2 are written
/// as messages of HTTP/1.1, as libcurl supplies them.
package struct HTTPExchange: Hashable, Sendable {
  /// The URL of the request, without user name and password.
  package var url: WebURL
  /// The IP address of the server; nil if a proxy was asked.
  package var peer: String?
  /// `h2` if the messages were frames of HTTP/2; nil for HTTP/1.
  package var transport: String?
  /// The time at which the response was complete, which the caller of a fetch sets.
  package var receivedAt: Timestamp?
  /// The request line, header fields and an empty line.
  package var requestHeader: [UInt8]
  /// The status line, header fields and an empty line.
  package var responseHeader: [UInt8]
  /// The body without transfer coding and with its content coding.
  package var body: [UInt8]
  /// Whether the body was left out because of its size.
  package var isTruncated = false

  package init(
    url: WebURL, peer: String?, requestHeader: [UInt8], responseHeader: [UInt8], body: [UInt8],
    configuredFields: Set<String> = []
  ) {
    self.url = url.withoutUserInfo
    self.peer = peer
    let request = HTTPHeaderBlock(requestHeader)
    let response = HTTPHeaderBlock(responseHeader)
    transport = response.isHTTP2 ? "h2" : nil
    self.requestHeader = request.written { name in
      HTTPExchange.ownFields.contains(name) && !configuredFields.contains(name) ? name : nil
    }
    self.responseHeader = response.written { name in
      switch name {
      case "set-cookie", "set-cookie2", "proxy-authenticate", "proxy-authentication-info": nil
      case "transfer-encoding": "X-Archive-Orig-Transfer-Encoding"
      default: name
      }
    }
    self.body = body
  }

  /// The fields of requests that have no secrets unless the configuration sets them.
  private static let ownFields: Set<String> = [
    "accept", "accept-encoding", "connection", "host", "if-modified-since", "if-none-match",
    "proxy-connection", "user-agent",
  ]

  /// The size of the messages in bytes.
  package var size: Int { requestHeader.count + responseHeader.count + body.count }
}

/// The header of an HTTP message as bytes.
private struct HTTPHeaderBlock {
  /// The lines with their ends; a folded line is a part of the line that it continues.
  private var lines: [ArraySlice<UInt8>] = []

  init(_ bytes: [UInt8]) {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      var end = HTTPHeaderBlock.lineEnd(bytes, from: start)
      while end < bytes.endIndex, !lines.isEmpty, bytes[end] == 0x20 || bytes[end] == 0x09 {
        end = HTTPHeaderBlock.lineEnd(bytes, from: end)
      }
      lines.append(bytes[start..<end])
      start = end
    }
  }

  private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
  }

  var isHTTP2: Bool { lines.first?.starts(with: "HTTP/2".utf8) ?? false }

  /// Returns the header with an empty line at its end.
  /// - Parameter rename: returns the name of a field by its name in lower case; the same for a field that
  ///   is written as it is, nil for one that is left out.
  func written(_ rename: (String) -> String?) -> [UInt8] {
    var out = lines.first.map(HTTPHeaderBlock.startLine) ?? []
    for line in lines.dropFirst() {
      // A line without a colon is no field.
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      let name = line[..<colon].withUnsafeBufferPointer {
        FieldText.lowercase(FieldText.trim($0))
      }
      switch rename(name) {
      case nil: continue
      case name: out += line
      case let new?: out += Array(new.utf8) + line[colon...]
      }
    }
    return out + [0x0D, 0x0A]
  }

  private static func startLine(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let http2 = Array("HTTP/2".utf8)
    if line.starts(with: http2) { return Array("HTTP/1.1".utf8) + line.dropFirst(http2.count) }
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] <= 0x20 { end -= 1 }
    guard line[..<end].suffix(http2.count).elementsEqual(http2) else { return Array(line) }
    return line[..<(end - http2.count)] + Array("HTTP/1.1\r\n".utf8)
  }
}
