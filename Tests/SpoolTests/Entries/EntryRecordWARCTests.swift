import Basics
import Foundation
import News
import TestSupport
import Testing
import Web
import WebURL

@testable import Spool

@Suite struct EntryRecordWARCTests {
  private func content(_ record: EntryRecord, _ exchanges: [HTTPExchange]) throws -> String {
    let file = record.archive(page: Array("<p>page".utf8), exchanges: exchanges)
    return String(decoding: try #require(Gzip.expand(file, maximumBytes: 1 << 20)), as: UTF8.self)
  }

  private func types(_ content: String) -> [String] {
    content.components(separatedBy: "\r\n").filter { $0.hasPrefix("WARC-Type: ") }
      .map { String($0.dropFirst("WARC-Type: ".count)) }
  }

  private let exchange = HTTPExchange(
    url: "http://gazette.example/a/1", peer: "192.0.2.7",
    requestHeader: Array("GET /a/1 HTTP/1.1\r\n\r\n".utf8),
    responseHeader: Array("HTTP/1.1 200 OK\r\n\r\n".utf8), body: Array("<p>as received".utf8))

  @Test func `An archive has the messages and what is known of the article`() throws {
    let content = try content(EntryRecord.make(article: .ferry), [exchange])
    #expect(types(content) == ["warcinfo", "request", "response", "metadata"])
    #expect(content.contains("<p>as received") && !content.contains("<p>page"))
    #expect(content.contains("via: http://gazette.example/news\r\ntitle: Ferry late\r\n"))
    #expect(content.contains("isPartOf: 20260314T101500Z-gazette-a1b2-r1\r\n"))
  }

  @Test func `A page that a program has fetched is a resource`() throws {
    let content = try content(EntryRecord.make(article: .ferry), [])
    #expect(types(content) == ["warcinfo", "resource", "metadata"])
    #expect(content.contains("<p>page"))
  }

  @Test(arguments: HostileTexts.all)
  func `Hostile text adds no record and no field`(text: String) throws {
    let record = HostileTexts.record(text)
    var hostile = exchange
    hostile.body = Array((text + "\r\n\r\nWARC/1.1\r\n").utf8)
    let file = record.archive(page: [], exchanges: [hostile])
    let content = Array(try #require(Gzip.expand(file, maximumBytes: 1 << 20)))
    var rest = content[...]
    var kinds: [Substring] = []
    while !rest.isEmpty {
      let end = try #require(Data(rest).range(of: Data("\r\n\r\n".utf8)))
      let header = String(decoding: rest.prefix(end.lowerBound), as: UTF8.self)
      kinds.append(try #require(header.firstMatch(of: /WARC-Type: (\w+)/)).1)
      let field = try #require(header.firstMatch(of: /Content-Length: (\d+)/))
      let length = try #require(Int(field.1))
      let block = String(decoding: rest.dropFirst(end.upperBound).prefix(length), as: UTF8.self)
      if kinds.last == "metadata" { #expect(block.components(separatedBy: "\r\n").count == 6) }
      rest = rest.dropFirst(end.upperBound + length)
      #expect(rest.prefix(4).elementsEqual("\r\n\r\n".utf8))
      rest = rest.dropFirst(4)
    }
    #expect(kinds == ["warcinfo", "request", "response", "metadata"])
  }

  @Test func `Secrets of addresses are left out`() throws {
    var record = EntryRecord.make(article: .ferry)
    record.address = "http://ann:pass@gazette.example/a/1"
    #expect(!(try content(record, [])).contains("pass"))
  }
}
