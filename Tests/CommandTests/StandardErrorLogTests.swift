import Basics
import Foundation
import Glibc
import Logging
import TestSupport
import Testing
import Watch

@testable import ledewatch

@Suite struct StandardErrorLogTests {
  private func record(_ message: String, _ metadata: Logger.Metadata = [:]) -> LogRecord {
    LogRecord(
      level: .warning, message: message, metadata: metadata,
      time: Timestamp(secondsSinceEpoch: 1_773_483_300.25))
  }

  @Test func `A line begins with source and stage and ends with the other metadata`() {
    let line = record(
      "the round failed",
      [
        "stage": "dns", "source": "gazette", "reason": "no such host", "tries": "3",
        "kind": .kind(.roundFailed),
      ]
    ).line
    #expect(line == "gazette: dns: the round failed: no such host tries=3")
  }

  @Test func `A message that begins with the source does not repeat it`() {
    #expect(record("gazette is broken", ["source": "gazette"]).line == "gazette is broken")
  }

  @Test func `Text from a page cannot break the line or control the terminal`() {
    let line = record("x", ["reason": "a\n<3>forged \u{1B}[2J"]).line
    #expect(line == "x: a <3>forged [2J")
  }

  @Test func `A JSON record has time, level, message and metadata on one line`() throws {
    let bytes = record(
      "the round failed",
      [
        "source": "gazette", "address": "https://a.example/", "reason": "a\n\u{202E}b\"",
        "status": "404",
      ]
    ).json
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == """
        {"time":"2026-03-14T10:15:00.250Z","level":"warning","message":"the round failed",\
        "reason":"a b\\"","source":"gazette","status":"404","url":"https://a.example/"}

        """)
  }

  @Test func `Each form is bounded`() {
    let long = record(
      String(repeating: "x", count: 100_000),
      ["reason": .string(String(repeating: "é", count: 100_000))])
    #expect(long.line.count <= 2000)
    #expect(long.json.count < 8000)
    #expect(long.journalFields().count < 12000)
  }

  @Test func `The journal receives the fields of a record`() throws {
    let scratch = Scratch()
    let journal = try Receiver(path: scratch.path("j"))
    let socket = try #require(JournalSocket(journal.path))
    let wasSent = socket.send(
      record(
        "the round failed",
        [
          "source": "gazette", "stage": "status", "address": "https://a.example/", "status": "404",
          "kind": .kind(.roundFailed), "reason": "a\nMESSAGE=forged", "no name": "x",
        ]))
    #expect(wasSent)
    #expect(
      journal.next() == """
        MESSAGE=gazette: status: the round failed: a MESSAGE=forged address=https://a.example/ no name=x status=404
        PRIORITY=4
        SYSLOG_IDENTIFIER=ledewatch
        MESSAGE_ID=\(LogKind.roundFailed.messageID)
        LEDEWATCH_REASON=a MESSAGE=forged
        LEDEWATCH_SOURCE=gazette
        LEDEWATCH_STAGE=status
        LEDEWATCH_STATUS=404
        LEDEWATCH_URL=https://a.example/

        """)
  }

  @Test func `A value of several lines has its length in front`() {
    var bytes: [UInt8] = []
    JournalSocket.append("MESSAGE", "a\nb", to: &bytes)
    #expect(bytes == Array("MESSAGE\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb\n".utf8))
  }

  @Test func `There is no journal without its socket`() throws {
    #expect(JournalSocket("/nonexistent/socket") == nil)
  }

  @Test func `The catalog explains exactly the kinds of records`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../systemd/ledewatch.catalog").standardizedFileURL
    let text = try String(contentsOf: file, encoding: .utf8)
    let ids = text.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map {
      String($0.dropFirst(3))
    }
    // Requests are logged at debug level and explain themselves.
    let kinds = LogKind.allCases.filter { $0 != .request }
    #expect(Set(ids) == Set(kinds.map(\.messageID)))
    #expect(ids.count == kinds.count)
    #expect(Set(LogKind.allCases.map(\.messageID)).count == LogKind.allCases.count)
  }
}

/// A socket that receives datagrams, in place of the journal's.
private final class Receiver {
  let path: String
  private let descriptor: Int32

  init(path: String) throws {
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try #require(path.utf8.count < 108)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
  }

  deinit { close(descriptor) }

  func next() -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
