import Testing
import WebURL

/// The URL tests of web-platform-tests. `WebURL` passes all of them, with these differences:
/// - Results with another scheme than http and https count as failures, because other schemes are
///   refused.
/// - Bases with another scheme count as missing, for the same reason.
/// - Fragments are removed from the expected results, because they are dropped.
/// - Only the UTF-8 results of `percent-encoding.json` are tested, because no other encoding is
///   implemented.
@Suite("Conformance to the WHATWG URL standard")
struct ConformanceTests {
  @Test(.enabled(if: URLTestData.isAvailable, "shared/corpus/url-tests is missing"))
  func `URLs of the conformance tests are parsed to the expected parts`() throws {
    let cases = try URLTestData.cases("urltestdata.json", of: URLTestData.ParsingCase.self)
    #expect(cases.count > 800)
    for test in cases {
      let base = test.base.flatMap { WebURL($0) }
      let url = base.map { $0.resolving(test.input) } ?? WebURL(test.input)
      let name = "\(test.input.debugDescription) with base \(test.base ?? "none")"
      guard let href = test.href, href.hasPrefix("http:") || href.hasPrefix("https:") else {
        #expect(url == nil, "\(name)")
        continue
      }
      #expect(url?.string == String(href.prefix { $0 != "#" }), "\(name)")
      guard let url else { continue }
      #expect(url.hostAndPort == test.host, "\(name)")
      #expect(url.host == test.hostname, "\(name)")
      #expect(url.path == test.pathname, "\(name)")
      #expect(url.query.map { $0.isEmpty ? "" : "?\($0)" } ?? "" == test.search, "\(name)")
      #expect(test.origin == nil || url.origin == test.origin, "\(name)")
      let userInfo = [test.username, test.password].compactMap { $0?.isEmpty == false ? $0 : nil }
      #expect(
        url.userInfo == (userInfo.isEmpty ? nil : Self.userInfo(of: test)), "\(name)")
    }
  }

  private static func userInfo(of test: URLTestData.ParsingCase) -> String {
    let password = test.password.map { $0.isEmpty ? "" : ":\($0)" } ?? ""
    return (test.username ?? "") + password
  }

  @Test(
    .enabled(if: URLTestData.isAvailable, "shared/corpus/url-tests is missing"),
    arguments: ["toascii.json", "IdnaTestV2.json"])
  func `Hosts of the conformance tests are converted to the expected ASCII`(file: String) throws {
    let cases = try URLTestData.cases(file, of: URLTestData.HostCase.self)
    #expect(cases.count > 70)
    for test in cases where !test.input.isEmpty {
      let url = WebURL("https://\(Self.escapingDelimiters(in: test.input))/x")
      #expect(url?.host == test.output, "\(test.input.debugDescription)")
      #expect(url == nil || url?.path == "/x", "\(test.input.debugDescription)")
    }
  }

  /// Percent-encodes what would end a host in a URL.
  private static func escapingDelimiters(in host: String) -> String {
    host.unicodeScalars.map { scalar in
      ":/?#\\".unicodeScalars.contains(scalar)
        ? "%" + String(scalar.value, radix: 16) : String(scalar)
    }.joined()
  }

  @Test(.enabled(if: URLTestData.isAvailable, "shared/corpus/url-tests is missing"))
  func `Queries of the conformance tests are percent-encoded as UTF-8`() throws {
    let cases = try URLTestData.cases("percent-encoding.json", of: URLTestData.EncodingCase.self)
    #expect(!cases.isEmpty)
    for test in cases {
      let url = WebURL("https://host.example/?\(test.input)")
      #expect(url?.query == test.output["utf-8"], "\(test.input.debugDescription)")
    }
  }
}
