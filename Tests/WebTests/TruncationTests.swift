import Basics
import TestSupport
import Testing

@testable import Web

/// Tests that incomplete responses are errors.
@Suite struct TruncationTests {
  let client = Client()
  static let text = Array("The ferry to the island sails again. The ferry sails on Monday.".utf8)

  private func failure(sending bytes: [UInt8]) async -> FetchError? {
    let server = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(bytes)
    }
    return await client.failure(of: .local(server.url()))
  }

  @Test(arguments: [
    "", "HTTP/1.1 200", "HTTP/1.1 200 X\r\nContent-Le", "SSH-2.0-OpenSSH\r\n",
    "HTTP/1.1 200 X\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "<html>no head at all</html>",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
  ])
  func `A response without a complete head is an http error`(text: String) async {
    let error = await failure(sending: Array(text.utf8))
    #expect(error?.stage == .http, "\(error as Any)")
  }

  @Test(arguments: [
    RawResponse.page("half", length: 8),
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhalf",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc\r\n-5\r\nx\r\n0\r\n\r\n",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhalf\r\n0\r\n\r\n",
  ])
  func `An incomplete or invalid body is a body error`(text: String) async {
    #expect(await failure(sending: Array(text.utf8))?.stage == .body)
  }

  @Test func `A connection that is reset within the body is a body error`() async {
    let server = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      connection.send(RawResponse.page("half", length: 8))
      connection.reset()
    }
    #expect(await client.failure(of: .local(server.url()))?.stage == .body)
  }

  @Test func `A body that ends before its content coding does is a body error`() async {
    let coded = Gzip.compress(Self.text)
    for count in [1, 9, 10, 20, coded.count - 8, coded.count - 1] {
      let error = await failure(sending: RawResponse.coded("gzip", Array(coded.prefix(count))))
      #expect(error?.stage == .body, "\(count)")
      #expect(error?.reason == "the body ends before its content coding gzip does")
    }
  }

  @Test(arguments: ["gzip", "deflate", "br", "zstd"])
  func `A body without its content coding is a body error`(coding: String) async {
    let error = await failure(sending: RawResponse.coded(coding, Self.text))
    #expect(error?.stage == .body)
    #expect(error?.reason.contains(coding) == true)
  }

  @Test func `Bytes after a gzip body are ignored, up to the maximum size`() async throws {
    let coded = Gzip.compress(Self.text) + Self.text
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send(RawResponse.coded("gzip", coded))
    }
    #expect(try await client.fetch(.local(server.url())).body == Self.text)

    let endless = ScriptedServer { (connection: ServerConnection) in
      _ = connection.request()
      connection.send("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\n\r\n")
      connection.send(Gzip.compress(Self.text))
      while connection.send([UInt8](repeating: 0, count: 1 << 16)) {}
    }
    let error = await client.failure(
      of: .local(endless.url()) { $0.bounds.maximumBodySize = 1 << 20 })
    #expect(error?.reason == "the body is larger than page_limit, 1M")
  }

  @Test func `An empty body may have a content coding`() async throws {
    let server = ScriptedServer { (connection: ServerConnection) in
      connection.send(RawResponse.coded("gzip", []))
    }
    #expect(try await client.fetch(.local(server.url())).body.isEmpty)
  }
}
