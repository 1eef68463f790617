import Basics
import Foundation
import GRDB
import News
import Settings
import Synchronization
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

/// The storage of cookies: expiry, damaged ledgers and secrecy.
extension CookieJarsTests {
  @Test func `The cookies of a removed source are deleted after a month`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id", life: 400 * 86_400)] }
    _ = try await process()
    for days in [29.0, 2] {
      #expect(try inLedger.count == 1)
      world.clock.pass(.seconds(days * 86_400))
      try await world.once { configuration in
        watch(&configuration)
        configuration.sources[0].name = "other"
        configuration.sources[0].intake.formerName = .none
        configuration.sources[0].request.keepsCookies = false
      }
    }
    #expect(try inLedger == [])
  }

  // MARK: - Damaged ledgers

  @Test(arguments: [
    "x'00ff'", "17", "'ALL'", "'FLUSH' || char(10) || 'RELOAD'",
    "'Set-Cookie: id=7; Domain=a.test'",
    "hex(zeroblob(100000))", "''",
  ])
  func `Invalid cookies in the ledger are not sent`(lines: String) async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    given.withLock { $0 = nil }
    let queue = try DatabaseQueue(path: world.scratch.path("state/ledger.sqlite"))
    try await queue.write { try $0.execute(sql: "UPDATE cookie_jar SET lines = \(lines)") }
    try queue.close()
    #expect(try await process() == [])
  }

  @Test func `A damaged ledger loses only the cookies`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    _ = try await process()
    world.scratch.write("", to: "state/ledger.sqlite.condemned")
    #expect(try await process() == [])
    #expect(world.spooled.count == 1)
  }

  // MARK: - Secrets

  @Test func `Other users cannot read a ledger with cookies`() async throws {
    world.site.publish("one")
    serve()
    _ = try await process()
    let state = world.scratch.path("state")
    @Sendable func modes() throws -> [Int] {
      try FileManager.default.contentsOfDirectory(atPath: state)
        .filter { $0.hasPrefix("ledger.sqlite") && !$0.hasSuffix(".closed") }
        .map {
          let file = try FileManager.default.attributesOfItem(atPath: "\(state)/\($0)")
          return (file[.posixPermissions] as? NSNumber)?.intValue ?? 0
        }
    }
    for file in world.scratch.list("state") where file.hasPrefix("ledger.sqlite") {
      chmod("\(state)/\(file)", 0o664)
    }
    #expect(try modes().contains { $0 & 0o077 != 0 })
    given.withLock { $0 = [cookie("id")] }
    let open = Mutex<[Int]>([])
    world.step.withLock {
      $0 = { step in
        if step == "ledger: rounds" { open.withLock { $0 += (try? modes()) ?? [] } }
      }
    }
    _ = try await process()
    // While they are written, with all files there are.
    #expect(open.withLock { $0.count >= 2 && $0.allSatisfy { $0 & 0o077 == 0 } })
    #expect(try modes().allSatisfy { $0 & 0o077 == 0 })
  }

  @Test func `No log, status or entry contains a cookie`() async throws {
    world.site.publish("one")
    serve()
    given.withLock { $0 = [cookie("id")] }
    let lines = LinesOfLog()
    try await world.once(log: lines.logger) { watch(&$0) }
    world.site.answer("/", status: 403)
    for _ in 0..<4 {
      world.clock.pass(.seconds(4000))
      try await world.once(log: lines.logger) { watch(&$0) }
    }
    let status = try await Status.load(world.configuration { watch(&$0) })
    #expect(!lines.lines.isEmpty)
    for text in lines.lines + ["\(status)"] { #expect(!text.contains("s3cret")) }
    for place in ["new", "cur"] {
      for entry in world.scratch.list("spool/\(place)") {
        for file in world.scratch.list("spool/\(place)/\(entry)") {
          let text = world.scratch.read("spool/\(place)/\(entry)/\(file)") ?? ""
          #expect(!text.contains("s3cret"), "\(file)")
        }
      }
    }
  }
}
