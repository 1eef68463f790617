import TestSupport
import Testing

@testable import Web

/// A page that did not come whole is no page.
@Suite struct TruncationTests {
  let client = Client()
  static let text = Array("The ferry to the island sails again. The ferry sails on Monday.".utf8)

  private func failure(sending bytes: [UInt8]) async -> FetchError? {
    let server = RawServer { (wire: Wire) in
      _ = wire.request()
      wire.send(bytes)
    }
    return await client.failure(of: .local(server.url()))
  }

  @Test(arguments: [
    "", "HTTP/1.1 200", "HTTP/1.1 200 X\r\nContent-Le", "SSH-2.0-OpenSSH\r\n",
    "HTTP/1.1 200 X\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "<html>no head at all</html>",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
  ])
  func `An answer without a whole head is an http error`(answer: String) async {
    let error = await failure(sending: Array(answer.utf8))
    #expect(error?.stage == .http, "\(error as Any)")
  }

  @Test(arguments: [
    Answer.page("half", length: 8),
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhalf",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc\r\n-5\r\nx\r\n0\r\n\r\n",
    "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhalf\r\n0\r\n\r\n",
  ])
  func `A body that is cut or badly chunked is a body error`(answer: String) async {
    #expect(await failure(sending: Array(answer.utf8))?.stage == .body)
  }

  @Test func `A reset in mid-body is a body error`() async {
    let server = RawServer { (wire: Wire) in
      _ = wire.request()
      wire.send(Answer.page("half", length: 8))
      wire.reset()
    }
    #expect(await client.failure(of: .local(server.url()))?.stage == .body)
  }

  @Test func `A coded body that ends early inside its length is a body error`() async {
    let coded = Gzip.compress(Self.text)
    for count in [1, 9, 10, 20, coded.count - 8, coded.count - 1] {
      let error = await failure(sending: Answer.coded("gzip", Array(coded.prefix(count))))
      #expect(error?.stage == .body, "\(count)")
      #expect(error?.reason == "the body ends early in its content coding gzip")
    }
  }

  @Test(arguments: ["gzip", "deflate", "br", "zstd"])
  func `A coded body that is none is a body error`(coding: String) async {
    let error = await failure(sending: Answer.coded(coding, Self.text))
    #expect(error?.stage == .body)
    #expect(error?.reason.contains(coding) == true)
  }

  @Test func `Bytes after a gzip body are passed over, within the body's bound`() async throws {
    let coded = Gzip.compress(Self.text) + Self.text
    let server = RawServer { (wire: Wire) in wire.send(Answer.coded("gzip", coded)) }
    #expect(try await client.fetch(.local(server.url())).body == Self.text)

    let endless = RawServer { (wire: Wire) in
      _ = wire.request()
      wire.send("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\n\r\n")
      wire.send(Gzip.compress(Self.text))
      while wire.send([UInt8](repeating: 0, count: 1 << 16)) {}
    }
    let error = await client.failure(
      of: .local(endless.url()) { $0.bounds.bodyBytes = 1 << 20 })
    #expect(error?.reason == "the body is larger than page_limit, 1M")
  }

  @Test func `An empty body needs no coding`() async throws {
    let server = RawServer { (wire: Wire) in wire.send(Answer.coded("gzip", [])) }
    #expect(try await client.fetch(.local(server.url())).body.isEmpty)
  }
}
