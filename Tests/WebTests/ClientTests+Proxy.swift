import Basics
import FlyingFox
import Foundation
import TestSupport
import Testing
import WebURL

@testable import Web

/// Fetches through a proxy.
extension ClientTests {
  @Test func `A proxy gets the whole URL, and violations of the address policy are not sent to it`()
    async throws
  {
    let proxy = ScriptedServer { head in RawResponse.page(head) }
    let response = try await client.fetch(
      Request(
        "http://news.example/x",
        connection: ConnectionOptions(proxy: "http://127.0.0.1:\(proxy.port)"),
        addressPolicy: AddressPolicy(namedOrigins: [
          NamedOrigin("http://news.example/"), NamedOrigin("https://news.example/"),
        ])))
    #expect(String(decoding: response.body, as: UTF8.self).hasPrefix("GET http://news.example/x "))
    let local = await client.failure(
      of: Request(
        "http://127.0.0.1/",
        connection: ConnectionOptions(proxy: "http://127.0.0.1:\(proxy.port)")))
    #expect(local?.stage == .policy)
    let unsafe = await client.failure(
      of: Request(
        "http://news.example/",
        connection: ConnectionOptions(proxy: "socks5://127.0.0.1:\(proxy.port)")))
    #expect(unsafe?.stage == .address)
    #expect(proxy.connections == 1)
  }

  /// Returns the error of a fetch through a proxy.
  private func error(by proxy: String, to url: WebURL = "https://news.example/") async
    -> FetchError?
  {
    await client.failure(
      of: Request(
        url, connection: ConnectionOptions(proxy: proxy),
        addressPolicy: AddressPolicy(namedOrigins: [
          NamedOrigin("http://news.example/"), NamedOrigin("https://news.example/"),
        ])))
  }

  @Test(arguments: ["http://news.example/", "https://news.example/"] as [WebURL])
  func `A proxy that requires a password is not a failure of the host`(url: WebURL) async {
    let proxy = ScriptedServer { _ in
      RawResponse.page(status: 407, headers: ["Proxy-Authenticate: Basic realm=x"])
    }
    let error = await error(by: "http://127.0.0.1:\(proxy.port)", to: url)
    #expect(error?.stage == .proxy)
    #expect(error?.reason == "the proxy requires a user name and password, or others")
    #expect(error?.isHostFailure == false)
  }

  @Test(arguments: ["http", "https", "socks5h", "socks4a"])
  func `A missing proxy is not a failure of the host`(scheme: String) async {
    let gone = ReservedPort()
    defer { withExtendedLifetime(gone) {} }
    for url: WebURL in ["http://news.example/", "https://news.example/"] {
      let error = await error(by: "\(scheme)://127.0.0.1:\(gone.number)", to: url)
      #expect(error?.stage == .proxy, "\(scheme) \(url): \(String(describing: error))")
      #expect(error?.isHostFailure == false)
    }
  }

  @Test func `A proxy that refuses is not a failure of the host, but one that cannot connect is`()
    async
  {
    for (status, stage) in [(403, FetchError.Stage.proxy), (502, .connect), (504, .connect)] {
      let proxy = ScriptedServer { _ in RawResponse.page(status: status) }
      let error = await error(by: "http://127.0.0.1:\(proxy.port)")
      #expect(error?.stage == stage)
      #expect(error?.reason.hasSuffix(": status \(status)") == true)
      #expect(error?.isHostFailure == (stage == .connect))
    }
  }

  @Test func `The error of a SOCKS proxy tells whether the host failed`() async {
    // Connection refused, host unreachable, and not allowed by the rules of the proxy.
    for (code, stage) in [(UInt8(5), FetchError.Stage.connect), (4, .connect), (2, .proxy)] {
      let proxy = ScriptedServer { (connection: ServerConnection) in
        guard let methods = connection.bytes(2)?.last, connection.bytes(Int(methods)) != nil else {
          return
        }
        connection.send([5, 0])
        guard let length = connection.bytes(5)?.last, connection.bytes(Int(length) + 2) != nil
        else { return }
        connection.send([5, code, 0, 1, 0, 0, 0, 0, 0, 0])
      }
      let error = await error(by: "socks5h://127.0.0.1:\(proxy.port)")
      #expect(error?.stage == stage, "\(String(describing: error))")
      #expect(error?.isHostFailure == (stage == .connect))
    }
  }
}
