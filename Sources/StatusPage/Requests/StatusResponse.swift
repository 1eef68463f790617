/// A response of the status page.
struct StatusResponse: Sendable {
  var status = 200
  var contentType: String
  var body: [UInt8]

  /// The media type of pages.
  static let htmlType = "text/html; charset=utf-8"

  init(status: Int = 200, _ contentType: String, _ body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  /// A short answer for programs.
  static func text(_ text: String, status: Int = 200) -> StatusResponse {
    StatusResponse(status: status, "text/plain; charset=utf-8", Array((text + "\n").utf8))
  }

  /// The fields of each response. A page may load its style and its icon and nothing else, may be shown
  /// in no other page, and is readable for no other site.
  private static let securityFields = [
    "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
      + "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
    "Cross-Origin-Resource-Policy: same-origin", "Cross-Origin-Opener-Policy: same-origin",
    "Cache-Control: no-store", "Connection: close",
  ]

  private static let phrases = [
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    421: "Misdirected Request", 431: "Request Header Fields Too Large",
    500: "Internal Server Error", 503: "Service Unavailable",
  ]

  /// Returns the bytes to send.
  /// - Parameter isHead: whether the body is left out.
  func bytes(isHead: Bool) -> [UInt8] {
    var lines = [
      "HTTP/1.1 \(status) \(StatusResponse.phrases[status] ?? "Error")",
      "Content-Type: \(contentType)", "Content-Length: \(body.count)",
    ]
    if status == 405 { lines.append("Allow: GET, HEAD") }
    lines += StatusResponse.securityFields
    let head = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    return isHead ? head : head + body
  }
}
