// A harness for libFuzzer that parses URLs and resolves references.
//
// What stands before a 0x01, where there is one, is the base of the rest.

@testable import WebURL

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzURL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  let mark = input.firstIndex(of: 1)
  let text = Array(input[(mark.map { $0 + 1 } ?? 0)...])
  let base = mark.flatMap { WebURL(utf8: Array(input[..<$0])) }
  for url in [base, WebURL(utf8: text), base?.resolving(utf8: text)] {
    if let url { check(url) }
  }
  return 0
}

/// Sees that a URL is parsed to itself and is the sum of its parts.
private func check(_ url: WebURL) {
  let again = WebURL(url.string)
  require(again?.string == url.string, "not parsed to itself")
  require(again?.host == url.host && again?.path == url.path && again?.query == url.query)
  require(url.string.utf8.count <= WebURL.maximumLength, "too long")
  require(url.string.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "not printable ASCII")
  require(url.string == url.schemeAndAuthority + url.pathAndQuery, "not the sum of its parts")
  require(url.path.hasPrefix("/") && (0...65_535).contains(url.port))
  require(url.origin.hasPrefix("http") && url.hasSameOrigin(as: url))
  require(url.resolving("")?.string == url.string, "an empty reference leads elsewhere")
  require(WebURL("https://other.example/x?y")?.resolving(url.string)?.string == url.string)
  let plain = url.withoutUserInfo
  require(plain.userInfo == nil && plain.host == url.host && plain.port == url.port)
  _ = (url.hostKind, url.comparableHost, url.hostAndPort)
}
