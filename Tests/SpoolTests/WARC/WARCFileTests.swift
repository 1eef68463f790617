import Basics
import Foundation
import TestSupport
import Testing
import Web
import WebURL

@testable import Spool

@Suite struct WARCFileTests {
  private let exchange = HTTPExchange(
    url: WebURL("http://news.example/a?b=1"), peer: "192.0.2.7",
    requestHeader: Array("GET /a?b=1 HTTP/1.1\r\nHost: news.example\r\n\r\n".utf8),
    responseHeader: Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8),
    body: Array("<p>Hello</p>".utf8))

  private func file(_ name: String = "e1") -> WARCFile {
    WARCFile(name: name, date: 1_773_483_300, information: [("software", "Ledewatch")])
  }

  /// Returns the records of a file: their named fields by name, and their blocks.
  private func records(_ bytes: [UInt8]) throws -> [(fields: [String: String], block: String)] {
    let content = try #require(Gzip.expand(bytes, maximumBytes: 1 << 20))
    var rest = String(decoding: content, as: UTF8.self)[...]
    var records: [(fields: [String: String], block: String)] = []
    while !rest.isEmpty {
      let end = try #require(rest.range(of: "\r\n\r\n"))
      let lines = rest[..<end.lowerBound].components(separatedBy: "\r\n")
      #expect(lines[0] == "WARC/1.1")
      let pairs = lines.dropFirst().map { line -> (String, String) in
        let parts = line.components(separatedBy: ": ")
        return (parts[0], parts.dropFirst().joined(separator: ": "))
      }
      let fields = Dictionary(pairs) { first, _ in first + " (twice)" }
      let length = try #require(fields["Content-Length"].flatMap(Int.init))
      let block = rest[end.upperBound...].utf8.prefix(length)
      records.append((fields, String(Substring(block))))
      let after = Substring(rest[end.upperBound...].utf8.dropFirst(length))
      #expect(after.utf8.starts(with: "\r\n\r\n".utf8))
      rest = Substring(after.utf8.dropFirst(4))
    }
    return records
  }

  @Test func `A file has its information, and a request and a response for each exchange`() throws {
    var file = file()
    file.append(exchange, date: 1_773_483_301)
    let records = try records(file.bytes)
    #expect(records.map { $0.fields["WARC-Type"] } == ["warcinfo", "request", "response"])
    let (information, request, response) = (records[0], records[1], records[2])
    #expect(information.block.hasPrefix("software: Ledewatch\r\nformat: WARC File Format 1.1\r\n"))
    #expect(request.block.hasPrefix("GET /a?b=1 HTTP/1.1\r\n"))
    #expect(response.block.hasSuffix("\r\n\r\n<p>Hello</p>"))
    #expect(response.fields["WARC-Target-URI"] == "http://news.example/a?b=1")
    #expect(response.fields["WARC-IP-Address"] == "192.0.2.7")
    #expect(response.fields["WARC-Date"] == "2026-03-14T10:15:01Z")
    #expect(response.fields["Content-Type"] == "application/http;msgtype=response")
    #expect(response.fields["WARC-Concurrent-To"] == request.fields["WARC-Record-ID"])
    #expect(response.fields["WARC-Warcinfo-ID"] == information.fields["WARC-Record-ID"])
    #expect(
      response.fields["WARC-Payload-Digest"]
        == "sha256:" + ContentDigest(Array("<p>Hello</p>".utf8)).base32)
    #expect(
      response.fields["WARC-Block-Digest"]
        == "sha256:" + ContentDigest(Array(response.block.utf8)).base32)
  }

  @Test func `Each record is a gzip member of its own`() {
    var file = file()
    let start = file.bytes.count
    file.append(exchange, date: 0)
    #expect(Gzip.expand(Array(file.bytes[..<start]), maximumBytes: 1 << 20) != nil)
    #expect(Gzip.expand(Array(file.bytes[start...]), maximumBytes: 1 << 20) != nil)
    #expect(file.bytes[start...].starts(with: [0x1F, 0x8B]))
  }

  @Test func `Ids are the same for a repeated attempt and differ for anything else`() throws {
    func ids(_ name: String) throws -> [String] {
      var file = file(name)
      file.append(exchange, date: 0)
      file.append(exchange, date: 0)
      return try records(file.bytes).compactMap { $0.fields["WARC-Record-ID"] }
    }
    #expect(try ids("e1") == ids("e1"))
    #expect(Set(try ids("e1") + ids("e2")).count == 10)
    #expect(try ids("e1").allSatisfy { $0.wholeMatch(of: /<urn:uuid:[0-9a-f-]{36}>/) != nil })
  }

  @Test func `A field cannot end its line, whatever its value is`() throws {
    let odd = "a\r\nWARC-Type: response\r\n\r\n\u{0}\u{2028}\u{1b}[2Jb"
    var record = WARCRecord(.metadata, date: 0, target: "http://x/\(odd)", named: [("title", odd)])
    record.fields = [("X", odd)]
    var file = file()
    file.append(record)
    let found = try records(file.bytes)
    #expect(found.map { $0.fields["WARC-Type"] } == ["warcinfo", "metadata"])
    #expect(found[1].block.components(separatedBy: "\r\n").count == 2)
    #expect(found[1].fields["X"]?.contains("WARC-Type: response") == true)
  }

  @Test func `A body that was left out is marked as truncated`() throws {
    var exchange = exchange
    (exchange.body, exchange.isTruncated) = ([], true)
    var file = file()
    file.append(exchange, date: 0)
    let response = try #require(try records(file.bytes).last)
    #expect(response.fields["WARC-Truncated"] == "length")
    #expect(response.fields["WARC-Payload-Digest"] == nil)
  }
}
