/// The header lines of a request, checked and in the form `curl_slist` wants. All are ours: those
/// that libcurl would write itself cost it twice as much.
struct RequestFields {
  /// NUL-terminated.
  private(set) var lines: [[CChar]] = []
  /// In lower case.
  private var names: Set<String> = []

  /// - Parameter isHome: whether headers that are the request's own are to be sent.
  init(_ request: Request, isHome: Bool) throws(RequestError) {
    if isHome {
      for header in request.headers { try add(header.name, header.value) }
    }
    for (name, value) in [
      ("User-Agent", request.userAgent), ("Accept", Request.accept),
      ("Accept-Encoding", ContentCoding.accepted),
    ] where !names.contains(name.lowercased()) { try add(name, value) }
    // A validator that is no header value cannot have been received; it is not sent.
    if let etag = request.validators?.etag { try? add("If-None-Match", etag) }
    if let date = request.validators?.lastModified { try? add("If-Modified-Since", date) }
  }

  private mutating func add(_ name: String, _ value: String) throws(RequestError) {
    guard Self.isToken(name) else { throw RequestError("\(name) is no name of a header") }
    guard Self.isValue(value) else {
      throw RequestError("the value of header \(name) holds a control character")
    }
    // libcurl takes "Name:" for a removal and "Name;" for an empty value.
    let line = Array(name.utf8) + (value.isEmpty ? [0x3b] : [0x3a, 0x20] + FieldText.encode(value))
    lines.append((line + [0]).map(CChar.init(bitPattern:)))
    names.insert(name.lowercased())
  }

  fileprivate static func isValue(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f || $0 == "\t" }
  }

  /// RFC 9110 5.6.2.
  fileprivate static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}

extension Request {
  /// Whether the two can be sent as a header.
  package static func isHeader(_ name: String, _ value: String) -> Bool {
    RequestFields.isToken(name) && RequestFields.isValue(value)
  }
}
