import Basics
import TestSupport
import Testing
import WebURL

@testable import Web

/// What a server's response header may refer to, and what must not be contacted.
@Suite struct ForgeryTests {
  /// Servers of the inside that must not be contacted.
  private struct Inside: Sendable {
    let servers: [ScriptedServer]
    let port: UInt16

    init() {
      if ScriptedServer.hasIPv6 {
        let (four, six) = ScriptedServer.pair("127.0.0.1", "::1") {
          $0.send("inside")
        } andServe: {
          $0.send("inside")
        }
        (servers, port) = ([four, six], four.port)
      } else {
        let four = ScriptedServer { _ in "inside" }
        (servers, port) = ([four], four.port)
      }
    }

    var contacts: Int { servers.map(\.connections).reduce(0, +) }
    var client: Client { Client(resolvedNames: ForgeryTargets.resolvedNames(port: port)) }
  }

  /// Fetches a page of a site whose configuration names it, with a header for each target in turn.
  /// - Returns: The results by target.
  private func fetchPages(
    _ inside: Inside, _ response: @escaping @Sendable (_ target: String) -> String
  ) async -> [(target: String, error: FetchError?)] {
    let targets = ForgeryTargets.all(port: inside.port)
    let site = ScriptedServer(host: "127.1.0.1") { head in
      let number = head.split(separator: " ")[1].dropFirst()
      return response(Int(number).map { targets[$0] } ?? "/")
    }
    let client = inside.client
    var results: [(String, FetchError?)] = []
    for (number, target) in targets.enumerated() {
      let url = site.url("/\(number)")
      var request = Request(
        url, addressPolicy: AddressPolicy(namedOrigins: [NamedOrigin(site.url())]))
      request.bounds.maximumConnectDuration = .seconds(5)
      results.append((target, await client.failure(of: request)))
    }
    return results
  }

  @Test(arguments: [
    ["Location: {target}"], ["location:{target}"], ["Location:\t {target} \t"],
    // A folded field, which RFC 9112 obsoletes.
    ["Location:\r\n {target}"], ["Location: \r\n\t{target}"],
    ["Location: {target}", "Location: {target}"], ["Location: /x", "Location: {target}"],
    ["Location: {target}", "Location: /x"], ["LOCATION: {target}", "Content-Location: {target}"],
  ])
  func `A redirect leads to no inside, however its Location is written`(lines: [String]) async {
    let inside = Inside()
    let results = await fetchPages(inside) { target in
      RawResponse.page(
        status: 302, headers: lines.map { $0.replacing("{target}", with: target) })
    }
    #expect(inside.contacts == 0)
    for (target, error) in results {
      let isRefused = error.map { [.policy, .http, .bounds, .address].contains($0.stage) } ?? false
      // What is no redirect to the target, but one within the site, ends with too many of them.
      #expect(isRefused, "\(target): \(error as Any)")
    }
  }

  @Test(arguments: [
    "Link: <{target}>; rel=preload; as=style", "Link: <{target}>; rel=canonical",
    "Link: <{target}>; rel=next", "Refresh: 0; url={target}", "Content-Location: {target}",
    "Alt-Svc: h2=\"127.0.0.1:{port}\"; ma=3600",
    "Alt-Svc: http/1.1=\"localhost:{port}\"; persist=1",
    "Alt-Used: 127.0.0.1:{port}", "SourceMap: {target}", "X-Forwarded-Host: {target}",
    "Set-Cookie: a=b; Domain=127.0.0.1; Path=/",
  ])
  func `No other field of a response leads inside`(line: String) async {
    let inside = Inside()
    let results = await fetchPages(inside) { target in
      let field = line.replacing("{target}", with: target)
        .replacing("{port}", with: "\(inside.port)")
      return RawResponse.page("page", headers: [field])
    }
    #expect(results.allSatisfy { $0.error == nil })
    #expect(inside.contacts == 0)
  }

  @Test
  func `Each target is refused as the URL of a request, even if its host is allowed elsewhere`()
    async
  {
    let inside = Inside()
    let client = inside.client
    for target in ForgeryTargets.all(port: inside.port) {
      guard let url = WebURL(target) else { continue }
      var request = Request(url)
      request.addressPolicy.namedOrigins = [
        // The host is named, but at another port.
        NamedOrigin("\(url.scheme)://\(url.host):9/", firstSeen: .privateAddress)
      ]
      request.addressPolicy.allowed = [AllowedHost("203.0.113.0/24")!]
      let error = await client.failure(of: request)
      #expect(error?.stage == .policy, "\(target): \(error as Any)")
    }
    #expect(inside.contacts == 0)
  }
}
