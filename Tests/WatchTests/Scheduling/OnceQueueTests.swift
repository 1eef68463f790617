import News
import Settings
import TestSupport
import Testing
import WebURL

@testable import Watch

@Suite struct RoundLineTests {
  private func sources(_ count: Int, hosts: Int) -> [Source] {
    (0..<count).map { Source(name: "s\($0)", url: WebURL("http://h\($0 % hosts).example/\($0)")) }
  }

  private func take(_ line: inout OnceQueue) -> [Source] {
    var taken: [Source] = []
    while let source = line.next() { taken.append(source) }
    return taken
  }

  @Test func `Hosts take runner, and none has more than its places`() {
    let all = sources(40, hosts: 1) + sources(6, hosts: 3).dropFirst()
    var line = OnceQueue(Array(all), concurrency: 1)
    let first = take(&line)
    #expect(first.prefix(3).map(\.url.host) == ["h0.example", "h1.example", "h2.example"])
    #expect(first.count { $0.url.host == "h0.example" } == RoundScheduler.mostOfHost)
    #expect(line.next() == nil)
    line.leave(first[0])
    #expect(take(&line).map(\.url.host) == ["h0.example"])
  }

  @Test func `Everyone has a turn, no more of them at once than in the service`() {
    let all = sources(3000, hosts: 700)
    var line = OnceQueue(all, concurrency: 100)
    var working = take(&line)
    var names = Set(working.map(\.name))
    #expect(working.count == 400)
    while let source = working.popLast() {
      line.leave(source)
      let more = take(&line)
      #expect(names.isDisjoint(with: more.map(\.name)) && working.count + more.count <= 400)
      names.formUnion(more.map(\.name))
      working += more
    }
    #expect(names.count == 3000)
  }
}
