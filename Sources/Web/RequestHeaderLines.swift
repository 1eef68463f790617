/// The header lines of a request, validated and in the form that `curl_slist` takes. They include
/// the lines that libcurl could write itself, because libcurl takes twice as long to write them.
struct RequestHeaderLines {
  /// NUL-terminated.
  private(set) var lines: [[CChar]] = []
  /// The request's own cookies, which libcurl joins with those of the jar, because a request has one
  /// `Cookie` field (RFC 6265, 5.4).
  private(set) var cookies = OwnCookies()
  /// The lower-case names of the fields.
  private var names: Set<String> = []

  /// - Parameter isHome: Whether the request goes to the origin that its own fields are meant for.
  init(_ request: Request, isHome: Bool) throws(RequestError) {
    if isHome {
      for field in request.header.fields { try add(field.name, field.value) }
    }
    // libcurl signs all of these lines. 7.88 sorts “Accept-Encoding:” before “Accept:” for it, which no server
    // does, and some servers leave the user agent out. It adds these fields itself without signing them.
    if request.signature == nil {
      for (name, value) in [
        ("User-Agent", request.header.userAgent), ("Accept", RequestHeader.accept),
        ("Accept-Encoding", ContentCoding.accepted),
      ] where !names.contains(name.lowercased()) { try add(name, value) }
    }
    // A validator that is not a field value cannot have been received. It is not sent.
    if let etag = request.validators?.etag { try? add("If-None-Match", etag) }
    if let date = request.validators?.lastModified { try? add("If-Modified-Since", date) }
  }

  private mutating func add(_ name: String, _ value: String) throws(RequestError) {
    guard Self.isToken(name) else {
      throw RequestError("“\(name)” is not a valid name of a header field")
    }
    guard Self.isValue(value) else {
      throw RequestError("the value of the header field \(name) contains a control character")
    }
    if name.lowercased() == "cookie" { return cookies.append(value) }
    // "Name:" makes libcurl remove a field, "Name;" makes it send an empty one.
    let line = Array(name.utf8) + (value.isEmpty ? [0x3b] : [0x3a, 0x20] + FieldText.encode(value))
    lines.append((line + [0]).map(CChar.init(bitPattern:)))
    names.insert(name.lowercased())
  }

  fileprivate static func isValue(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f || $0 == "\t" }
  }

  /// Whether the text is a token (RFC 9110, 5.6.2).
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

/// The cookies of a request that its own header fields contain.
struct OwnCookies: Hashable {
  /// The value of a `Cookie` field.
  private(set) var text = ""

  mutating func append(_ value: String) {
    guard !value.isEmpty else { return }
    text += text.isEmpty ? value : "; \(value)"
  }

  /// The names, as bytes U+0000–U+00FF.
  var names: Set<String> {
    Set(
      text.split(separator: ";").map { pair in
        let name = pair.prefix { $0 != "=" }.drop { $0 == " " || $0 == "\t" }
        return String(name.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
      })
  }
}

extension RequestHeader {
  /// Whether the name and value can be sent as a header field.
  package static func isField(_ name: String, _ value: String) -> Bool {
    RequestHeaderLines.isToken(name) && RequestHeaderLines.isValue(value)
  }
}
