import Testing

@testable import WebURL

@Suite("Properties of all URLs")
struct RandomURLTests {
  /// Pieces that matter to the parser, joined at random.
  private static let pieces = [
    "http:", "https:", "//", "/", "\\", "?", "#", "@", ":", ".", "..", "%2e", "%", "%41", "[", "]",
    "::1", "127.0.0.1", "0x7f", "080", "65535", "80", "443", "e.org", "EXAMPLE", "xn--bcher-kva",
    "ü", "ß", "日本", "א", "\u{200D}", "\u{AD}", "\u{338}", "=", "&", "'", "\"", "<", "^", "|", " ",
    "\t", "\n", "\u{0}", "\u{7F}", "\u{FFFD}", "a", "b", "1", "~", "-", "_", ";", "{", "`",
  ]
  private static let bases = ["http://e.org/a/b?c", "https://u:p@e.org:8443", "http://[::1]/a/"]

  /// SplitMix64, so that every run tests the same URLs.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Returns URLs parsed from random input.
  private static func urls(seed: UInt64, count: Int) -> [WebURL] {
    var generator = Generator(state: seed)
    var urls: [WebURL] = []
    while urls.count < count {
      let length = Int.random(in: 0...8, using: &generator)
      let tail = (0..<length).map { _ in pieces.randomElement(using: &generator)! }.joined()
      let start = ["", "http://", "https://e", "//", "/"].randomElement(using: &generator)!
      let base = WebURL(bases.randomElement(using: &generator)!)
      if let url = WebURL(start + tail) ?? base?.resolving(start + tail) { urls.append(url) }
    }
    return urls
  }

  @Test(arguments: 1...2)
  func `A serialized URL is parsed to itself, alone and with any base`(seed: UInt64) throws {
    let base = try #require(WebURL("https://other.example/x/y?z"))
    for url in Self.urls(seed: seed, count: 1_000) {
      let again = WebURL(url.string)
      #expect(again?.string == url.string)
      #expect(again?.host == url.host && again?.path == url.path && again?.query == url.query)
      #expect(base.resolving(url.string)?.string == url.string)
    }
  }

  @Test(arguments: 5...6)
  func `A URL that is recognized as serialized is what the parser returns`(seed: UInt64) {
    var generator = Generator(state: seed)
    let hosts = [
      "e.org", "127.0.0.1", "a-b.e.org", "xn--bcher-kva.de", "1.2.3", "e.org:80", "e:81",
    ]
    var recognized = 0
    for _ in 0..<4_000 {
      let length = Int.random(in: 0...5, using: &generator)
      let tail = (0..<length).map { _ in Self.pieces.randomElement(using: &generator)! }.joined()
      let scheme = Bool.random(using: &generator) ? "http://" : "https://"
      let text = Array((scheme + hosts.randomElement(using: &generator)! + "/" + tail).utf8)
      text.withUnsafeBufferPointer { bytes in
        guard let url = WebURL(serialized: bytes) else { return }
        recognized += 1
        let parsed = WebURL.parse(anyForm: bytes, base: nil)
        #expect(parsed?.string == url.string && Array(url.string.utf8) == text)
        #expect(parsed.map { $0.offsets == url.offsets } == true)
      }
    }
    #expect(recognized > 400)
  }

  @Test(arguments: 3...4)
  func `A serialized URL is printable ASCII and the sum of its parts`(seed: UInt64) {
    for url in Self.urls(seed: seed, count: 1_000) {
      #expect(url.string.utf8.allSatisfy { (0x21...0x7E).contains($0) })
      let userInfo = url.userInfo.map { $0 + "@" } ?? ""
      #expect(url.string == "\(url.scheme)://\(userInfo)\(url.hostAndPort)\(url.pathAndQuery)")
      #expect(url.pathAndQuery == url.path + (url.query.map { "?\($0)" } ?? ""))
      #expect(url.path.hasPrefix("/") && !url.path.contains("/../") && !url.path.contains("/./"))
      #expect(url.withoutUserInfo.string == url.origin + url.pathAndQuery)
    }
  }

  @Test func `Random scalars as hosts neither crash nor give other than ASCII`() {
    var generator = Generator(state: 9)
    for _ in 0..<2_000 {
      let length = Int.random(in: 1...6, using: &generator)
      var host = String.UnicodeScalarView()
      while host.count < length {
        let highest: UInt32 = [0x7F, 0x7FF, 0xFFFF, 0x1_FFFF, 0x10_FFFF]
          .randomElement(using: &generator)!
        Unicode.Scalar(UInt32.random(in: 0...highest, using: &generator)).map { host.append($0) }
      }
      guard let url = WebURL("http://\(String(host))/") else { continue }
      #expect(url.string.utf8.allSatisfy { (0x21...0x7E).contains($0) })
      #expect(WebURL(url.string) == url)
    }
  }
}
