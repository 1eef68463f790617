import CCurl
import TestSupport
import Testing
import WebURL

@testable import Web

@Suite struct CurlURLTests {
  let client = Client()

  @Test(arguments: [
    "http://example.org", "https://EXAMPLE.org:443/a b?c#d", "http:\\\\e.org\\x", "http://e.org.",
    "http://0x7f.1:8080", "http://[::ffff:1.2.3.4]/", "https://[1:0:0:2:0:0:0:3]:65535/",
    "http://[::127.0.0.1]/", "http://日本語.例え/", "http://faß.de:81?q", "http://e.org//..//@x:9/",
    "http://a_b-c.e.org/%00%zz", "http://xn--bcher-kva.example/", "http://1.example/",
  ])
  func `libcurl finds the scheme, host and port that WebURL finds`(text: String) throws {
    let url = try #require(WebURL(text))
    #expect(throws: Never.self) { try CurlURL().check(url) }
  }

  @Test
  func `libcurl finds the host and port of random URLs that pass the check`() throws {
    let pieces = [
      "@", ":", "/", "?", "#", "\\", ".", "%2e", "%40", "[", "]", "::1", "127.0.0.1", "1", "0x1",
      "80", "8080", "a", "e.org", "ü", "_", "-", "!", "$", "'", "(", "*", ";", "=", "~", "{", "`",
      "&", "+", ",", "\"", "xn--a",
    ]
    let remembering = CurlURL()
    var state: UInt64 = 1
    var passed = 0
    for _ in 0..<7_000 {
      var text = "http://"
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      guard let url = WebURL(text)?.withoutUserInfo,
        (try? remembering.check(url)) != nil
      else { continue }
      passed += 1
      let handle = curl_url()
      defer { curl_url_cleanup(handle) }
      #expect(curl_url_set(handle, CURLUPART_URL, url.string, 0) == CURLUE_OK)
      var host: UnsafeMutablePointer<CChar>?
      var port: UnsafeMutablePointer<CChar>?
      curl_url_get(handle, CURLUPART_HOST, &host, 0)
      curl_url_get(handle, CURLUPART_PORT, &port, UInt32(CURLU_DEFAULT_PORT))
      defer {
        curl_free(host)
        curl_free(port)
      }
      let found = try String(cString: #require(host))
      #expect(found == url.host || IPAddress(found) == IPAddress(url.host), "\(text)")
      #expect(try String(cString: #require(port)) == "\(url.port)", "\(text)")
    }
    #expect(passed > 350)
  }

  @Test(arguments: ["http://a!b.example/", "http://a$b.example/", "http://a'b.example/"])
  func `A URL that libcurl does not accept is refused before anything is sent`(text: String)
    async throws
  {
    let url = try #require(WebURL(text))
    let error = await client.failure(of: .local(url, allowing: [url.host]))
    #expect(error?.stage == .address)
    #expect(error?.url == url)
  }

  @Test
  func `A redirect to a URL that libcurl does not accept is refused`() async throws {
    let server = ScriptedServer { _ in RawResponse.redirect("http://a!b.example/") }
    let error = await client.failure(of: .local(server.url()))
    #expect(error?.stage == .address)
    #expect(error?.url == WebURL("http://a!b.example/"))
  }

  @Test
  func `A user name and password in a URL are not sent`() async throws {
    let server = ScriptedServer { head in RawResponse.page(head) }
    let url = WebURL("http://user:secret@127.0.0.1:\(server.port)/x")
    let response = try await client.fetch(.local(url))
    #expect(!String(decoding: response.body, as: UTF8.self).contains("Authorization"))
    #expect(response.url == server.url("/x"))
  }
}
