import Basics
import Foundation
import News
import Settings
import TestSupport
import Testing
import Web
import WebURL

@testable import Ledger
@testable import Watch

@Suite struct PollingStateTests {
  let source = Source(name: "a", url: WebURL("http://desk.example/news"))
  let moved: WebURL = "http://desk.example/all-news"

  private func hour(_ number: Int) -> Timestamp { .epoch + .seconds(number * 3600) }

  private func reply(_ redirects: [(Int, WebURL)], status: Int = 200) -> Response {
    Response(
      url: redirects.last?.1 ?? source.url, status: status,
      redirects: redirects.map { (status: $0.0, url: $0.1) })
  }

  private func look(_ polling: inout PollingState, _ redirects: [(Int, WebURL)], at now: Timestamp)
    -> Bool
  {
    let asked = polling.address(of: source, now: now)
    return polling.record(reply(redirects), requested: asked, source: source, now: now)
  }

  @Test func `A move is confirmed by three rounds over a day`() {
    var polling = PollingState()
    #expect(!look(&polling, [(301, moved)], at: 0))
    #expect(!look(&polling, [(308, moved)], at: 3600))
    #expect(!look(&polling, [(301, moved)], at: 7200))
    #expect(polling.address(of: source, now: 7300) == source.url)
    #expect(look(&polling, [(301, moved)], at: 86_400))
    #expect(polling.address(of: source, now: 86_500) == moved)
    #expect(!look(&polling, [], at: 87_000))
    #expect(polling.address(of: source, now: 87_100) == moved)
  }

  @Test func `A move from http to https counts, and one from https to http does not`() {
    let secure: WebURL = "https://desk.example/news"
    var polling = PollingState()
    _ = look(&polling, [(301, secure)], at: 0)
    #expect(polling.move?.to == secure.string)
    let secureSource = Source(name: "b", url: secure)
    polling = PollingState()
    for redirects: [(Int, WebURL)] in [
      [(301, moved)], [(301, "https://desk.example/all"), (301, moved)],
    ] {
      _ = polling.record(reply(redirects), requested: secure, source: secureSource, now: 0)
      #expect(polling.move == nil)
    }
  }

  @Test func `Once a day the configured address is requested`() {
    var polling = PollingState()
    for hour in 0...30 { _ = look(&polling, [(301, moved)], at: self.hour(hour)) }
    // All answers since are 304s.
    let asked = polling.address(of: source, now: hour(31))
    _ = polling.record(reply([], status: 304), requested: asked, source: source, now: hour(31))
    #expect(polling.address(of: source, now: hour(53)) == moved)
    #expect(polling.isUnconditionalRequestDue(now: hour(55)))
    #expect(polling.address(of: source, now: hour(55)) == source.url)
    _ = look(&polling, [], at: hour(55))
    #expect(polling.move == nil)
  }

  @Test func `Only permanent redirects count, up to the first temporary one`() {
    var polling = PollingState()
    _ = look(&polling, [(302, moved)], at: 0)
    #expect(polling.move == nil)
    _ = look(
      &polling, [(301, moved), (302, "http://desk.example/today"), (301, "http://x.example/")],
      at: 1
    )
    #expect(polling.move?.to == moved.string)
    _ = look(&polling, [(307, moved)], at: 2)
    #expect(polling.move == nil)
  }

  @Test func `Another target or a target without a listing resets a move`() {
    var polling = PollingState()
    for hour in 0...30 { _ = look(&polling, [(301, moved)], at: self.hour(hour)) }
    polling.rejectMove()
    #expect(polling.address(of: source, now: hour(31)) == source.url)
    _ = look(&polling, [(301, "http://desk.example/other")], at: hour(32))
    #expect(
      polling.move
        == PollingState.Move(
          to: "http://desk.example/other", status: 301, since: hour(32), rounds: 1))
  }

  @Test func `304 responses are trusted for a day`() {
    var polling = PollingState()
    #expect(!polling.isUnconditionalRequestDue(now: 1e9))
    _ = look(&polling, [], at: 1e9)
    #expect(!polling.isUnconditionalRequestDue(now: 1e9 + .seconds(86_000)))
    #expect(polling.isUnconditionalRequestDue(now: 1e9 + .seconds(86_400)))
    // A clock that was set back.
    #expect(polling.isUnconditionalRequestDue(now: 1e9 - .seconds(100)))
  }
}
